"""Work in the background: who runs it, and what becomes of it when its worker dies."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection

from samspill.cli import samspill
from samspill.jobs.periodic import registered
from samspill.mail.actions import Letter, write
from samspill.mail.models import Message
from tests.mail.conftest import Inbox, filled, inbox, made, new, template
from tests.operations.installations import Installation

pytestmark = pytest.mark.server

__all__ = ["filled", "inbox", "made", "new", "template"]

SAMSPILL = Path(sys.executable).with_name("samspill")


def until(holds: Callable[[], bool], seconds: float = 90) -> bool:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def worker(installation: Installation, settings) -> subprocess.Popen[bytes]:
    environment = {
        **installation.environment(),
        "EMAIL_HOST": settings.EMAIL_HOST,
        "EMAIL_PORT": str(settings.EMAIL_PORT),
        "EMAIL_USE_TLS": "false",
    }
    return subprocess.Popen([SAMSPILL, "work"], env=environment)


def test_every_job_runs_when_asked(db) -> None:
    done = CliRunner().invoke(samspill, ["work", "--once"])
    assert done.exit_code == 0, done.output
    assert done.output.split() == list(registered)
    assert "mail.tasks.send" in registered


def test_a_worker_sends_and_ends_when_told(filled: Installation, inbox: Inbox, settings) -> None:
    write([Letter(key="k", to="kari@example.no", subject="x", text="y")])
    process = worker(filled, settings)
    assert until(lambda: inbox.addresses == ["kari@example.no"])
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 0
    assert until(lambda: Message.objects.get().state == Message.State.SENT)


def test_what_a_dead_worker_had_is_taken_up(filled: Installation, inbox: Inbox, settings) -> None:
    inbox.seconds = 3
    write([Letter(key="1", to="a@example.no", subject="x", text="y")])
    process = worker(filled, settings)
    assert inbox.came.wait(90)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'")
        assert cursor.fetchone() == (1,)
        # As if the minutes had passed after which it counts as dead.
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 h'")
        cursor.execute("DELETE FROM procrastinate_periodic_defers")
    inbox.seconds = 0
    write([Letter(key="2", to="b@example.no", subject="x", text="y")])
    process = worker(filled, settings)
    try:
        assert until(lambda: "b@example.no" in inbox.addresses)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
    assert inbox.addresses == ["a@example.no", "b@example.no"]


def test_a_worker_whose_connections_break_begins_again_and_ends_when_told(
    filled: Installation, inbox: Inbox, settings
) -> None:
    """As when PostgreSQL starts anew under it."""
    process = worker(filled, settings)
    assert until(lambda: heard_from() is not None)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    try:
        write([Letter(key="k", to="kari@example.no", subject="x", text="y")])
        assert until(lambda: inbox.addresses == ["kari@example.no"])
        assert process.poll() is None
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0


def heard_from() -> int | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM procrastinate_workers")
        return cursor.fetchone()[0]
