"""Forms that are sent: one at a time in a helsefellesskap, and each showing of a form once."""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django_scopes import scopes_disabled

from samspill.common.models import Partnership, Submission

KEPT = datetime.timedelta(days=1)
NOTE = f"""
INSERT INTO {Submission._meta.db_table} (partnership_id, key, location, at)
VALUES (%s, %s, %s, now()) ON CONFLICT (partnership_id, key) DO NOTHING
"""  # noqa: S608 - nothing in it comes from outside
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (a field's name)


def take_turn(partnership: Partnership) -> None:
    """Waits until nobody else saves in this helsefellesskap, and holds the turn to the end of the
    transaction. Reading goes on meanwhile."""
    turn = Partnership.objects.select_for_update(no_key=True).filter(pk=partnership.pk)
    turn.values_list("pk").get()


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
    if not key:
        return ""
    found = Submission.objects.filter(key=key).values_list("location", flat=True).first()
    return found or ""


def note(request: HttpRequest, location: str) -> bool:
    """Notes that a form is carried out.

    Returns:
        Whether it is the first: the same form may have been carried out meanwhile, where neither
        waited for a turn.
    """
    key = key_of(request)
    if not key:
        return True
    partnership = request.partnership  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [partnership.pk, key, location])
        return bool(cursor.rowcount)


def forget_old() -> int:
    """Forgets, in every helsefellesskap, the forms of which nobody has need any more.

    Returns:
        how many they were.
    """
    with scopes_disabled():
        count, _by_model = Submission.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return count
