"""Failed sign-ins are written down with whom they concerned, and shown to those it matters to."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from samspill.accounts import actions, failures
from samspill.accounts.models import FailedSignIn, User
from samspill.common.actors import program
from samspill.common.models import Partnership
from samspill.parties import actions as parties
from samspill.parties.models import Person
from tests.accounts.conftest import MakeUser
from tests.accounts.test_attempts import code_now
from tests.accounts.test_external import (
    KARI,
    Provider,
    by_way_of_work,
    provider,  # noqa: F401 (a fixture)
    running,  # noqa: F401
)
from tests.accounts.test_signing_in import sign_in

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)
TYPED = "hemmelig gjetning"
Kind = FailedSignIn.Kind


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def noted() -> list[tuple[str, User | None]]:
    return [(one.kind, one.user) for one in FailedSignIn.objects.order_by("pk")]


def test_a_wrong_password_is_noted_with_its_account_and_a_right_one_is_not(
    client: Client, kari: User
) -> None:
    sign_in(client)
    assert noted() == []
    sign_in(Client(), " Kari@Example.no", password=TYPED)
    assert noted() == [(Kind.PASSWORD, kari)]
    sign_in(Client())
    assert noted() == [(Kind.PASSWORD, kari)], "a right one makes nobody forget"


def test_a_wrong_code_is_noted_and_so_is_one_that_was_used(client: Client, kari: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(kari, secret)
    sign_in(client)
    client.post("/konto/totrinn/kode/", {"code": "000000"})
    code = code_now(secret)
    client.post("/konto/totrinn/kode/", {"code": code})
    again = Client()
    sign_in(again)
    again.post("/konto/totrinn/kode/", {"code": code})
    assert noted() == [(Kind.CODE, kari)] * 2


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/konto/bekreft/", {"password": TYPED}),
        ("/konto/passord/endre/", {"oldpassword": TYPED, "password1": "a", "password2": "a"}),
    ],
)
def test_a_wrong_confirmation_is_noted_as_one(
    client: Client, kari: User, address: str, sent: dict[str, str]
) -> None:
    sign_in(client)
    client.post(address, sent)
    assert noted() == [(Kind.CONFIRMING, kari)]


def test_a_closed_sign_in_is_noted(client: Client, kari: User) -> None:
    actions.disable_user(user=kari, by="drift")
    sign_in(client)
    assert noted() == [(Kind.CLOSED, kari)]


def test_nothing_that_was_typed_is_kept(client: Client, kari: User) -> None:
    sign_in(client, password=TYPED)
    sign_in(client, "passordet-mitt@example.no", password=TYPED)
    assert noted() == [(Kind.PASSWORD, kari), (Kind.PASSWORD, None)]
    kept = str(list(FailedSignIn.objects.values()))
    assert TYPED not in kept
    assert "passordet-mitt" not in kept


def test_the_same_is_done_for_a_name_that_is_nobodys(client: Client, kari: User) -> None:
    asked = []
    for email in ("kari@example.no", "nobody@example.no"):
        with CaptureQueriesContext(connection) as seen:
            failures.note(Kind.PASSWORD, account=email, request=None)
        asked.append([query["sql"].split()[0] for query in seen])
    assert asked[0] == asked[1] == ["SELECT", "INSERT"]


def test_the_log_says_that_it_failed_and_not_who(client: Client, kari: User, caplog) -> None:
    for _ in range(6):
        sign_in(client, password=TYPED)
    said = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert said.count("A sign-in failed: password") == 5
    assert said.count("A try at signing in was refused unjudged: password") == 1
    assert "kari" not in caplog.text
    assert FailedSignIn.objects.count() == 5, "being locked is no try"


def test_they_stand_on_ones_own_page_the_last_ones_first(
    client: Client, kari: User, make_user: MakeUser, clock: time_machine.Traveller
) -> None:
    make_user("ola@example.no")
    sign_in(client)
    client.cookies["sprak"] = "en"
    assert "None in the last 90 days" in client.get("/konto/").content.decode()
    failures.note(Kind.CODE, account="ola@example.no", request=None)
    for kind in [Kind.CLOSED, *[Kind.PASSWORD] * 4, Kind.CODE]:
        clock.shift(datetime.timedelta(minutes=1))
        failures.note(kind, account="kari@example.no", request=None)
    shown = client.get("/konto/").context["failed"]
    assert [one.kind for one in shown] == ["code", *["password"] * 4]
    page = client.get("/konto/").content.decode()
    assert "2 March 2026 13.06" in page or "2. March 2026 13.06" in page
    assert "Right password, but wrong code" in page


def test_after_ninety_days_they_are_gone(
    client: Client, kari: User, clock: time_machine.Traveller
) -> None:
    failures.note(Kind.PASSWORD, account=kari.email, request=None)
    clock.shift(datetime.timedelta(days=90))
    actions.forget_old_attempts(datetime.datetime.now(datetime.UTC))
    assert len(failures.latest(kari)) == 1
    clock.shift(datetime.timedelta(seconds=1))
    assert failures.latest(kari) == []
    actions.forget_old_attempts(datetime.datetime.now(datetime.UTC))
    assert noted() == []


def test_who_is_erased_takes_them_along(kari: User) -> None:
    failures.note(Kind.PASSWORD, account=kari.email, request=None)
    actions.erase_user(user=kari, by="drift")
    assert noted() == []


@pytest.mark.parametrize(("role", "sees"), [("secretariat", True), ("regional_reader", False)])
def test_the_secretariat_sees_them_on_the_persons_page_without_the_address(
    client: Client, kari: User, make_user: MakeUser, role: str, sees: bool
) -> None:
    prove = Partnership.objects.create(slug="prove", name="Prøve", short_name="Prøve")
    ola = make_user("ola@example.no")
    by = program("test")
    with scope(partnership=prove):
        for user, kind in ((kari, "editor"), (ola, role)):
            person = Person(partnership=prove, name=user.name, user=user, email=user.email)
            parties.save_person(by=by, person=person)
            parties.give_role(by=by, person=person, kind=kind, party=None)
        pk = Person.objects.get(user=kari).pk
    wrong = {"login": kari.email, "password": TYPED}
    client.post("/konto/logg-inn/", wrong, REMOTE_ADDR="192.0.2.66")
    assert FailedSignIn.objects.get().address == "192.0.2.66"
    at_desk = Client()
    sign_in(at_desk, "ola@example.no")
    at_desk.cookies["sprak"] = "en"
    page = at_desk.get(f"/hf/prove/arbeid/folk/{pk}/").content.decode()
    assert ("Wrong password" in page) is sees
    assert "192.0.2.66" not in page
    held = at_desk.get(f"/hf/prove/arbeid/folk/{pk}/utlevering/")
    assert (held.status_code == 200) is sees
    if sees:
        (only,) = held.json()["failed_sign_ins"]
        assert only["what"] == "Wrong password"


def test_what_is_nobodys_is_in_the_log(
    client: Client,
    provider: Provider,  # noqa: F811
    caplog,
) -> None:
    by_way_of_work(client)
    provider.will(KARI, wrong_key=True)
    by_way_of_work(client)
    for credential in [{"id": "a", "response": {}}, {}, [], "a", 1, None]:
        sent = client.post("/konto/nokler/logg-inn/", {"credential": json.dumps(credential)})
        assert sent.status_code == 302
        assert client.get("/konto/").status_code == 302
    said = [one.getMessage() for one in caplog.records if one.name == "samspill.accounts"]
    assert said == [
        "A sign-in failed: organisation, unknown",
        "A sign-in failed: organisation, not to be trusted",
        *["A sign-in failed: passkey"] * len(said[2:]),
    ]
    assert len(said) > 4
    assert "kari" not in caplog.text
