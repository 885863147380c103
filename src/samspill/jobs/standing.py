"""Whether what runs by itself is done: somebody works, and nothing waits for long."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import connection

SILENT_MINUTES = 2
"""A worker is heard from every ten seconds."""
WAITING_MINUTES = 10
FAILED_DAYS = 7

_ASKED = """
WITH due AS (
    SELECT coalesce(scheduled_at, (SELECT max(at) FROM procrastinate_events
                                   WHERE job_id = job.id)) AS at
    FROM procrastinate_jobs job WHERE status = 'todo')
SELECT (SELECT max(last_heartbeat) FROM procrastinate_workers),
       (SELECT count(*) FROM procrastinate_workers
        WHERE last_heartbeat > now() - make_interval(mins => %s)),
       (SELECT min(at) FROM due WHERE at < now()),
       (SELECT coalesce(min(at) < now() - make_interval(mins => %s), false) FROM due),
       (SELECT coalesce(array_agg(DISTINCT task_name::text), '{}')
        FROM procrastinate_jobs job JOIN procrastinate_events event ON event.job_id = job.id
        WHERE job.status = 'failed' AND event.type = 'failed'
        AND event.at > now() - make_interval(days => %s)),
       pg_database_size(current_database()),
       current_setting('server_version')
"""


@dataclass(frozen=True)
class WorkStanding:
    """How it stands with what runs by itself, and with the database that keeps it.

    Attributes:
        heard_at: when a worker was last heard from, if ever.
        workers: how many are heard from now.
        waits_since: since when something has been due and waits, if something does.
        is_late: whether that is too long ago.
        failed: what has failed for good in the last days, by its name.
        bytes, version: of the database.
    """

    heard_at: datetime.datetime | None
    workers: int
    waits_since: datetime.datetime | None
    is_late: bool
    failed: list[str]
    bytes: int
    version: str


def standing() -> WorkStanding:
    """Asks in one statement. Raises DatabaseError when there is no connection."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [SILENT_MINUTES, WAITING_MINUTES, FAILED_DAYS])
        return WorkStanding(*cursor.fetchone())


def why_undone() -> str:
    """A sentence where nobody works or something waits too long; nothing when all is done.

    Raises DatabaseError when there is no connection.
    """
    found = standing()
    if not found.workers:
        return f"No worker has been heard from for {SILENT_MINUTES} minutes."
    if found.is_late:
        return f"Work has waited for more than {WAITING_MINUTES} minutes."
    return ""
