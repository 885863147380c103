"""What is answered when a request is refused before any page has seen it."""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.defaults import server_error
from psycopg.errors import DiskFull

log = logging.getLogger("samspill.faults")

MEGABYTE = 1024 * 1024
FULL = (errno.ENOSPC, errno.EDQUOT)
RETRY_AFTER = "5"
"""So many seconds a database takes to be there again, or two who waited for each other to part."""
AT_ONCE = 64 * 1024
READ_AT_MOST = 100 * MEGABYTE


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for what we cannot take: too much at once (413), or not understood (400)."""
    if not isinstance(exception, RequestDataTooBig):
        return render(request, "400.html", status=400)
    return too_much(request, limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)


def fault(request: HttpRequest) -> HttpResponse:
    """The page for what went wrong here; a disk that is full is told of in words (507), and a
    database that does not answer as what passes (503): a script that saves then tries again.

    What was sent is one transaction, and files are written before their rows: nothing is half
    saved, and the next try works as soon as there is room.
    """
    causes = list(_causes(sys.exc_info()[1]))
    if not any(is_full(one) for one in causes):
        answer = server_error(request)
        if any(isinstance(one, OperationalError | InterfaceError) for one in causes):
            answer.status_code, answer.headers["Retry-After"] = 503, RETRY_AFTER
        return answer
    log.error("The disk is full: nothing can be saved before there is room.")
    try:
        return render(request, "507.html", status=507)
    except Exception:
        log.exception("The page for a full disk cannot be shown.")
        return server_error(request)


def is_full(problem: BaseException) -> bool:
    """Whether there was no room, under the database or under files."""
    return isinstance(problem, DiskFull) or (isinstance(problem, OSError) and problem.errno in FULL)


def _causes(problem: BaseException | None) -> Iterator[BaseException]:
    while problem is not None:
        yield problem
        problem = problem.__cause__ or problem.__context__


def too_much(request: HttpRequest, *, limit: int, has_file: bool = False) -> HttpResponse:
    """The page for a request of more bytes than ``limit``; says what to do instead."""
    _read_away(request)
    told = files_too_large(limit) if has_file else too_large(limit)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"told": told}, status=413)
    return render(request, "413.html", {"told": told}, status=413)


def too_large(limit: int = 0) -> str:
    """What a form may hold, and what to do with more."""
    limit = limit or settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
    return _(
        "This is more than can be sent at once: at most %(limit)d MB. Nothing was sent or saved. "
        "Split the text into several parts, and paste text only, not pictures or whole files."
    ) % {"limit": limit // MEGABYTE}


def files_too_large(limit: int) -> str:
    """What may be sent with a form at once, and what to do with more."""
    return _(
        "The files are more than can be sent at once: at most %(limit)d MB together. Nothing was "
        "sent or saved. Go back, and send fewer files, or smaller ones."
    ) % {"limit": limit // 1_000_000}


def _read_away(request: HttpRequest) -> None:
    """Reads what is left of the request, so that the browser hears the answer.

    A browser that is still sending when the connection ends shows an error of its own.
    """
    stream = request.META.get("wsgi.input")
    try:
        left = min(int(request.META.get("CONTENT_LENGTH") or 0), READ_AT_MOST)
        while stream is not None and left > 0:
            read = len(stream.read(min(left, AT_ONCE)))
            if not read:
                return
            left -= read
    except (OSError, ValueError):
        return
