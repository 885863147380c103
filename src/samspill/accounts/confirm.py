"""Before something dangerous: has it lately been confirmed that this is who signed in?

Built on allauth's reauthentication, which notes when each proof was given in the session.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import app_settings
from allauth.account.internal.flows import reauthentication
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
)
from allauth.core.exceptions import ReauthenticationRequired
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import ResolverMatch, get_script_prefix, resolve, reverse
from django.utils.http import urlencode

from samspill.accounts.connections import set_up
from samspill.accounts.models import User

View = Callable[..., HttpResponse]


def recently_confirmed(request: HttpRequest) -> bool:
    """Whether a password, code or passkey was given anew in the last ten minutes.

    Who has none of these, but comes by way of another organisation, must have come that way as
    lately.
    """
    user = request.user
    if not isinstance(user, User):
        return False
    if reauthentication.get_reauthentication_flows(user):
        return bool(reauthentication.did_recently_reauthenticate(request))
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    return any(
        record["method"] == "socialaccount" and record["at"] > since
        for record in get_authentication_records(request, user)
    )


def confirm_first(view: View) -> View:
    """Lets a view be reached only just after one has confirmed who one is.

    A request that comes too soon is set aside, and carried out once it is confirmed.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not isinstance(request.user, User):
            return redirect_to_login(request.get_full_path())
        if recently_confirmed(request):
            return view(request, *args, **kwargs)
        if reauthentication.get_reauthentication_flows(request.user):
            raise ReauthenticationRequired
        return _by_way_of_the_organisation(request, request.user)

    return answer


def renewed(view: View) -> View:
    """Gives the session a new key once it is confirmed who this is; the old key opens nothing."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        before = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY)
        response = view(request, *args, **kwargs)
        is_confirmed = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) != before
        if is_confirmed and recently_confirmed(request):
            known = UserSession.objects.filter(session_key=request.session.session_key)
            pk = known.values_list("pk", flat=True).first()
            request.session.cycle_key()
            UserSession.objects.filter(pk=pk).update(session_key=request.session.session_key)
        return response

    return answer


def resolve_within_prefix(path: str) -> ResolverMatch:
    """The view of a whole path, such as ``/hf/<slug>/konto/``, at which ``resolve`` would fail."""
    prefix = get_script_prefix()
    return resolve(f"/{path.removeprefix(prefix)}" if path.startswith(prefix) else path)


def _by_way_of_the_organisation(request: HttpRequest, user: User) -> HttpResponse:
    latest = SocialAccount.objects.filter(user=user, provider__in=set_up()).order_by("-last_login")
    account = latest.first()
    if account is None:
        raise PermissionDenied("There is no way to confirm who this is.")
    query = urlencode({"confirm": "1", "next": request.get_full_path()})
    address = reverse("openid_connect_login", args=[account.provider])
    return HttpResponseRedirect(f"{address}?{query}")
