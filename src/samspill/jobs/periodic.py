"""Registers what runs by itself, and when."""

from __future__ import annotations

from collections.abc import Callable

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

Job = Callable[[], object]
AGAIN = RetryStrategy(max_attempts=5, exponential_wait=4)

registered: dict[str, Job] = {}
"""Every job by its name, for ``samspill work --once`` and the tests."""


def periodic(cron: str) -> Callable[[Job], Job]:
    """Makes a function run by itself.

    Args:
        cron: minute, hour, day of month, month, weekday; in UTC.

    At most one run of a job goes on and at most one waits, however many workers there are. A run
    that fails is tried again, later each time.
    """

    def register(job: Job) -> Job:
        name = f"{job.__module__.removeprefix('samspill.')}.{job.__name__}"

        def run(timestamp: int) -> None:
            job()

        task = app.task(name=name, lock=name, queueing_lock=name, retry=AGAIN)(run)
        app.periodic(cron=cron)(task)
        registered[name] = job
        return job

    return register
