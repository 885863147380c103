"""Sessions: a new one for each signing in, for so long, and ended where they are kept."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from samspill.accounts.models import User
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_attempts import code_now
from tests.accounts.test_signing_in import sign_in

pytestmark = pytest.mark.django_db
MORNING = datetime.datetime(2026, 3, 2, 7, 0, tzinfo=datetime.UTC)


def cookie(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def test_a_session_ends_twelve_hours_after_signing_in_however_much_it_is_used(
    client: Client, kari: User
) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(client)
        for _ in range(11):
            clock.shift(datetime.timedelta(hours=1))
            client.post("/konto/bekreft/", {"password": PASSWORD})
            assert client.get("/konto/").status_code == 200
        clock.shift(datetime.timedelta(hours=1, seconds=1))
        assert client.get("/konto/").status_code == 302


def test_signing_in_gives_a_new_session_that_cannot_be_guessed(client: Client, kari: User) -> None:
    client.get("/konto/logg-inn/")
    session = client.session
    session["planted"] = True
    session.save()
    planted = cookie(client)
    sign_in(client)
    first = cookie(client)
    assert first != planted
    assert not Session.objects.filter(session_key=planted).exists()
    client.post("/konto/logg-ut/")
    sign_in(client)
    assert cookie(client) not in {first, planted}
    # 32 of 36 signs: more than 160 bits.
    assert len(first) == 32
    assert first.isalnum()


def test_a_session_that_was_signed_out_of_opens_nothing(client: Client, kari: User) -> None:
    sign_in(client)
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = cookie(client)
    assert stolen.get("/konto/").status_code == 200
    client.post("/konto/logg-ut/")
    assert stolen.get("/konto/").status_code == 302


@pytest.mark.parametrize("value", ["", "gjettet", "x" * 32, "../../etc/passwd", "a" * 4000])
def test_a_session_that_nobody_was_given_opens_nothing(
    client: Client, kari: User, value: str
) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = value
    assert client.get("/konto/").status_code == 302


def test_a_changed_password_ends_the_sessions_elsewhere(client: Client, kari: User) -> None:
    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)
    new = {"password1": "tolv muntre esler", "password2": "tolv muntre esler"}
    client.post("/konto/passord/endre/", {"oldpassword": PASSWORD, **new})
    assert client.get("/konto/").status_code == 200
    assert elsewhere.get("/konto/").status_code == 302


def test_the_way_out_stands_on_ones_own_page(client: Client, kari: User) -> None:
    sign_in(client)
    assert "/konto/logg-ut/" in client.get("/konto/").content.decode()


def test_confirming_who_one_is_gives_a_new_key_too(client: Client, kari: User) -> None:
    sign_in(client)
    before = cookie(client)
    client.post("/konto/bekreft/", {"password": "feil"})
    assert cookie(client) == before
    client.post("/konto/bekreft/", {"password": PASSWORD})
    assert cookie(client) != before
    assert client.get("/konto/").status_code == 200
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = before
    assert stolen.get("/konto/").status_code == 302
    assert [one.session_key for one in UserSession.objects.all()] == [cookie(client)]


def test_ending_other_sessions_takes_a_fresh_proof(client: Client, kari: User) -> None:
    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)
    asked = client.post("/konto/okter/")
    assert asked.headers["Location"].startswith("/konto/bekreft/")
    assert elsewhere.get("/konto/").status_code == 200
    client.post(asked.headers["Location"], {"password": PASSWORD})
    assert elsewhere.get("/konto/").status_code == 302, "what was asked for is carried out"
    assert client.get("/konto/").status_code == 200


def test_signing_out_has_the_browser_forget_what_it_kept(client: Client, kari: User) -> None:
    sign_in(client)
    assert "Clear-Site-Data" not in client.get("/konto/logg-ut/").headers
    told = client.post("/konto/logg-ut/").headers["Clear-Site-Data"]
    assert told == '"cache", "storage"'


@pytest.mark.parametrize(
    ("address", "sent"), [("/konto/totrinn/app/", "app"), ("/konto/totrinn/app/fjern/", "")]
)
def test_after_a_factor_came_or_went_one_is_led_to_ones_other_sessions(
    client: Client, kari: User, address: str, sent: str
) -> None:
    sign_in(client)
    client.post("/konto/bekreft/", {"password": PASSWORD})
    if sent:
        form = client.get(address).context["form"]
        page = client.post(address, {"code": code_now(form.secret)}, follow=True)
    else:
        TOTP.activate(kari, generate_totp_secret())
        page = client.post(address, follow=True)
    assert page.status_code == 200
    assert "/konto/okter/" in page.content.decode()
    assert "/konto/okter/" in client.get("/konto/nokler/").content.decode()
