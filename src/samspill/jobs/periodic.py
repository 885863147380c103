"""Registers what runs by itself, and when."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import transaction
from procrastinate import App, RetryStrategy, exceptions
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

Job = Callable[[], object]
AGAIN = RetryStrategy(max_attempts=5, exponential_wait=4)

_asking = App(connector=DjangoConnector())
"""Asks in the transaction of whoever asks, also where a worker runs in the same process."""

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


def soon(name: str) -> None:
    """Has a job run as soon as what asks for it is committed, and not first at its own time."""
    try:
        with transaction.atomic():
            task = _asking.configure_task(name, lock=name, queueing_lock=name)
            task.defer(timestamp=int(time.time()))
    except exceptions.AlreadyEnqueued:
        return
