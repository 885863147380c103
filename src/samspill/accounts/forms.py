"""The forms of signing in: allauth's, with our words, and with every try counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account import forms as account_forms
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.core import context
from allauth.mfa.base import forms as two_step_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from samspill.accounts import actions, attempts, failures
from samspill.accounts.adapter import asked_enough, begin_try, end_in_time
from samspill.accounts.attempts import Kind
from samspill.accounts.models import FailedSignIn, User
from samspill.common.identity import holds_identity_number, told_of_number
from samspill.common.texts import cleaned

PASSWORD_HINT = _("12 characters or more. A sentence of your own is easy to remember.")
NAME_LENGTH = 60
CODE_HINT = _("Six digits from the app, or one of your recovery codes.")


@contextmanager
def noted_if_wrong(kind: FailedSignIn.Kind, user: User) -> Iterator[None]:
    """Writes down a try that is judged to be wrong within it."""
    try:
        yield
    except ValidationError:
        failures.note(kind, account=user.email, request=context.request)
        raise


class Worded(forms.Form):
    """Gives the fields of allauth's forms the words of this site; nothing stands inside a field."""

    labels: dict[str, Any] = {}
    hints: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")


NEW_PASSWORD = {"password1": _("New password"), "password2": _("The new password again")}


class SignInForm(Worded, account_forms.LoginForm):
    labels = {"login": _("E-mail address"), "password": _("Password")}

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        response: HttpResponse = super().login(request, redirect_url)
        if request.user.is_authenticated:
            # allauth has just let the session last anew from each time that it is saved.
            end_in_time(request)
        return response


class ConfirmPasswordForm(Worded, account_forms.ReauthenticateForm):
    labels = {"password": _("Password")}


class ChangePasswordForm(Worded, account_forms.ChangePasswordForm):
    labels = {"oldpassword": _("Present password"), **NEW_PASSWORD}
    hints = {"password1": PASSWORD_HINT}

    def clean_oldpassword(self) -> str:
        attempt = begin_try(Kind.PASSWORD, account=self.user.email, request=context.request)
        with noted_if_wrong(FailedSignIn.Kind.CONFIRMING, self.user):
            given: str = super().clean_oldpassword()
        attempt.was_right()
        return given


class SetPasswordForm(Worded, account_forms.SetPasswordForm):
    labels = NEW_PASSWORD
    hints = {"password1": PASSWORD_HINT}


class ForgottenPasswordForm(Worded, account_forms.ResetPasswordForm):
    labels = {"email": _("E-mail address")}
    users: list[User]

    def clean_email(self) -> str:
        email: str = super().clean_email()
        is_enough = asked_enough(email, request=context.request)
        self.users = [user for user in self.users if user.may_sign_in and not is_enough]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Writes the letter; for nobody all the same, and takes that back.

        How long the answer takes tells no more than what it says of who has a sign-in.
        """
        if self.users:
            return str(super().save(request, **kwargs))
        with transaction.atomic():
            self.users = [User(pk=0, email=self.cleaned_data["email"])]
            email = str(super().save(request, **kwargs))
            transaction.set_rollback(True)
        return email


class NewPasswordForm(Worded, account_forms.ResetPasswordKeyForm):
    labels = NEW_PASSWORD
    hints = {"password1": PASSWORD_HINT}

    def save(self) -> None:
        """Who has the mailbox is the owner: the wrong tries of others no longer count."""
        super().save()
        attempts.forget(Kind.PASSWORD, account=self.user.email)


class CountedCode(two_step_forms.BaseAuthenticateForm):
    """A code is judged only when there have not been too many, and is good only once."""

    failure: FailedSignIn.Kind

    def clean_code(self) -> str:
        attempt = begin_try(Kind.CODE, account=self.user.email, request=context.request)
        with noted_if_wrong(self.failure, self.user):
            code: str = super().clean_code()
            is_from_app = self.authenticator.type == Authenticator.Type.TOTP
            if is_from_app and not attempts.use_code(self.user.pk, code):
                raise ValidationError(_("The code is wrong, or has been used before."))
        attempt.was_right()
        return code


class CodeForm(Worded, CountedCode, two_step_forms.AuthenticateForm):
    failure = FailedSignIn.Kind.CODE
    labels = {"code": _("Code")}
    hints = {"code": CODE_HINT}


class ConfirmCodeForm(Worded, CountedCode, two_step_forms.ReauthenticateForm):
    failure = FailedSignIn.Kind.CONFIRMING
    labels = {"code": _("Code")}
    hints = {"code": CODE_HINT}


class NewAppForm(Worded, totp_forms.ActivateTOTPForm):
    labels = {"code": _("Code from the app")}
    hints = {"code": _("Six digits; the app shows new ones twice a minute.")}

    def clean_code(self) -> str:
        attempt = begin_try(Kind.CODE, account=self.user.email, request=context.request)
        code: str = super().clean_code()
        attempts.use_code(self.user.pk, code)
        attempt.was_right()
        return code


class PasskeySignInForm(passkey_forms.LoginWebAuthnForm):
    """Whose passkey it was is not known when it is not a right one, or none at all."""

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except (ValidationError, AttributeError, KeyError, TypeError, ValueError) as wrong:
            failures.tell("passkey")
            raise ValidationError(_("The passkey was not accepted.")) from wrong


class NewPasskeyForm(Worded, passkey_forms.AddWebAuthnForm):
    """Every key is a passkey: it asks for a finger, a face or a code, and needs no password."""

    labels = {"name": _("Name of the passkey")}
    hints = {"name": _("So that you can tell it from others: “Work phone”.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["maxlength"] = NAME_LENGTH
        self.fields["passwordless"].widget = forms.HiddenInput()

    def clean_name(self) -> str:
        name: str = super().clean_name()
        return name[:NAME_LENGTH]

    def clean_passwordless(self) -> bool:
        return True


class PasskeyNameForm(Worded, passkey_forms.EditWebAuthnForm):
    labels = {"name": _("Name of the passkey")}

    def save(self) -> Authenticator:
        raise_if_reauthentication_required(context.request, app="allauth.mfa")
        return actions.rename_passkey(passkey=self.instance, name=self.cleaned_data["name"])


class InvitationForm(Worded):
    """Who is invited says what they are called and chooses a password."""

    name = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password1 = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    password2 = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    labels = {
        "name": _("Your name"),
        "password1": _("Password"),
        "password2": _("The password again"),
    }
    hints = {"password1": PASSWORD_HINT}

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        self.email = email
        super().__init__(*args, **kwargs)

    def clean_name(self) -> str:
        name = str(self.fields["name"].clean(cleaned(self.cleaned_data["name"])))
        if holds_identity_number(name):
            raise ValidationError(told_of_number())
        return name

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password, User(email=self.email, name=self.data.get("name", "")))
        return password

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "password1" in given and given.get("password2", "") != given["password1"]:
            if "password2" not in self.errors:
                self.add_error("password2", _("The two passwords differ. Type the same twice."))
        return given
