"""What every answer carries, also of files and health, and how much may be sent here at once."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from samspill.common import refusals

Handler = Callable[[HttpRequest], HttpResponseBase]

UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "serial", "usb",
)  # fmt: skip
# Nothing inline and nothing from outside runs or shows. No page asks for an exception, so that this
# is one text for all of them.
POLICY = {
    "default-src": "'none'",
    "object-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")
FIXED = {
    "Content-Security-Policy": "; ".join(f"{name} {source}" for name, source in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        [*(f"{name}=()" for name in UNUSED), *(f"{name}=(self)" for name in PASSKEYS)]
    ),
}
SHOWN_BY_DJANGO = {404, 500}
"""Where DEBUG is on, these are Django's own pages, with styles inline."""


def _stay_on_https() -> str:
    whole = "; includeSubDomains" if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ""
    return f"max-age={settings.SECURE_HSTS_SECONDS}{whole}"


class HeadersMiddleware:
    """Stands before nearly all others, so that no answer goes out without its headers.

    What was made for somebody who is signed in, or is about to be, is kept by no browser and no
    proxy.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._misstated(request) or self.get_response(request)
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        if settings.DEBUG and response.status_code in SHOWN_BY_DJANGO:
            del response.headers["Content-Security-Policy"]
        if request.is_secure() and settings.SECURE_HSTS_SECONDS:
            response.headers.setdefault("Strict-Transport-Security", _stay_on_https())
        if getattr(getattr(request, "session", None), "accessed", False):
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    def _misstated(self, request: HttpRequest) -> HttpResponse | None:
        if _length(request) is not None:
            return None
        words = "413 Content Too Large\n"
        return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")


class SizeMiddleware:
    """Refuses a body that is larger than the largest file that is taken, before any page reads it.

    Stands where the reader's language is known.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        has_file = request.content_type == "multipart/form-data"
        form_limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
        limit = settings.SAMSPILL_LARGEST_BODY if has_file else form_limit
        if (_length(request) or 0) > limit:
            return refusals.too_much(request, limit=limit, has_file=has_file)
        return self.get_response(request)


def _length(request: HttpRequest) -> int | None:
    """How much the request says that it holds; None when that is no number."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdigit() else None
