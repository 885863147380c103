"""The addresses of signing in, in Norwegian. The names are allauth's, which it looks them up by.

A view that adds or removes what one signs in with is one transaction with its line in the audit
trail, where allauth has none of its own.
"""

from allauth.account import views as account
from allauth.mfa.base import views as two_step
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as external
from django.db.transaction import atomic
from django.urls import path, re_path

from samspill.accounts import provider, views
from samspill.accounts.confirm import renewed

PASSWORD = [
    path("passord/endre/", account.password_change, name="account_change_password"),
    path("passord/velg/", account.password_set, name="account_set_password"),
    path("passord/glemt/", account.password_reset, name="account_reset_password"),
    path("passord/glemt/sendt/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "passord/nytt/ferdig/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^passord/nytt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

TWO_STEP = [
    path("totrinn/", views.second_step, name="accounts_second_step"),
    path("totrinn/kode/", two_step.authenticate, name="mfa_authenticate"),
    path("totrinn/bekreft/", renewed(two_step.reauthenticate), name="mfa_reauthenticate"),
    path("totrinn/app/", app.activate_totp, name="mfa_activate_totp"),
    path("totrinn/app/fjern/", atomic(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("totrinn/reservekoder/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "totrinn/reservekoder/nye/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "totrinn/reservekoder/fil/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]

PASSKEYS = [
    path("nokler/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("nokler/ny/", atomic(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("nokler/logg-inn/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "nokler/bekreft/",
        renewed(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("nokler/<int:pk>/navn/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("nokler/<int:pk>/fjern/", atomic(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
]

ELSEWHERE = [
    path("tilkoblinger/", atomic(external.connections), name="socialaccount_connections"),
    path("ekstern/avbrutt/", external.login_cancelled, name="socialaccount_login_cancelled"),
    path("ekstern/feil/", external.login_error, name="socialaccount_login_error"),
    path("ekstern/<slug:provider_id>/", provider.login, name="openid_connect_login"),
    path(
        "ekstern/<slug:provider_id>/svar/",
        atomic(provider.callback),
        name="openid_connect_callback",
    ),
]

urlpatterns = [
    path("", views.home, name="accounts_home"),
    path("", views.home, name="mfa_index"),
    path("logg-inn/", account.login, name="account_login"),
    path("logg-ut/", views.sign_out, name="account_logout"),
    path("sperret/", account.account_inactive, name="account_inactive"),
    path("bekreft/", renewed(account.reauthenticate), name="account_reauthenticate"),
    path("okter/", views.sessions, name="usersessions_list"),
    path("invitasjon/<str:key>/", views.invitation, name="accounts_invitation"),
    *PASSWORD,
    *TWO_STEP,
    *PASSKEYS,
    *ELSEWHERE,
]
