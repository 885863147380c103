"""Signing in with a password, out again, and who is let in."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from samspill.accounts.models import User
from tests.accounts.conftest import PASSWORD, MakeUser

pytestmark = pytest.mark.django_db
SIGN_IN = "/konto/logg-inn/"
WRONG = "E-postadressen eller passordet er feil."


def sign_in(client: Client, email: str = "kari@example.no", password: str = PASSWORD, **more):
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def test_the_page_asks_for_address_and_password_in_the_readers_language(client: Client) -> None:
    page = client.get(SIGN_IN).content.decode()
    assert "<h1>Logg inn</h1>" in page
    assert 'autocomplete="current-password"' in page
    assert "<h1>Sign in</h1>" in client.get(SIGN_IN, HTTP_COOKIE="sprak=en").content.decode()


@pytest.mark.parametrize("typed", ["kari@example.no", "Kari@Example.NO", " kari@example.no "])
def test_the_address_is_known_in_any_case(client: Client, kari: User, typed: str) -> None:
    assert sign_in(client, typed).headers["Location"] == "/konto/"
    assert "Kari, kari@example.no" in client.get("/konto/").content.decode()


def test_one_goes_on_to_where_one_was_going(client: Client, kari: User) -> None:
    assert client.get("/konto/").headers["Location"] == f"{SIGN_IN}?next=/konto/"
    assert sign_in(client, next="/avtaler/").headers["Location"] == "/avtaler/"
    client.logout()
    assert sign_in(client, next="https://evil.example/").headers["Location"] == "/konto/"


def test_a_wrong_password_is_told_on_top_and_the_address_is_kept(
    client: Client, kari: User
) -> None:
    page = sign_in(client, password="feil").content.decode()
    assert WRONG in page
    assert 'value="kari@example.no"' in page
    assert "feil" not in page.replace(WRONG, "")


def test_no_account_is_answered_like_a_wrong_password(client: Client, kari: User) -> None:
    known = sign_in(client, password="feil").content.decode()
    unknown = sign_in(client, "ola@example.no", password="feil").content.decode()
    assert WRONG in unknown
    token = 'name="csrfmiddlewaretoken" value="'
    for page in (known, unknown):
        assert token in page
    strip = lambda page: [line for line in page.splitlines() if token not in line]  # noqa: E731
    assert strip(known) == strip(unknown.replace("ola@example.no", "kari@example.no"))


def test_what_is_missing_is_told_at_its_field(client: Client) -> None:
    page = client.post(SIGN_IN, {"login": "", "password": ""}).content.decode()
    assert page.count("Feltet er påkrevet.") == 4
    assert '<a href="#id_login">E-postadresse: ' in page
    assert 'aria-describedby="id_login-error"' in page


def test_a_disabled_user_is_not_let_in(client: Client, make_user: MakeUser) -> None:
    make_user(is_active=False)
    assert sign_in(client).headers["Location"] == "/konto/sperret/"
    assert client.get("/konto/").status_code == 302
    assert WRONG in sign_in(client, password="feil").content.decode()


def test_an_invented_user_is_let_in_only_in_a_demonstration(
    client: Client, make_user: MakeUser, settings
) -> None:
    make_user(is_demo=True)
    settings.SAMSPILL_DEMO = False
    assert sign_in(client).headers["Location"] == "/konto/sperret/"
    settings.SAMSPILL_DEMO = True
    assert sign_in(client).headers["Location"] == "/konto/"
    settings.SAMSPILL_DEMO = False
    assert client.get("/konto/").status_code == 302


def test_signing_out_takes_a_click_and_ends_the_session(client: Client, kari: User) -> None:
    sign_in(client)
    assert "<h1>Logg ut</h1>" in client.get("/konto/logg-ut/").content.decode()
    assert Session.objects.count() == 1
    client.post("/konto/logg-ut/")
    assert Session.objects.count() == 0
    assert client.get("/konto/").status_code == 302


def test_the_users_language_is_the_sites_after_signing_in(
    client: Client, make_user: MakeUser
) -> None:
    make_user(language="nn")
    assert sign_in(client).cookies["sprak"].value == "nn"
    assert 'lang="nn"' in client.get("/konto/").content.decode()


def test_within_a_helsefellesskap_every_address_stays_there(client: Client, kari: User) -> None:
    from samspill.common.models import Partnership

    Partnership.objects.create(slug="fjordvik", name="Fjordvik", short_name="Fjordvik")
    page = client.get("/hf/fjordvik/konto/logg-inn/").content.decode()
    assert 'action="/hf/fjordvik/konto/logg-inn/"' in page
    answer = client.post(
        "/hf/fjordvik/konto/logg-inn/", {"login": kari.email, "password": PASSWORD}
    )
    assert answer.headers["Location"] == "/hf/fjordvik/konto/"


def test_nobody_signs_up_uninvited(client: Client) -> None:
    for address in ("/konto/registrer/", "/konto/signup/", "/accounts/signup/"):
        assert client.get(address).status_code == 404
