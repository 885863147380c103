"""What every answer carries, also of files and health, and how much may be sent here at once."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

Handler = Callable[[HttpRequest], HttpResponseBase]

UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "serial", "usb",
)  # fmt: skip
PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        [*(f"{name}=()" for name in UNUSED), *(f"{name}=(self)" for name in PASSKEYS)]
    ),
}


def _stay_on_https() -> str:
    whole = "; includeSubDomains" if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ""
    return f"max-age={settings.SECURE_HSTS_SECONDS}{whole}"


class HeadersMiddleware:
    """Stands before nearly all others, so that no answer goes out without its headers.

    A body that is larger than the largest file that is taken is refused unread. What was made for
    somebody who is signed in, or is about to be, is kept by no browser and no proxy.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._too_large(request) or self.get_response(request)
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        if request.is_secure() and settings.SECURE_HSTS_SECONDS:
            response.headers.setdefault("Strict-Transport-Security", _stay_on_https())
        if getattr(getattr(request, "session", None), "accessed", False):
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    def _too_large(self, request: HttpRequest) -> HttpResponse | None:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isascii() and length.isdigit() and int(length) <= settings.SAMSPILL_LARGEST_BODY:
            return None
        words = "413 Content Too Large\n"
        return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")
