"""Runs what is due: in a process of its own (``samspill work``) or within the web server."""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from contextlib import suppress
from typing import Any

from procrastinate import PsycopgConnector, exceptions
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.jobs import Status

from samspill.jobs.periodic import registered

log = logging.getLogger("samspill.jobs")
Faults = type[Exception] | tuple[type[Exception], ...]

POLL_SECONDS = 10.0
STALLED_SECONDS = 60
PAUSE_SECONDS = 5.0
LASTING = 12
"""So many times in a row, a minute or more: then the whole fault is logged, once."""
CONNECTIONS = 3
"""At most so many for the queue itself: one listens, and another is needed at times."""


async def work(name: str) -> None:
    """Runs jobs until cancelled, or until the queue cannot be reached any longer."""
    few = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=CONNECTIONS)
    with app.replace_connector(few):
        async with app.open_async():
            await app.run_worker_async(
                name=name,
                install_signal_handlers=False,
                fetch_job_polling_interval=POLL_SECONDS,
                shutdown_graceful_timeout=10,
                delete_jobs="successful",
            )


def start_in_thread() -> threading.Thread:
    """Starts a worker beside the web server's own work; it ends with the process."""
    thread = threading.Thread(target=_for_ever, args=("web", Exception), name="jobs", daemon=True)
    thread.start()
    return thread


def work_until_told() -> None:
    """Works until the process is told to end (SIGTERM, SIGINT).

    What no waiting mends, such as tables that are not there, is raised: then a supervisor hears it.
    """
    told = threading.Event()
    running: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[None]]] = []

    def end(*_signal: object) -> None:
        told.set()
        for loop, task in running:
            loop.call_soon_threadsafe(task.cancel)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    _for_ever("worker", (exceptions.ConnectorException, OSError), told, running)


def _for_ever(
    name: str,
    waited_out: Faults,
    told: threading.Event | None = None,
    running: list[Any] | None = None,
) -> None:
    """Works, and begins again whenever that has ended: a worker whose connection breaks just ends.

    A database that is away is waited for: the pages say what is wrong, not this one.
    """
    told = told or threading.Event()

    async def one() -> None:
        task = asyncio.ensure_future(work(name))
        if running is not None:
            running[:] = [(asyncio.get_running_loop(), task)]
        if told.is_set():
            task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    held_up = 0
    while not told.is_set():
        try:
            asyncio.run(one())
            held_up = 0
        except waited_out as problem:
            held_up += 1
            log.warning(
                "The work that goes by itself is held up: %s",
                type(problem).__name__,
                exc_info=problem if held_up == LASTING else None,
            )
        finally:
            if running is not None:
                running.clear()
        told.wait(PAUSE_SECONDS)


def run_once() -> list[str]:
    """Runs every job one time, here and now. Returns their names."""
    for job in registered.values():
        job()
    return list(registered)


@app.periodic(cron="* * * * *")
@app.task(name="jobs.take_up_stalled", queueing_lock="jobs.take_up_stalled", pass_context=True)
async def take_up_stalled(context: object, timestamp: int) -> None:
    """Lets jobs whose worker died be run again; one whose next run waits already is given up."""
    stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS)
    for job in stalled:
        try:
            await app.job_manager.retry_job(job)
        except exceptions.UniqueViolation:
            await app.job_manager.finish_job(job, status=Status.ABORTED, delete_job=False)
