"""Forms that are sent: one at a time in a helsefellesskap, and each showing of a form once."""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from samspill.common.models import Partnership, Submission

KEPT = datetime.timedelta(days=1)
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (a field's name)


def take_turn(partnership: Partnership) -> None:
    """Waits until nobody else saves in this helsefellesskap, and holds the turn to the end of the
    transaction. Reading goes on meanwhile."""
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)


def key_of(request: HttpRequest) -> str:
    """What tells one showing of a form from another; empty when the form says nothing of it.

    Django gives each page that it shows its own form of the token against forged requests, so the
    same token with the same fields is the same button pressed twice.
    """
    token = request.POST.get(TOKEN, "")
    if not token:
        return ""
    sent = sorted((name, request.POST.getlist(name)) for name in request.POST)
    given: Any = request.FILES
    files = sorted(
        (name, str(file.name), file.size) for name in given for file in given.getlist(name)
    )
    said = repr((request.user.pk, request.path, sent, files))
    return hashlib.sha256(said.encode()).hexdigest()


def earlier(request: HttpRequest) -> str:
    """Where the browser was sent when the same form was carried out; empty when it was not."""
    key = key_of(request)
    found = Submission.objects.filter(key=key).values_list("location", flat=True).first()
    return found if key and found else ""


def note(request: HttpRequest, location: str) -> None:
    """Notes that a form is carried out; forgets those of which nobody has need any more."""
    key = key_of(request)
    if key:
        Submission.objects.filter(at__lt=timezone.now() - KEPT).delete()
        partnership = request.partnership  # type: ignore[attr-defined]
        Submission.objects.create(partnership=partnership, key=key, location=location)
