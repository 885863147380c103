"""How often one may write or search: counted by the minute, for all web processes together.

Far above what a person does, and far below what a program could: a program that writes or searches
without end is slowed down before it costs the others anything. Wrong tries at signing in are
counted much more strictly, in ``attempts.py``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

from samspill.accounts.address import counted_address
from samspill.accounts.models import Use
from samspill.common.work import keep_form

MINUTE = datetime.timedelta(minutes=1)
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
Handler = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]

# One statement: two processes at once cannot both take the last place.
COUNT = f"""
INSERT INTO {Use._meta.db_table} AS kept (key, minute, uses) VALUES (%s, %s, 1)
ON CONFLICT (key) DO UPDATE SET
    uses = CASE WHEN kept.minute = EXCLUDED.minute THEN kept.uses + 1 ELSE 1 END,
    minute = EXCLUDED.minute
RETURNING uses
"""  # noqa: S608 - nothing in it comes from outside


@dataclass(frozen=True)
class RateLimit:
    """So many a minute, as a setting says; ``name`` keeps one kind from counting as another."""

    name: str
    setting: str

    def is_passed(self, who: str) -> bool:
        """Counts one more, and says whether that is too many."""
        key = salted_hmac(
            "samspill.accounts.use", f"{self.name} {who}", algorithm="sha256"
        ).hexdigest()
        minute = timezone.now().replace(second=0, microsecond=0)
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [key, minute])
            (uses,) = cursor.fetchone()
        return bool(uses > getattr(settings, self.setting))


WRITING = RateLimit("write", "SAMSPILL_WRITES_A_MINUTE")
SENDING = RateLimit("send", "SAMSPILL_VISITORS_WRITES_A_MINUTE")
SEARCHING = RateLimit("search", "SAMSPILL_SEARCHES_A_MINUTE")


class WritingMiddleware:
    """Counts what is sent: by user, and by address from who is not signed in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE:
            return self.get_response(request)
        user = request.user.pk
        limit, who = (WRITING, str(user)) if user else (SENDING, counted_address(request))
        if not limit.is_passed(who):
            return self.get_response(request)
        if user:
            keep_form(request)
        return _too_often(request)


def limited(limit: RateLimit) -> Callable[[View], View]:
    """Counts how often a view is asked from one address; never asks who somebody is."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if limit.is_passed(counted_address(request)):
                return _too_often(request)
            return view(request, *args, **kwargs)

        return answer

    return decorate


def forget_old_uses(now: datetime.datetime) -> int:
    """Removes what was counted in another minute than the last; returns how many."""
    return Use.objects.filter(minute__lt=now - MINUTE).delete()[0]


def _too_often(request: HttpRequest) -> HttpResponse:
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = "60"
    response.headers["Cache-Control"] = "no-store, private"
    return response
