"""Whether somebody does what runs by itself: mail, reminders, clearing up."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError

from samspill.jobs.standing import why_undone
from samspill.operations.findings import Finding, ok, warning

HERE = "Start the site: its processes do it (JOBS_IN_WEB)."
BESIDE = "See that `samspill work` runs, and what it says."


def done() -> Iterator[Finding]:
    """Asks the queue; a database that does not answer is told of by its own check."""
    try:
        undone = why_undone()
    except DatabaseError:
        return
    if undone:
        yield warning("work", undone, HERE if settings.SAMSPILL_JOBS_IN_WEB else BESIDE)
    else:
        yield ok("work", "What runs by itself is done.")
