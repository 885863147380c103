"""A worker hears that it is told to end also while it begins; what lasts is logged whole."""

from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from samspill.jobs import worker


class ToldWhileItBegins(threading.Event):
    """Told between the question whether to go on and the first piece of work."""

    def is_set(self) -> bool:
        was = super().is_set()
        self.set()
        return was


def for_ever(passing: tuple[type[Exception], ...], told: threading.Event) -> None:
    """Works until it is told, in a thread of its own as in production: this one may have a loop."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(worker._for_ever, "worker", passing, told, []).result()


def test_a_worker_that_is_told_while_it_begins_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(name: str) -> None:
        async with asyncio.timeout(20):
            await asyncio.Event().wait()

    monkeypatch.setattr(worker, "work", work)
    monkeypatch.setattr(worker, "PAUSE_SECONDS", 0)
    told = ToldWhileItBegins()
    for_ever((), told)
    assert told.is_set()


def test_a_fault_that_lasts_is_logged_whole_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told, tries = threading.Event(), []

    async def work(name: str) -> None:
        tries.append(name)
        if len(tries) > worker.LASTING + 1:
            told.set()
        raise OSError("away")

    monkeypatch.setattr(worker, "work", work)
    monkeypatch.setattr(worker, "PAUSE_SECONDS", 0)
    with caplog.at_level(logging.WARNING, logger="samspill.jobs"):
        for_ever((OSError,), told)
    whole = [number for number, one in enumerate(caplog.records, start=1) if one.exc_info]
    assert (len(caplog.records), whole) == (worker.LASTING + 2, [worker.LASTING])
