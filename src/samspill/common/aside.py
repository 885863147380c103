"""A form is left half-filled for another page, and come back to with what was made there chosen.

The button stands at the field that lacks something to choose (``field.aside`` are its words), and
sends what is typed, so that nothing is lost (``work.keep_form``).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from samspill.common.forms import ASIDE
from samspill.common.work import keep_form
from samspill.common.work_request import WorkRequest

BACK, ADDED = "tilbake", "lagttil"


def aside(request: WorkRequest, to: str, *carried: str) -> HttpResponse | None:
    """Leads to the page ``to`` when the button was pressed that says so; None for all else.

    Args:
        carried: the fields whose answers, as far as given, go along as what is proposed there.

    Nothing is carried out yet, so the same form may be sent again (``common/submissions.py`` notes
    what leads on by 302).
    """
    if request.method != "POST" or ASIDE not in request.POST:
        return None
    keep_form(request)
    along = {name: given for name in carried if (given := request.POST.get(name, ""))}
    way = f"{to}?{urlencode({BACK: request.path, **along})}"
    return HttpResponse(status=303, headers={"Location": way})


def way_back(request: HttpRequest) -> str:
    """The form that one came from and goes back to; empty when one came from nowhere."""
    back = request.GET.get(BACK, "")
    own = back.startswith(reverse("work:home")) and "?" not in back
    return back if own and url_has_allowed_host_and_scheme(back, None) else ""


def with_added(back: str, key: int) -> str:
    """The way back, with what was added."""
    return f"{back}?{urlencode({ADDED: key})}"


def added(request: WorkRequest) -> dict[str, Any]:
    """What was added, as the first value of the field whose button led aside; else nothing."""
    key = request.GET.get(ADDED, "")
    if request.method != "GET" or not (key.isascii() and key.isdigit() and len(key) < 19):
        return {}
    if request.kept is None or ASIDE not in request.kept:
        return {}
    field = str(request.kept[ASIDE])
    request.kept = request.kept.copy()
    request.kept[field] = key
    return {field: key}
