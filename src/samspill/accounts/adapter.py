"""Where allauth asks us: closed sign-up, our own counting of tries, our own words."""

from __future__ import annotations

import datetime
import enum
from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import (
    DefaultSocialAccountAdapter,
    _build_apps_from_settings,
)
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base.constants import AuthError
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from samspill.accounts import (
    actions,
    attempts,
    connections,
    failures,
    known,
    letters,
    secrets,
    trail,
)
from samspill.accounts.address import client_address, counted_address
from samspill.accounts.attempts import Kind, Locked, Try
from samspill.accounts.models import Invitation, User, normalized
from samspill.accounts.sessions import SessionStore
from samspill.common.models import today
from samspill.common.roles import actor_of, at_home_in

LANGUAGE_SECONDS = 365 * 24 * 3600


def begin_try(kind: Kind, *, account: str, request: HttpRequest) -> Try:
    """Counts a try that a form is about to judge.

    Raises:
        ValidationError: it is locked; the message says for how long.
    """
    try:
        name = account if kind == Kind.RESET else known.counted_as(request, account)
        return attempts.begin(kind, account=name, address=counted_address(request))
    except Locked as locked:
        failures.log.warning("A try at signing in was refused unjudged: %s", kind.value)
        raise ValidationError(locked.message, code="locked") from locked


def asked_enough(email: str, *, request: HttpRequest) -> bool:
    """Counts that a new password is asked for; whether that is so often that no more is sent.

    What others ask for an account does not stop its owner, who has the letters that came of it.

    Raises:
        ValidationError: it was asked for from here too often.
    """
    try:
        begin_try(Kind.RESET, account=email, request=request)
    except ValidationError as refused:
        if not isinstance(refused.__cause__, attempts.Enough):
            raise
        return True
    return False


def end_in_time(request: HttpRequest) -> None:
    """Lets a session end at a fixed time, however much it is used meanwhile."""
    lasts = datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    request.session.set_expiry(timezone.now() + lasts)


class AccountAdapter(DefaultAccountAdapter):
    """Passwords, sessions, mail."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This sign-in is closed."),
        "email_password_mismatch": _("The e-mail address or the password is wrong."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("The code is wrong, or has been used before."),
        "incorrect_password": _("The password is wrong."),
        "invalid_password_reset": _("The link has been used, or is too old."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: one is invited, and ``actions.accept_invitation`` makes the user."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To one's own page for whoever has a role somewhere, else to the page about signing in.

        Who has a role elsewhere alone is led on from there.
        """
        partnership = getattr(request, "partnership", None)
        actor = actor_of(request.user, partnership, today()) if partnership else None
        if actor and (actor.roles or at_home_in(request.user, actor, today())):
            return reverse("work:home")
        return reverse("accounts_home")

    def get_client_ip(self, request: HttpRequest) -> str:
        # allauth keeps it in a column that holds nothing but addresses.
        address = client_address(request)
        return "0.0.0.0" if address == "unknown" else address  # noqa: S104

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        attempt = begin_try(Kind.PASSWORD, account=credentials["email"], request=request)
        user: User | None = super().authenticate(request, **credentials)
        if user:
            attempt.was_right()
        else:
            failures.note(failures.Kind.PASSWORD, account=credentials["email"], request=request)
        return user

    def reauthenticate(self, user: User, password: str) -> bool:
        attempt = begin_try(Kind.PASSWORD, account=user.email, request=context.request)
        is_right = user.check_password(password)
        if is_right:
            attempt.was_right()
        else:
            failures.note(failures.Kind.CONFIRMING, account=user.email, request=context.request)
        return is_right

    def set_password(self, user: User, password: str) -> None:
        """Changed or chosen by who is signed in; by whoever is not, after a link in a mail."""
        request = context.request
        is_signed_in = request is not None and request.user.is_authenticated
        actions.set_password(user=user, password=password, by_mail=not is_signed_in)

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """However one signs in: neither passkey nor another organisation opens what is closed."""
        if not user.may_sign_in:
            from allauth.account.internal.stagekit import clear_login

            clear_login(request)
            failures.note(failures.Kind.CLOSED, account=user.email, request=request)
            return self.respond_user_inactive(request, user)
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        SessionStore.clear_expired()
        end_in_time(request)
        trail.note("sign in", user.email, by=user, methods=trail.methods_of(request, user))
        known.remember(request, response, user)
        if user.language:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                user.language,
                max_age=LANGUAGE_SECONDS,
                samesite="Lax",
                httponly=True,
                secure=request.is_secure() or settings.SESSION_COOKIE_SECURE,
            )
        return response

    def send_mail(self, template_prefix: str, email: str, words: dict[str, Any]) -> None:
        """By the outbox; in the language of the reader, when we know it."""
        user = User.objects.with_email(email).first()
        language = (user.language if user else "") or translation.get_language()
        request = context.request
        always = {"request": request, "email": email, "current_site": get_current_site(request)}
        with translation.override(language):
            written = self.render_mail(template_prefix, email, {**always, **words})
        letters.send(to=email, subject=str(written.subject), text=str(written.body))


class TwoStepAdapter(DefaultMFAAdapter):
    """Codes and passkeys."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is wrong, or has been used before."),
        "cannot_generate_recovery_codes": _(
            "Set up an authenticator app or a passkey first; recovery codes stand in for those."
        ),
    }

    def encrypt(self, text: str) -> str:
        return secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.decrypt(encrypted_text)

    def _get_site_name(self) -> str:
        return "Samspill"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        from allauth.mfa.models import Authenticator

        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return translation.gettext("Passkey %(number)d") % {"number": count + 1}


class SessionsAdapter(DefaultUserSessionsAdapter):
    """Where one is signed in."""

    def end_sessions(self, sessions: list[UserSession]) -> None:
        actions.end_other_sessions(user=context.request.user, sessions=sessions)


class Refusal(enum.Enum):
    """Why somebody whom another organisation knows is not let in."""

    UNVERIFIED = "unverified"
    NOT_THEIRS = "not theirs"
    UNKNOWN = "unknown"
    UNPROVEN = "unproven"
    ANOTHER = "another"


class ExternalAdapter(DefaultSocialAccountAdapter):
    """Sign-in by way of another organisation: only for those we know already, or have invited."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "no_password": _("Choose a password first: else you could not sign in again."),
    }

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> Any:
        """From the settings alone; allauth would look in the database too."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def new_user(self, request: HttpRequest, sociallogin: Any) -> User:
        return User()

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: Any) -> User:
        """Nobody is made here: this user is never saved."""
        user: User = sociallogin.user
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Lets in who is connected, and who was invited; connects nobody to a user that is there.

        An organisation speaks for the addresses of its own domains alone, and its word is no proof
        that somebody is who signs in here otherwise: that is shown first, and connected then.

        Raises:
            ImmediateHttpResponse: the page that says why nobody is let in.
        """
        if sociallogin.state.get("process") == "connect":
            if connections.is_connected_as_another(request.user, sociallogin.account):
                self._refuse(request, sociallogin, Refusal.ANOTHER)
            return
        if sociallogin.is_existing:
            return
        emails = [address.email for address in sociallogin.email_addresses if address.verified]
        if not emails:
            self._refuse(request, sociallogin, Refusal.UNVERIFIED)
        if not connections.speaks_for(sociallogin.provider.app, emails[0]):
            self._refuse(request, sociallogin, Refusal.NOT_THEIRS)
        known = User.objects.with_email(emails[0]).first()
        if known is not None and known.may_sign_in:
            self._refuse(request, sociallogin, Refusal.UNPROVEN)
        elif known is not None:
            # Not connected; allauth goes on to the page that says that the sign-in is closed.
            sociallogin.user = known
        elif invited := self._invited(emails[0], sociallogin):
            sociallogin.connect(request, invited)
        else:
            self._refuse(request, sociallogin, Refusal.UNKNOWN)

    def get_requests_session(self) -> Any:
        """Follows no redirect: what is asked is the address that is set up, and no other."""
        session = super().get_requests_session()
        ask = session.request

        def directly(*args: Any, **given: Any) -> Any:
            return ask(*args, **{**given, "allow_redirects": False})

        session.request = directly
        return session

    def validate_disconnect(self, account: SocialAccount, accounts: Any) -> None:
        """What is no longer set up lets nobody in, and so is no other way to sign in either.

        Raises:
            ValidationError: it is the last way in.
        """
        others = accounts.exclude(pk=account.pk).filter(provider__in=connections.set_up())
        has_way = account.user.has_usable_password() or others.exists()
        if not has_way and account.provider in connections.set_up():
            raise self.validation_error("no_password")

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, **_more: Any
    ) -> None:
        """Has the log say so, unless the person broke off."""
        if error != AuthError.CANCELLED:
            failures.tell("organisation, not to be trusted")

    def _invited(self, email: str, sociallogin: Any) -> User | None:
        found = Invitation.objects.open().filter(email=normalized(email)).first()
        if found is None:
            return None
        return actions.accept_invitation(
            invitation=found,
            by=found.email,
            name=sociallogin.account.extra_data.get("name", ""),
        )

    def _refuse(self, request: HttpRequest, sociallogin: Any, why: Refusal) -> NoReturn:
        failures.tell(f"organisation, {why.value}")
        words = {"why": why.value, "provider": sociallogin.provider.name}
        raise ImmediateHttpResponse(render(request, "accounts/refused.html", words, status=403))


def organisation_numbers(user: User) -> set[str]:
    """The organisation numbers that other organisations gave when the user signed in by them."""
    kept = SocialAccount.objects.filter(user=user).values_list("extra_data", flat=True)
    return {number for data in kept for number in data.get("organisation_numbers", [])}
