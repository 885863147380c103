"""What somebody does to their own sign-in leaves a line each in the audit trail, and no secret."""

from __future__ import annotations

import re

import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.socialaccount.models import SocialAccount
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse
from django_scopes import scopes_disabled

from samspill.accounts import actions, trail
from samspill.accounts.models import User
from samspill.common.models import AuditEntry
from tests.accounts.conftest import PASSWORD, MakeUser, posted
from tests.accounts.test_attempts import code_now
from tests.accounts.test_external import (
    Provider,
    by_way_of_work,
    connect,
    provider,  # noqa: F401 (a fixture)
    running,  # noqa: F401
)
from tests.accounts.test_signing_in import sign_in

pytestmark = pytest.mark.django_db
NEW = "tolv muntre esler"
CREDENTIAL = {"id": "a", "response": {}}


def written(since: int = 0) -> list[tuple[str, int | None, str, dict]]:
    with scopes_disabled():
        rows = AuditEntry.objects.filter(object="kari@example.no").order_by("id")[since:]
        assert all(row.partnership_id is None for row in rows)
        return [(row.by, row.user, row.action, row.detail) for row in rows]


@pytest.fixture
def confirmed(client: Client, kari: User) -> Client:
    """A browser in which Kari has signed in and just confirmed who she is."""
    sign_in(client)
    client.post("/konto/bekreft/", {"password": PASSWORD})
    return client


def add_app(client: Client) -> str:
    form = client.get("/konto/totrinn/app/").context["form"]
    client.post("/konto/totrinn/app/", {"code": code_now(form.secret)})
    return str(form.secret)


def test_signing_in_says_with_what(client: Client, kari: User) -> None:
    sign_in(client)
    assert written() == [(kari.email, kari.pk, "sign in", {"methods": ["password"]})]
    client.post("/konto/logg-ut/")
    secret = generate_totp_secret()
    TOTP.activate(kari, secret)
    sign_in(client)
    assert len(written()) == 2, "the second step is still missing"
    client.post("/konto/totrinn/kode/", {"code": code_now(secret)})
    assert written(2) == [(kari.email, kari.pk, "sign in", {"methods": ["password", "totp"]})]


def test_a_wrong_password_and_a_closed_sign_in_are_no_signing_in(
    client: Client, kari: User
) -> None:
    sign_in(client, password="feil")
    kari.is_active = False
    kari.save()
    sign_in(client)
    assert written() == []


def test_signing_in_elsewhere_names_the_organisation(
    client: Client,
    kari: User,
    provider: Provider,  # noqa: F811
) -> None:
    connect(client)
    by_way_of_work(client)
    assert [(action, detail) for _, _, action, detail in written(1)] == [
        ("connect organisation", {"organisation": "jobb"}),
        ("sign in", {"methods": ["jobb"]}),
    ]


def test_a_connection_that_is_removed_is_written_down(
    confirmed: Client,
    kari: User,
    provider: Provider,  # noqa: F811
) -> None:
    account = SocialAccount.objects.create(user=kari, provider="jobb", uid="kari-1")
    confirmed.post("/konto/tilkoblinger/", {"account": account.pk})
    assert written(1) == [
        (trail.PROGRAM, None, "connect organisation", {"organisation": "jobb"}),
        (kari.email, kari.pk, "disconnect organisation", {"organisation": "jobb"}),
    ]


def test_a_changed_password_is_written_down_once(confirmed: Client, kari: User) -> None:
    given = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    confirmed.post("/konto/passord/endre/", given)
    assert written(1) == [(kari.email, kari.pk, "change password", {})]


def test_a_first_password_is_told_from_a_changed_one(client: Client, make_user: MakeUser) -> None:
    kari = make_user(password=None)
    client.force_login(kari)
    client.post("/konto/passord/velg/", {"password1": NEW, "password2": NEW})
    assert written() == [(kari.email, kari.pk, "choose password", {})]


def test_a_new_password_by_mail_is_told_from_both(client: Client, kari: User) -> None:
    client.post("/konto/passord/glemt/", {"email": kari.email})
    link = re.search(r"http://testserver(\S+)", posted()[0].body)
    assert link
    form = client.get(link[1], follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert written() == [(kari.email, kari.pk, "new password by mail", {})]


def test_an_app_and_its_recovery_codes_come_and_go_with_a_line_each(
    confirmed: Client, kari: User
) -> None:
    add_app(confirmed)
    confirmed.post("/konto/totrinn/reservekoder/nye/")
    confirmed.post("/konto/totrinn/app/fjern/")
    assert not Authenticator.objects.exists()
    assert written(1) == [
        (kari.email, kari.pk, "add authenticator app", {}),
        (kari.email, kari.pk, "new recovery codes", {}),
        (kari.email, kari.pk, "new recovery codes", {}),
        (kari.email, kari.pk, "remove authenticator app", {}),
        (kari.email, kari.pk, "remove recovery codes", {}),
    ]


def test_a_recovery_code_that_is_used_is_seen_in_the_signing_in(
    confirmed: Client, kari: User
) -> None:
    add_app(confirmed)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    confirmed.post("/konto/logg-ut/")
    sign_in(confirmed)
    confirmed.post("/konto/totrinn/kode/", {"code": codes[0]})
    assert written()[-1][2:] == ("sign in", {"methods": ["password", "recovery_codes"]})


def test_a_passkey_is_written_down_when_it_comes_is_renamed_and_goes(
    confirmed: Client, kari: User
) -> None:
    request = RequestFactory().post("/konto/nokler/ny/")
    with request_context(request):
        key = WebAuthn.add(kari, "Jobbtelefon", CREDENTIAL).instance
    confirmed.post(f"/konto/nokler/{key.pk}/navn/", {"name": "Privat telefon"})
    confirmed.post(f"/konto/nokler/{key.pk}/navn/", {"name": "Privat telefon"})
    confirmed.post(f"/konto/nokler/{key.pk}/fjern/")
    renamed = {"before": "Jobbtelefon", "name": "Privat telefon"}
    assert written(1) == [
        (kari.email, kari.pk, "add passkey", {"name": "Jobbtelefon"}),
        (kari.email, kari.pk, "rename passkey", renamed),
        (kari.email, kari.pk, "remove passkey", {"name": "Privat telefon"}),
    ]


def test_a_passkey_is_not_renamed_without_a_fresh_proof(client: Client, kari: User) -> None:
    key = WebAuthn.add(kari, "Jobbtelefon", CREDENTIAL).instance
    client.force_login(kari)
    client.post(f"/konto/nokler/{key.pk}/navn/", {"name": "Tyvens"})
    key.refresh_from_db()
    assert key.wrap().name == "Jobbtelefon"


def test_ending_ones_other_sessions_is_written_down_when_there_are_any(
    confirmed: Client, kari: User
) -> None:
    confirmed.post("/konto/okter/")
    assert len(written()) == 1
    sign_in(Client())
    confirmed.post("/konto/okter/")
    assert written(2) == [(kari.email, kari.pk, "end other sessions", {"sessions": 1})]


def test_the_address_cannot_be_changed_by_oneself() -> None:
    for name in ("account_email", "account_change_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_without_the_line_the_change_does_not_stand(
    confirmed: Client,
    kari: User,
    provider: Provider,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = WebAuthn.add(kari, "Jobbtelefon", CREDENTIAL).instance
    account = SocialAccount.objects.create(user=kari, provider="jobb", uid="kari-1")
    add_app(confirmed)
    monkeypatch.setattr(AuditEntry.objects, "create", lambda **_: 1 / 0)
    before = Authenticator.objects.values_list("pk", "data").order_by("pk")
    stood = list(before)
    given = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    for address, fields in (
        ("/konto/passord/endre/", given),
        ("/konto/totrinn/app/fjern/", {}),
        ("/konto/totrinn/reservekoder/nye/", {}),
        (f"/konto/nokler/{key.pk}/fjern/", {}),
        (f"/konto/nokler/{key.pk}/navn/", {"name": "Annet"}),
        ("/konto/tilkoblinger/", {"account": account.pk}),
    ):
        with pytest.raises(ZeroDivisionError):
            confirmed.post(address, fields)
    assert list(before.all()) == stood
    assert SocialAccount.objects.filter(pk=account.pk).exists()
    kari.refresh_from_db()
    assert kari.check_password(PASSWORD)


def test_no_secret_is_written_down(confirmed: Client, kari: User) -> None:
    secret = add_app(confirmed)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    given = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    confirmed.post("/konto/passord/endre/", given)
    actions.end_sessions(user=kari, by=kari)
    with scopes_disabled():
        everything = str(list(AuditEntry.objects.values()))
    for hidden in (secret, PASSWORD, NEW, *codes, confirmed.session.session_key or "-none-"):
        assert hidden not in everything
