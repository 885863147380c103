"""What is answered when a request is refused before any page has seen it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
AT_ONCE = 64 * 1024
READ_AT_MOST = 100 * MEGABYTE


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for what we cannot take: too much at once (413), or not understood (400)."""
    if not isinstance(exception, RequestDataTooBig):
        return render(request, "400.html", status=400)
    return too_much(request, limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)


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
