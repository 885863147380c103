"""A session that is left alone ends: at its next request, and by itself soon after its time.

When a session was last used stands in its row among the user's sessions, and not in the session
itself: two requests at once would write over what the other keeps there.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from samspill.accounts.models import User
from samspill.common.signed_in import tell_browser
from samspill.common.work import KEPT_FORM

Handler = Callable[[HttpRequest], HttpResponse]
NOTED_EVERY = datetime.timedelta(minutes=1)
"""A session in use is noted no oftener: a page of many requests writes once."""


def longest() -> datetime.timedelta:
    """How long a session may be left alone."""
    return datetime.timedelta(minutes=settings.SAMSPILL_SESSION_IDLE_MINUTES)


class IdleMiddleware:
    """Who comes back after too long is nobody: the session is gone, and has to be begun anew.

    Asked only by those who ask who the user is, so that public pages read no session. Stands
    within the middleware of messages, as it leaves one.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(lambda: _user_of(request))  # type: ignore[assignment]
        response = self.get_response(request)
        if hasattr(request, "ended_user") and isinstance(response, HttpResponseRedirect):
            messages.info(request, _told(request))
        tell_browser(request, response)
        return response


@transaction.atomic
def end_idle_sessions(now: datetime.datetime, *, user: User | None = None) -> int:
    """Removes the sessions that were left alone for too long; nobody did it, so none is noted.

    Args:
        user: whose; everybody's when left out.

    Returns:
        how many they were.
    """
    idle = UserSession.objects.filter(last_seen_at__lt=now - longest())
    if user is not None:
        idle = idle.filter(user=user)
    keys = list(idle.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def _user_of(request: HttpRequest) -> Any:
    request.has_asked_for_user = True  # type: ignore[attr-defined]
    user = get_user(request)
    if not isinstance(user, User) or _is_in_use(request, user):
        return user
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    request.session.flush()
    request.ended_user = user.pk  # type: ignore[attr-defined]
    return AnonymousUser()


def _is_in_use(request: HttpRequest, user: User) -> bool:
    """Whether the session was used lately; notes that it is used now."""
    now = timezone.now()
    last: datetime.datetime | None = request.session.last_seen  # type: ignore[attr-defined]
    if last is None:
        _note_first_use(request, user)
        return True
    if now - last > longest():
        return False
    if now - last >= NOTED_EVERY:
        known = UserSession.objects.filter(session_key=request.session.session_key)
        known.update(last_seen_at=now)
    return True


def _note_first_use(request: HttpRequest, user: User) -> None:
    """For a session that did not begin on a page of ours: its time runs from now."""
    UserSession.objects.get_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": user,
            "ip": get_adapter().get_client_ip(request),
            "user_agent": request.headers.get("User-Agent", "")[:200],
        },
    )


def _told(request: HttpRequest) -> str:
    words = {"minutes": settings.SAMSPILL_SESSION_IDLE_MINUTES}
    if KEPT_FORM in request.session:
        return (
            _(
                "You were signed out after %(minutes)d minutes without use. What you wrote is "
                "kept: it stands in the form when you have signed in again."
            )
            % words
        )
    return _("You were signed out after %(minutes)d minutes without use.") % words
