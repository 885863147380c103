"""How often one may write and search, counted for all processes together; and what is forgotten."""

from __future__ import annotations

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from samspill.accounts import actions, attempts, limits
from samspill.accounts.models import Attempt, Invitation, Use, UsedCode, User
from samspill.common.models import Partnership
from tests.accounts.conftest import MakeUser
from tests.accounts.test_signing_in import sign_in

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 3, 2, 12, 0, 30, tzinfo=datetime.UTC)
PLACE = "/konto/passord/endre/"


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def fjordvik(db: None) -> Partnership:
    return Partnership.objects.create(slug="fjordvik", name="Fjordvik", short_name="Fjordvik")


def test_a_user_writes_so_often_a_minute_and_then_waits(
    client: Client, kari: User, make_user: MakeUser, settings, clock
) -> None:
    settings.SAMSPILL_WRITES_A_MINUTE = 3
    client.force_login(kari)
    assert [client.post(PLACE).status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = client.post(PLACE)
    assert refused.headers["Retry-After"] == "60"
    assert refused.headers["Cache-Control"] == "no-store, private"
    assert client.get("/konto/").status_code == 200
    other = Client()
    other.force_login(make_user("ola@example.no"))
    assert other.post(PLACE).status_code == 200, "at the same address"
    clock.shift(datetime.timedelta(minutes=1))
    assert client.post(PLACE).status_code == 200


def test_what_was_written_when_refused_is_kept(client: Client, kari: User, settings, clock) -> None:
    settings.SAMSPILL_WRITES_A_MINUTE = 0
    client.force_login(kari)
    assert client.post("/arbeid/noe/", {"name": "Langt"}).status_code == 429
    assert client.session["kept_form"]["data"] == "name=Langt"


def test_visitors_are_counted_by_address(client: Client, settings, clock) -> None:
    settings.SAMSPILL_VISITORS_WRITES_A_MINUTE = 1
    one, other = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "192.0.2.2"}
    sent = [client.post("/konto/logg-inn/", {}, **where).status_code for where in (one, one, other)]
    assert sent == [200, 429, 200]


def test_searching_is_counted_by_address(
    client: Client, fjordvik: Partnership, settings, clock
) -> None:
    settings.SAMSPILL_SEARCHES_A_MINUTE = 2
    asked = [client.get("/hf/fjordvik/sok/?q=rus").status_code for _ in range(3)]
    assert asked == [200, 200, 429]
    assert client.get("/hf/fjordvik/").status_code == 200
    assert client.get("/hf/fjordvik/sok/?q=rus", REMOTE_ADDR="192.0.2.2").status_code == 200


def test_no_address_is_kept_with_the_count(client: Client, clock) -> None:
    client.post("/konto/logg-inn/", {}, REMOTE_ADDR="192.0.2.77")
    assert "192.0.2.77" not in str(list(Use.objects.values()))
    assert Use.objects.count() == 1


def test_uses_at_the_same_time_do_not_slip_past_the_count(settings) -> None:
    settings.SAMSPILL_WRITES_A_MINUTE = 10
    many, start = 16, threading.Barrier(16)

    def use_once(_: int) -> bool:
        try:
            start.wait()
            return limits.WRITING.is_passed("kari")
        finally:
            connection.close()

    def clean_up() -> None:
        Use.objects.all().delete()
        connection.close()

    # Each thread has a connection of its own, so that what it writes stands after the test.
    with time_machine.travel(NOON, tick=False), ThreadPoolExecutor(many) as pool:
        passed = list(pool.map(use_once, range(many)))
        pool.submit(clean_up).result()
    assert passed.count(False) == 10


def test_old_sessions_tries_and_counts_are_forgotten_and_newer_ones_are_not(
    client: Client, kari: User
) -> None:
    with time_machine.travel(NOON, tick=False):
        sign_in(client)
        Attempt.objects.create(kind="password", account="a", address="192.0.2.1")
        UsedCode.objects.create(user=kari, code_digest="b")
        actions.invite(email="ola@example.no", name="Ola", origin="http://testserver", by="drift")
        assert actions.forget_old_attempts(timezone.now()) == 0
    kept = (Session, UserSession, Attempt, UsedCode, Use, Invitation)
    assert [model.objects.count() for model in kept] == [1] * 6
    assert actions.forget_old_attempts(NOON + datetime.timedelta(hours=13)) == 4
    assert [model.objects.count() for model in kept] == [0, 0, 1, 0, 0, 1]
    assert actions.forget_old_attempts(NOON + datetime.timedelta(hours=25)) == 1
    assert actions.forget_old_attempts(NOON + datetime.timedelta(days=400)) == 1
    assert [model.objects.count() for model in kept] == [0] * 6
    assert User.objects.count() == 1


def test_how_long_tries_are_kept_is_what_the_page_says() -> None:
    assert datetime.timedelta(hours=24) == attempts.KEPT
