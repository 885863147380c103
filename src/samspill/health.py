"""Whether the process lives and whether it can serve, for a supervisor or a load balancer."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from samspill.jobs.standing import why_undone

BEGAN = time.monotonic()
START_SECONDS = 120
"""As long may it take before a worker is heard from the first time."""
Handler = Callable[[HttpRequest], HttpResponseBase]


class HealthMiddleware:
    """Answers the health addresses before anything else can fail, redirect or ask the database."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.answers = {"/healthz": healthz, "/readyz": readyz}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.answers.get(request.path_info)
        return answer(request) if answer else self.get_response(request)


def healthz(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers; asks nothing of the database."""
    return _plainly({"status": "alive"}, status=200)


def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and has every migration, else 503 with the reason.

    Whether what runs by itself is done is told too. Where the web server's own processes should do
    it and do not, they are not ready; where others should, pages work all the same.

    The reason holds no address, user or error text of the database: anyone may ask.
    """
    try:
        reason = why_not_ready()
        undone = reason or why_undone()
    except DatabaseError:
        reason = undone = "The database does not answer."
    if undone and settings.SAMSPILL_JOBS_IN_WEB and time.monotonic() - BEGAN > START_SECONDS:
        reason = undone
    if reason:
        return _plainly({"status": "not ready", "reason": reason}, status=503)
    if undone and not settings.SAMSPILL_JOBS_IN_WEB:
        return _plainly({"status": "ready", "work": undone}, status=200)
    return _plainly({"status": "ready"}, status=200)


class _Migrated:
    """Remembers a yes for the life of the process; a no is asked again."""

    known = False


def why_not_ready() -> str:
    """A sentence, or nothing when ready. Raises DatabaseError when there is no connection."""
    if not _Migrated.known:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "The database lacks migrations. Run: samspill migrate"
        _Migrated.known = True
    return ""


def _plainly(content: dict[str, str], *, status: int) -> JsonResponse:
    return JsonResponse(content, status=status, headers={"Cache-Control": "no-store"})
