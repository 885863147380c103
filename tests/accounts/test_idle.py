"""A session that is left alone ends at the server, and what is sent afterwards is not lost."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from samspill.accounts import idle, tasks
from samspill.accounts.models import User
from samspill.common.actors import program
from samspill.common.models import Partnership
from samspill.parties import actions as parties
from samspill.parties.models import Person
from tests.accounts.conftest import MakeUser
from tests.accounts.test_signing_in import sign_in

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)
NEW_PERSON = "/hf/prove/arbeid/folk/ny/"
TYPED = {"name": "Ada Langt Navn", "note": "Skrevet lenge"}


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def kari_at_work(clock: time_machine.Traveller, kari: User) -> User:
    """Kari is in the secretariat of a helsefellesskap."""
    _employ(kari)
    return kari


def _employ(user: User) -> None:
    made, _ = Partnership.objects.get_or_create(slug="prove", name="Prøve", short_name="Prøve")
    person = Person(partnership=made, name=user.name, user=user, email=user.email)
    with scope(partnership=made):
        parties.save_person(by=program("test"), person=person)
        parties.give_role(by=program("test"), person=person, kind="secretariat", party=None)


def wait(clock: time_machine.Traveller, **how_long: int) -> None:
    clock.shift(datetime.timedelta(**how_long))


def test_left_alone_for_an_hour_it_ends_and_the_stolen_key_opens_nothing(
    client: Client, kari: User, clock: time_machine.Traveller
) -> None:
    sign_in(client)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    wait(clock, minutes=60)
    assert client.get("/konto/").status_code == 200
    wait(clock, minutes=60, seconds=1)
    assert client.get("/konto/").headers["Location"] == "/konto/logg-inn/?next=/konto/"
    assert not Session.objects.filter(session_key=key).exists()
    assert not UserSession.objects.exists()
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = key
    assert stolen.get("/konto/").status_code == 302


def test_a_request_now_and_then_keeps_it(
    client: Client, kari: User, clock: time_machine.Traveller
) -> None:
    sign_in(client)
    for _ in range(10):
        wait(clock, minutes=59)
        assert client.get("/konto/").status_code == 200


def test_the_installation_says_how_long(
    client: Client, kari: User, clock: time_machine.Traveller, settings
) -> None:
    settings.SAMSPILL_SESSION_IDLE_MINUTES = 5
    sign_in(client)
    wait(clock, minutes=6)
    assert client.get("/konto/").status_code == 302


def test_the_page_of_signing_in_says_why_once(
    client: Client, kari: User, clock: time_machine.Traveller
) -> None:
    sign_in(client)
    wait(clock, minutes=61)
    client.cookies["sprak"] = "en"
    told = "You were signed out after 60 minutes without use."
    assert told in client.get("/konto/", follow=True).content.decode()
    assert told not in client.get("/konto/logg-inn/").content.decode()


def test_what_is_sent_afterwards_stands_in_the_form_again(
    client: Client, kari_at_work: User, clock: time_machine.Traveller
) -> None:
    sign_in(client)
    assert client.get(NEW_PERSON).status_code == 200
    wait(clock, minutes=61)
    client.cookies["sprak"] = "en"
    sent = client.post(NEW_PERSON, TYPED)
    assert sent.status_code == 302
    asked = client.get(sent.headers["Location"]).content.decode()
    assert "What you wrote is kept" in asked
    with scopes_disabled():
        assert not Person.objects.filter(name=TYPED["name"]).exists()
    assert sign_in(client, next=NEW_PERSON).headers["Location"] == NEW_PERSON
    assert TYPED["name"] in client.get(NEW_PERSON).content.decode()


def test_nobody_else_is_shown_what_was_typed(
    client: Client, kari_at_work: User, make_user: MakeUser, clock: time_machine.Traveller
) -> None:
    _employ(make_user("ola@example.no"))
    sign_in(client)
    wait(clock, minutes=61)
    client.post(NEW_PERSON, TYPED)
    assert client.session["kept_form"]["data"]
    sign_in(client, "ola@example.no")
    page = client.get(NEW_PERSON)
    assert page.status_code == 200
    assert TYPED["name"] not in page.content.decode()
    assert "kept_form" not in client.session


def test_it_ends_by_itself_too_and_those_in_use_do_not(
    client: Client, kari: User, clock: time_machine.Traveller
) -> None:
    left, used = Client(), Client()
    sign_in(left)
    wait(clock, minutes=50)
    sign_in(used)
    assert UserSession.objects.count() == 2
    wait(clock, minutes=11)
    tasks.end_idle()
    assert UserSession.objects.count() == Session.objects.count() == 1
    assert used.get("/konto/").status_code == 200


@pytest.mark.parametrize("page", ["/konto/", "/konto/okter/"])
def test_it_is_not_shown_as_a_place_where_one_is_signed_in(
    client: Client, kari: User, clock: time_machine.Traveller, page: str
) -> None:
    sign_in(Client())
    wait(clock, minutes=61)
    sign_in(client)
    assert UserSession.objects.count() == 2
    client.get(page)
    assert UserSession.objects.count() == 1


def test_only_ones_own_are_ended_by_looking(
    client: Client, kari: User, make_user: MakeUser, clock: time_machine.Traveller
) -> None:
    ola = make_user("ola@example.no")
    sign_in(Client(), "ola@example.no")
    wait(clock, minutes=61)
    assert idle.end_idle_sessions(timezone.now(), user=kari) == 0
    assert idle.end_idle_sessions(timezone.now(), user=ola) == 1
