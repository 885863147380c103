"""Where allauth asks us: closed sign-up, our own counting of tries, our own words."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from samspill.accounts import attempts, secrets
from samspill.accounts.address import client_address, counted_address
from samspill.accounts.attempts import Kind, Locked, Try
from samspill.accounts.models import User

LANGUAGE_SECONDS = 365 * 24 * 3600


def begin_try(kind: Kind, *, account: str, request: HttpRequest) -> Try:
    """Counts a try that a form is about to judge.

    Raises:
        ValidationError: it is locked; the message says for how long.
    """
    try:
        return attempts.begin(kind, account=account, address=counted_address(request))
    except Locked as locked:
        raise ValidationError(locked.message, code="locked") from locked


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

    def get_client_ip(self, request: HttpRequest) -> str:
        # allauth keeps it in a column that holds nothing but addresses.
        address = client_address(request)
        return "0.0.0.0" if address == "unknown" else address  # noqa: S104

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        attempt = begin_try(Kind.PASSWORD, account=credentials["email"], request=request)
        user: User | None = super().authenticate(request, **credentials)
        if user:
            attempt.was_right()
        return user

    def reauthenticate(self, user: User, password: str) -> bool:
        attempt = begin_try(Kind.PASSWORD, account=user.email, request=context.request)
        is_right = user.check_password(password)
        if is_right:
            attempt.was_right()
        return is_right

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """However one signs in: neither passkey nor another organisation opens what is closed."""
        if not user.may_sign_in:
            from allauth.account.internal.stagekit import clear_login

            clear_login(request)
            return self.respond_user_inactive(request, user)
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if user.language:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                user.language,
                max_age=LANGUAGE_SECONDS,
                samesite="Lax",
                httponly=True,
                secure=request.is_secure(),
            )
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the reader, when we know it."""
        user = User.objects.with_email(email).first()
        language = (user.language if user else "") or translation.get_language()
        with translation.override(language):
            super().send_mail(template_prefix, email, context)


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


class ExternalAdapter(DefaultSocialAccountAdapter):
    """Sign-in by way of another organisation."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
