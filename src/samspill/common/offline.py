"""What lets a member read meetings without a net: the worker, its page, and who the reader is.

``frontend/src/worker.js`` says what is kept in the browser, and when it is thrown away. It is
served below ``/arbeid/``, so that it reaches no other address. Every signed-in page names its
reader by a header: the worker keeps nothing that was not made for the one it knows.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

import samspill

HEADER = "Samspill-Reader"
SCRIPT = Path(samspill.__file__).parent / "static_built" / "samspill" / "worker.js"


def reader_of(user: int | None) -> str:
    """A mark of who reads, which tells nobody who that is."""
    if user is None:
        return ""
    return salted_hmac("samspill.offline", str(user), algorithm="sha256").hexdigest()[:24]


@cache
def _script() -> str:
    return SCRIPT.read_text(encoding="utf-8")


def worker(request: HttpRequest) -> HttpResponse:
    """``/arbeid/uten-nett.js``: the worker; its place says that it reaches what is below."""
    answer = HttpResponse(_script(), content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def page(request: HttpRequest) -> HttpResponse:
    """``/arbeid/uten-nett/``: shown where there is no net, with what can be read all the same."""
    return render(request, "common/offline.html")
