"""Sign-in by way of another organisation, with a provider that runs: the whole way round."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from samspill.accounts import actions
from samspill.accounts.adapter import organisation_numbers
from samspill.accounts.models import Invitation, User
from samspill.settings import oidc
from tests.accounts.conftest import PASSWORD, MakeUser, posted
from tests.accounts.oidc_server import CLIENT, SECRET
from tests.accounts.test_signing_in import sign_in

pytestmark = pytest.mark.django_db
KARI = {"sub": "kari-1", "email": "Kari@example.no", "email_verified": True, "name": "Kari Nord"}
LEVANGER, NOT_A_NUMBER = "938587051", "938587052"
UNTRUSTED = "Innloggingen lyktes ikke"


class Provider:
    """The provider's process, and what it is to answer next."""

    def __init__(self, port: str) -> None:
        self.issuer = f"http://127.0.0.1:{port}"

    def will(self, claims: dict[str, Any], **faults: Any) -> None:
        body = json.dumps({"claims": claims, **faults}).encode()
        urllib.request.urlopen(f"{self.issuer}/control", data=body).close()

    def configured(self, **more: Any) -> dict[str, Any]:
        return oidc.providers(
            json.dumps(
                {
                    "providers": [
                        {
                            "id": "jobb",
                            "name": "Jobben",
                            "issuer": self.issuer,
                            "client_id": CLIENT,
                            "client_secret": SECRET,
                            "domains": ["example.no"],
                            **more,
                        }
                    ]
                }
            )
        )


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    command = [sys.executable, "-m", "tests.accounts.oidc_server"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield Provider(process.stdout.readline().strip())
        process.terminate()


@pytest.fixture
def provider(running: Provider, settings) -> Provider:
    settings.SOCIALACCOUNT_PROVIDERS = running.configured()
    running.will(KARI)
    return running


class NotFollowed(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def way_out(client: Client, **more: Any) -> str:
    page = client.post("/konto/ekstern/jobb/", {"process": "login", **more})
    assert page.status_code == 200, page
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.content.decode())
    assert found
    return html.unescape(found[1])


def way_back(address: str) -> str:
    try:
        urllib.request.build_opener(NotFollowed).open(address)
    except urllib.error.HTTPError as redirected:
        with redirected:
            return redirected.headers["Location"].removeprefix("http://testserver")
    raise AssertionError("the provider did not redirect")


def by_way_of_work(client: Client, **more: Any):
    return client.get(way_back(way_out(client, **more)))


def test_the_sign_in_page_offers_it(client: Client, provider: Provider) -> None:
    page = client.get("/konto/logg-inn/?next=/avtaler/").content.decode()
    assert "Logg inn med Jobben" in page
    assert 'action="/konto/ekstern/jobb/"' in page
    assert page.count('name="next" value="/avtaler/"') == 3


def test_what_is_asked_holds_state_nonce_and_pkce(client: Client, provider: Provider) -> None:
    asked = parse_qs(urlsplit(way_out(client)).query)
    assert asked["redirect_uri"] == ["http://testserver/konto/ekstern/jobb/svar/"]
    assert sorted(asked["scope"][0].split()) == ["email", "openid", "profile"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["nonce"][0]) >= 32
    assert len(asked["state"][0]) >= 16


def connect(client: Client) -> None:
    """Signs in with the password, connects the organisation, and signs out again."""
    sign_in(client)
    client.post("/konto/bekreft/", {"password": PASSWORD})
    by_way_of_work(client, process="connect")
    client.post("/konto/logg-ut/")


def test_a_known_user_is_let_in_by_subject_once_connected_whatever_the_address(
    client: Client, kari: User, provider: Provider
) -> None:
    connect(client)
    provider.will({"sub": "kari-1", "email": "ny@example.no", "email_verified": False})
    assert by_way_of_work(client, next="/avtaler/").headers["Location"] == "/avtaler/"
    assert client.get("/konto/").context["person"] == kari
    assert sign_in(Client(), password=PASSWORD).headers["Location"] == "/konto/"


@pytest.mark.parametrize("is_operator", [False, True])
def test_a_verified_address_alone_takes_over_no_user(
    client: Client, make_user: MakeUser, provider: Provider, is_operator: bool
) -> None:
    make_user(is_operator=is_operator)
    refused = by_way_of_work(client)
    assert refused.status_code == 403
    assert "Er det deg, logg inn slik du gjorde før" in refused.content.decode()
    assert 'href="/konto/logg-inn/?next=/konto/tilkoblinger/"' in refused.content.decode()
    assert client.get("/konto/").status_code == 302
    assert not SocialAccount.objects.exists()


def test_another_subject_of_the_same_organisation_takes_over_no_user(
    client: Client, kari: User, provider: Provider
) -> None:
    connect(client)
    provider.will({**KARI, "sub": "somebody-else"})
    assert by_way_of_work(client).status_code == 403
    assert client.get("/konto/").status_code == 302
    assert [one.uid for one in SocialAccount.objects.all()] == ["kari-1"]


def test_nobody_is_connected_to_an_organisation_as_two(
    client: Client, kari: User, provider: Provider
) -> None:
    connect(client)
    provider.will({**KARI, "sub": "somebody-else"})
    sign_in(client)
    client.post("/konto/bekreft/", {"password": PASSWORD})
    refused = by_way_of_work(client, process="connect")
    assert refused.status_code == 403
    assert "koblet til Jobben som noen andre" in refused.content.decode()
    assert [one.uid for one in SocialAccount.objects.all()] == ["kari-1"]


def test_an_organisation_accepts_no_invitation_to_an_address_of_others(
    client: Client, provider: Provider
) -> None:
    actions.invite(email="ola@example.org", name="Ola", by="drift", origin="http://testserver")
    provider.will({**KARI, "email": "ola@example.org"})
    refused = by_way_of_work(client)
    assert refused.status_code == 403
    assert "kan ikke si her hvem som har e-postadressen" in refused.content.decode()
    assert not User.objects.exists()
    assert Invitation.objects.open().count() == 1


@pytest.mark.parametrize("verified", [False, None, "false", [True, False]])
def test_an_address_that_is_not_verified_lets_nobody_in(
    client: Client, kari: User, provider: Provider, verified: Any
) -> None:
    provider.will({**KARI, "email_verified": verified})
    refused = by_way_of_work(client)
    assert refused.status_code == 403
    assert "Jobben sier ikke at e-postadressen din er bekreftet" in refused.content.decode()
    assert client.get("/konto/").status_code == 302
    assert not SocialAccount.objects.exists()


def test_an_address_is_believed_without_that_where_the_operator_says_so(
    client: Client, running: Provider, settings
) -> None:
    actions.invite(email="kari@example.no", name="Kari", by="drift", origin="http://testserver")
    settings.SOCIALACCOUNT_PROVIDERS = running.configured(trust_email=True)
    running.will({key: value for key, value in KARI.items() if key != "email_verified"})
    assert by_way_of_work(client).headers["Location"] == "/konto/"


def test_who_is_unknown_is_refused_and_nobody_is_made(client: Client, provider: Provider) -> None:
    refused = by_way_of_work(client)
    assert refused.status_code == 403
    assert "Ingen har invitert e-postadressen" in refused.content.decode()
    assert not User.objects.exists()


def test_who_is_disabled_is_refused_and_not_connected(
    client: Client, make_user: MakeUser, provider: Provider
) -> None:
    make_user(is_active=False)
    assert by_way_of_work(client).headers["Location"] == "/konto/sperret/"
    assert client.get("/konto/").status_code == 302
    assert not SocialAccount.objects.exists()


def test_who_was_disabled_after_connecting_is_refused(
    client: Client, kari: User, provider: Provider
) -> None:
    connect(client)
    by_way_of_work(client)
    actions.disable_user(user=kari, by="drift")
    assert client.get("/konto/").status_code == 302
    assert by_way_of_work(client).headers["Location"] == "/konto/sperret/"


def test_an_open_invitation_is_accepted(client: Client, provider: Provider) -> None:
    actions.invite(email="kari@example.no", name="Kari", by="drift", origin="http://testserver")
    assert by_way_of_work(client).headers["Location"] == "/konto/"
    user = User.objects.get()
    assert (user.name, user.has_usable_password()) == ("Kari Nord", False)
    assert Invitation.objects.open().count() == 0
    assert "Velg et passord" in client.get("/konto/").content.decode()


@pytest.mark.parametrize(
    "faults",
    [
        {"id_token": {"nonce": "another"}},
        {"id_token": {"nonce": None}},
        {"id_token": {"iss": "https://evil.example"}},
        {"id_token": {"aud": "another-client"}},
        {"id_token": {"exp": 1}},
        {"userinfo": {"sub": "somebody-else"}},
        {"wrong_key": True},
        {"own_key": True},
        {"algorithm": "none"},
        {"algorithm": "HS256"},
        {"header": {"typ": "at+jwt"}},
        {"header": {"kid": "../jwks"}},
        {"moved": "/jwks"},
        {"moved": "/userinfo"},
        {"issuer": "https://evil.example"},
    ],
    ids=str,
)
def test_an_answer_that_cannot_be_trusted_lets_nobody_in(
    client: Client, kari: User, provider: Provider, faults: dict[str, Any]
) -> None:
    out = way_out(client)
    provider.will(KARI, **faults)
    refused = client.get(way_back(out))
    assert refused.status_code == 401
    assert UNTRUSTED in refused.content.decode()
    assert client.get("/konto/").status_code == 302
    assert not SocialAccount.objects.exists()


def test_an_answer_to_another_browsers_question_lets_nobody_in(
    client: Client, kari: User, provider: Provider
) -> None:
    connect(client)
    answer = way_back(way_out(client))
    victim = Client()
    way_out(victim)
    for address in (answer, re.sub(r"state=\w+", "state=guessed", answer)):
        refused = victim.get(address)
        assert refused.status_code == 401
        assert UNTRUSTED in refused.content.decode()
    assert victim.get("/konto/").status_code == 302
    assert client.get(answer).headers["Location"] == "/konto/"
    client.post("/konto/logg-ut/")
    assert client.get(answer).status_code == 401


def test_who_breaks_off_is_told_so(client: Client, provider: Provider) -> None:
    provider.will(KARI, refuse="access_denied")
    answer = client.get(way_back(way_out(client)), follow=True)
    assert "Du avbrøt" in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "claim"),
    [
        ("orgno", LEVANGER),
        ("orgno", [LEVANGER, NOT_A_NUMBER]),
        ("org.nummer", {"nummer": LEVANGER}),
        (
            "authorization_details.reportees.ID",
            [{"type": "ansattporten:altinn:service", "reportees": [{"ID": f"0192:{LEVANGER}"}]}],
        ),
    ],
)
def test_organisation_numbers_are_kept_and_nothing_else_is(
    client: Client, kari: User, running: Provider, settings, path: str, claim: Any
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = running.configured(claims={"organisation": path})
    running.will(KARI)
    connect(client)
    running.will({**KARI, path.split(".")[0]: claim, "pid": "13097248022"})
    by_way_of_work(client)
    assert organisation_numbers(kari) == {LEVANGER}
    assert SocialAccount.objects.get().extra_data == {
        "email": "Kari@example.no",
        "name": "Kari Nord",
        "organisation_numbers": [LEVANGER],
    }


def test_a_code_is_asked_for_after_it_too(client: Client, kari: User, provider: Provider) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    connect(client)
    TOTP.activate(kari, generate_totp_secret())
    assert by_way_of_work(client).headers["Location"] == "/konto/totrinn/kode/"


def test_a_connection_is_made_shown_and_removed(
    client: Client, kari: User, provider: Provider
) -> None:
    sign_in(client)
    client.post("/konto/bekreft/", {"password": PASSWORD})
    provider.will({**KARI, "email": "privat@example.org"})
    answer = by_way_of_work(client, process="connect")
    assert answer.headers["Location"] == "/konto/tilkoblinger/"
    page = client.get("/konto/tilkoblinger/").content.decode()
    assert "<h2>Jobben</h2>" in page
    client.post("/konto/tilkoblinger/", {"account": SocialAccount.objects.get().pk})
    assert "Du har ingen tilkobling" in client.get("/konto/tilkoblinger/").content.decode()


@pytest.mark.parametrize("others", [True, False])
def test_a_connection_to_what_is_no_longer_set_up_is_told_of_and_removed(
    client: Client, kari: User, provider: Provider, settings, monkeypatch, others: bool
) -> None:
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, **_: act())
    sign_in(client)
    client.post("/konto/bekreft/", {"password": PASSWORD})
    gone = SocialAccount.objects.create(user=kari, provider="gamlejobben", uid="1")
    if not others:
        settings.SOCIALACCOUNT_PROVIDERS = {}
    client.cookies["sprak"] = "en"
    assert "/konto/tilkoblinger/" in client.get("/konto/").content.decode()
    page = client.get("/konto/tilkoblinger/").content.decode()
    assert "<h2>gamlejobben</h2>" in page
    assert "No longer set up here" in page
    removed = client.post("/konto/tilkoblinger/", {"account": gone.pk})
    assert removed.headers["Location"] == "/konto/tilkoblinger/"
    assert not SocialAccount.objects.exists()
    assert [one.to for one in posted()] == [[kari.email]]


def test_what_is_no_longer_set_up_is_no_other_way_in(
    client: Client, make_user: MakeUser, provider: Provider
) -> None:
    kari = make_user()
    connect(client)
    User.objects.filter(pk=kari.pk).update(password="!")
    by_way_of_work(client)
    SocialAccount.objects.create(user=kari, provider="gamlejobben", uid="1")
    last = SocialAccount.objects.get(provider="jobb")
    refused = client.post("/konto/tilkoblinger/", {"account": last.pk})
    assert refused.status_code == 200
    assert refused.context["form"].errors
    assert SocialAccount.objects.count() == 2


def test_an_address_that_leads_on_is_not_followed(
    client: Client, kari: User, provider: Provider
) -> None:
    provider.will(KARI, moved="/.well-known/openid-configuration")
    refused = client.post("/konto/ekstern/jobb/", {"process": "login"})
    assert refused.status_code == 401
    assert UNTRUSTED in refused.content.decode()


@pytest.fixture
def two(running: Provider, settings) -> Provider:
    """Two organisations; the other one's word on addresses is not trusted."""
    apps = [
        running.configured(**more)["openid_connect"]["APPS"][0]
        for more in ({}, {"id": "nabo", "name": "Naboen"})
    ]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
    running.will(KARI)
    return running


def test_one_organisation_does_not_speak_for_anothers_people(
    client: Client, kari: User, two: Provider
) -> None:
    connect(client)
    assert by_way_of_work(client).headers["Location"] == "/konto/"
    client.post("/konto/logg-ut/")
    two.will({"sub": KARI["sub"], "name": "Kari Nord"})
    page = client.post("/konto/ekstern/nabo/", {"process": "login"}).content.decode()
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page)
    assert found
    refused = client.get(way_back(html.unescape(found[1])))
    assert refused.status_code == 403
    assert client.get("/konto/").status_code == 302
    assert [one.provider for one in SocialAccount.objects.all()] == ["jobb"]


def test_the_answer_of_one_organisation_is_not_taken_as_anothers(
    client: Client, kari: User, two: Provider
) -> None:
    answer = way_back(way_out(client)).replace("/ekstern/jobb/", "/ekstern/nabo/")
    refused = client.get(answer)
    assert refused.status_code == 401
    assert UNTRUSTED in refused.content.decode()
    assert client.get("/konto/").status_code == 302
    assert not SocialAccount.objects.exists()


def test_an_organisation_that_does_not_answer_is_told(client: Client, settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = Provider("9").configured()
    answer = client.post("/konto/ekstern/jobb/")
    assert answer.status_code == 401
    assert UNTRUSTED in answer.content.decode()


def test_an_unknown_organisation_is_not_there(client: Client, provider: Provider) -> None:
    assert client.post("/konto/ekstern/annen/").status_code == 404
    assert client.get("/konto/ekstern/annen/svar/").status_code == 404
