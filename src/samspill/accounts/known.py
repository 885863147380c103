"""Wrong tries are counted apart for whoever has signed in before from the same browser.

Else anyone could keep anyone out: a few wrong passwords from anywhere lock the account. A browser
that was signed in with has a mark of its own, and a session that lives is known by itself; what
others try counts for neither.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from samspill.accounts.attempts import digest_of
from samspill.accounts.models import User

SALT = "samspill.accounts.known"
SECONDS = 365 * 24 * 3600
MARK_BYTES = 16


def counted_as(request: HttpRequest, account: str) -> str:
    """What the tries of an account are counted under, when they come from here."""
    user = request.user
    if isinstance(user, User) and digest_of(user.email) == digest_of(account):
        return f"{account} in session {request.session.session_key}"
    mark = _mark(request, account)
    return f"{account} known by {mark}" if mark else account


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Marks the browser as one that the user has signed in from."""
    mark = _mark(request, user.email) or secrets.token_urlsafe(MARK_BYTES)
    response.set_cookie(
        settings.SAMSPILL_KNOWN_COOKIE_NAME,
        signing.dumps({"account": digest_of(user.email), "mark": mark}, salt=SALT),
        max_age=SECONDS,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure() or settings.SESSION_COOKIE_SECURE,
    )


def _mark(request: HttpRequest, account: str) -> str:
    given = request.COOKIES.get(settings.SAMSPILL_KNOWN_COOKIE_NAME, "")
    try:
        kept: dict[str, Any] = signing.loads(given, salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return ""
    return str(kept["mark"]) if kept["account"] == digest_of(account) else ""
