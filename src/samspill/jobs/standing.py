"""Whether what runs by itself is done: somebody works, and nothing waits for long."""

from __future__ import annotations

from django.db import connection

SILENT_MINUTES = 2
"""A worker is heard from every ten seconds."""
WAITING_MINUTES = 10

_ASKED = """
SELECT coalesce(max(last_heartbeat) > now() - make_interval(mins => %s), false),
       EXISTS (SELECT FROM procrastinate_jobs job
               WHERE status = 'todo'
               AND coalesce(scheduled_at, (SELECT max(at) FROM procrastinate_events
                                           WHERE job_id = job.id))
                   < now() - make_interval(mins => %s))
FROM procrastinate_workers
"""


def why_undone() -> str:
    """A sentence where nobody works or something waits too long; nothing when all is done.

    Raises DatabaseError when there is no connection.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [SILENT_MINUTES, WAITING_MINUTES])
        is_heard_from, is_waiting = cursor.fetchone()
    if not is_heard_from:
        return f"No worker has been heard from for {SILENT_MINUTES} minutes."
    if is_waiting:
        return f"Work has waited for more than {WAITING_MINUTES} minutes."
    return ""
