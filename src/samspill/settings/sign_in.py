"""How one signs in: django-allauth, closed to all who are not invited.

allauth's own limits on wrong tries count in the cache, and each web process has a cache of its own;
they are off, and ``accounts/attempts.py`` counts in the database.
"""

from __future__ import annotations

from typing import Any

from samspill.settings import oidc
from samspill.settings.environment import read

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["samspill.accounts.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "samspill.accounts.passwords.NotAboutOneself",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {
        "NAME": "samspill.accounts.passwords.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "samspill.accounts.passwords.NotCommon"},
    {"NAME": "samspill.accounts.passwords.NotOurWords"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts_home"
LOGOUT_REDIRECT_URL = "account_login"

SESSION_ENGINE = "samspill.accounts.sessions"
SESSION_COOKIE_NAME = "samspill_okt"
SESSION_COOKIE_AGE = 12 * 3600
SAMSPILL_SESSION_IDLE_MINUTES: int = read("SESSION_IDLE_MINUTES")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

ACCOUNT_ADAPTER = "samspill.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {
    "login": "samspill.accounts.forms.SignInForm",
    "change_password": "samspill.accounts.forms.ChangePasswordForm",
    "set_password": "samspill.accounts.forms.SetPasswordForm",
    "reset_password": "samspill.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "samspill.accounts.forms.NewPasswordForm",
    "reauthenticate": "samspill.accounts.forms.ConfirmPasswordForm",
}

MFA_ADAPTER = "samspill.accounts.adapter.TwoStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False
# Every address was proved by the invitation that was sent to it.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Samspill"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "samspill.accounts.forms.CodeForm",
    "reauthenticate": "samspill.accounts.forms.ConfirmCodeForm",
    "activate_totp": "samspill.accounts.forms.NewAppForm",
    "add_webauthn": "samspill.accounts.forms.NewPasskeyForm",
    "login_webauthn": "samspill.accounts.forms.PasskeySignInForm",
    "edit_webauthn": "samspill.accounts.forms.PasskeyNameForm",
}

SOCIALACCOUNT_ADAPTER = "samspill.accounts.adapter.ExternalAdapter"
SOCIALACCOUNT_FORMS = {"disconnect": "samspill.accounts.connections.DisconnectForm"}
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = oidc.providers(read("SAMSPILL_OIDC"))

USERSESSIONS_ADAPTER = "samspill.accounts.adapter.SessionsAdapter"

MESSAGE_STORAGE = "samspill.accounts.notices.Storage"
SAMSPILL_MESSAGES_COOKIE_NAME = "messages"
SAMSPILL_SIGNED_IN_COOKIE_NAME = "samspill_inne"
SAMSPILL_KNOWN_COOKIE_NAME = "samspill_kjent"
