"""Whether somebody signs in with a second step, and where they were going before they had one."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
WAITING = "after_second_step"


def has_second_step(user: Any) -> bool:
    """Whether an app or a passkey is asked for when this user signs in."""
    return Authenticator.objects.filter(user=user.pk, type__in=SECOND_STEPS).exists()


def remember_where(request: HttpRequest) -> None:
    """Keeps the address on this site that one was on the way to, until it can be gone to."""
    wanted = request.GET.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        request.session[WAITING] = wanted


def where_to(request: HttpRequest) -> str:
    """Where one was on the way to, once there is a second step; empty when nowhere."""
    address = str(request.session.get(WAITING, ""))
    return address if address and has_second_step(request.user) else ""
