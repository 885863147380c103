"""The pages of signing in that allauth does not have."""

from __future__ import annotations

from allauth.account.internal.decorators import login_not_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.account.views import logout
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import list_usersessions
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from samspill.accounts import actions, failures, idle, two_steps
from samspill.accounts.confirm import confirm_first
from samspill.accounts.forms import InvitationForm
from samspill.accounts.models import Invitation, User
from samspill.accounts.organisations import organisations_of


@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """My sign-in: what one signs in with, and where one is signed in."""
    assert isinstance(request.user, User)  # noqa: S101
    idle.end_idle_sessions(timezone.now(), user=request.user)
    kinds = list(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    connections = SocialAccount.objects.filter(user=request.user).count()
    return render(
        request,
        "accounts/home.html",
        {
            "person": request.user,
            "has_password": request.user.has_usable_password(),
            "has_app": Authenticator.Type.TOTP in kinds,
            "has_recovery_codes": Authenticator.Type.RECOVERY_CODES in kinds,
            "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
            "elsewhere": bool(settings.SOCIALACCOUNT_PROVIDERS) or connections > 0,
            "connections": connections,
            "organisations": organisations_of(request.user, getattr(request, "partnership", None)),
            "failed": failures.latest(request.user),
            "sessions": len(UserSession.objects.purge_and_list(request.user)),
        },
    )


@never_cache
@login_required
def second_step(request: HttpRequest) -> HttpResponse:
    """Two ways to set up a second step, for whoever must have one; then on from there."""
    two_steps.remember_where(request)
    if address := two_steps.where_to(request):
        del request.session[two_steps.WAITING]
        return redirect(address)
    words = {
        "is_set_up": two_steps.has_second_step(request.user),
        "is_asked_for": two_steps.WAITING in request.session,
    }
    return render(request, "accounts/second_step.html", words)


def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in, without what was left alone for too long.

    Ending what is there takes a fresh proof.
    """
    if isinstance(request.user, User):
        idle.end_idle_sessions(timezone.now(), user=request.user)
    answer = confirm_first(list_usersessions) if request.method == "POST" else list_usersessions
    shown: HttpResponse = answer(request)
    return shown


def sign_out(request: HttpRequest) -> HttpResponse:
    """Signs out, and has the browser forget what it kept of this site."""
    response: HttpResponse = logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """Who was invited chooses a password and is signed in."""
    if request.user.is_authenticated:
        return redirect("accounts_home")
    found = Invitation.objects.open().with_key(key).first()
    if found is None:
        return render(request, "accounts/invitation_closed.html", status=410)
    form = InvitationForm(request.POST or None, email=found.email, initial={"name": found.name})
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/invitation.html", {"form": form, "invitation": found})
    try:
        user = actions.accept_invitation(
            invitation=found,
            by=found.email,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password1"],
        )
    except (actions.InvitationNotOpen, actions.AlreadyUser):
        return render(request, "accounts/invitation_closed.html", status=410)
    record_authentication(request, user, method="password", email=user.email)
    signed_in: HttpResponse = perform_login(request, user, email_verification="none")
    return signed_in
