"""Runs what is due: in a process of its own (``samspill work``) or within the web server."""

from __future__ import annotations

import asyncio
import threading

from procrastinate import PsycopgConnector, exceptions
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.jobs import Status

from samspill.jobs.periodic import registered

POLL_SECONDS = 10.0
STALLED_SECONDS = 60
PAUSE_SECONDS = 15.0
CONNECTIONS = 3
"""At most so many for the queue itself: one listens, and another is needed at times."""


async def work(*, in_thread: bool) -> None:
    """Runs jobs until stopped."""
    few = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=CONNECTIONS)
    with app.replace_connector(few):
        async with app.open_async():
            await app.run_worker_async(
                name="web" if in_thread else "worker",
                install_signal_handlers=not in_thread,
                fetch_job_polling_interval=POLL_SECONDS,
                shutdown_graceful_timeout=10,
                delete_jobs="successful",
            )


def start_in_thread() -> threading.Thread:
    """Starts a worker beside the web server's own work; it ends with the process.

    A database that is away is waited for: the pages say what is wrong, not this thread.
    """

    def forever() -> None:
        while True:
            try:
                asyncio.run(work(in_thread=True))
                return
            except (exceptions.ConnectorException, OSError):
                threading.Event().wait(PAUSE_SECONDS)

    thread = threading.Thread(target=forever, name="jobs", daemon=True)
    thread.start()
    return thread


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
