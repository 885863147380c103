"""Whether the process lives, whether it can serve, and whether work is done, for who watches."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from samspill.jobs.standing import why_undone

SILENT = "The database does not answer."
Handler = Callable[[HttpRequest], HttpResponseBase]


class HealthMiddleware:
    """Answers the health addresses before anything else can fail, redirect or ask the database."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.answers = {"/healthz": healthz, "/readyz": readyz, "/workz": workz}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.answers.get(request.path_info)
        return answer(request) if answer else self.get_response(request)


def healthz(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers; asks nothing of the database."""
    return _plainly({"status": "alive"}, status=200)


def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and has every migration, else 503 with the reason.

    Pages that can be served are served: a letter that waits takes no process away from them. Of
    that :func:`workz` tells.

    The reason holds no address, user or error text of the database: anyone may ask.
    """
    try:
        reason = why_not_ready()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        reason = SILENT
    if reason:
        return _plainly({"status": "not ready", "reason": reason}, status=503)
    return _plainly({"status": "ready"}, status=200)


def workz(request: HttpRequest) -> JsonResponse:
    """200 when what runs by itself is done, else 503 with the reason, whoever should do it."""
    try:
        reason = why_undone()
    except DatabaseError:
        reason = SILENT
    if reason:
        return _plainly({"status": "undone", "reason": reason}, status=503)
    return _plainly({"status": "done"}, status=200)


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
