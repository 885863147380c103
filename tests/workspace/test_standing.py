"""A party's page, a body's page and the secretariat's: what is owed, beside the others."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django_scopes import scope

from samspill.commitments import actions
from samspill.commitments.actions import Owes, report
from samspill.commitments.models import LegendStatus, ReminderChoice
from samspill.common import keeping
from samspill.common.models import AuditEntry, Partnership
from samspill.mail.models import Message
from samspill.parties.models import Assignment, Party, Person, Region, RegionMembership
from tests.commitments.asking import asking, asks
from tests.commitments.conftest import BY, World, make_world

pytestmark = pytest.mark.django_db
BASE = "/hf/prove/arbeid"
REMIND = f"{BASE}/forpliktelser/minn/"


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = Partnership.objects.create(slug="prove", name="Prøve", short_name="Prøve")
    with (
        scope(partnership=made), translation.override("en"),
        asking(result_legend="maloppnaelse"),
    ):  # fmt: skip
        found = make_world(made)
        region = Region.objects.create(partnership=made, slug="kyst", name="Kysten")
        for party in (found.storvik, found.litlevik):
            RegionMembership.objects.create(partnership=made, region=region, party=party)
        yield found


def browser_of(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.people[name].user)
    client.cookies["sprak"] = "en"
    return client


def reported(world: World, commitment) -> None:
    status = LegendStatus.objects.get(legend=commitment.result_legend, slug="partly")
    report(by=BY, commitment=commitment, result=status, done="Begun")


@pytest.mark.parametrize("kind", ["municipality", "clinic", "hospital_trust"])
def test_the_same_page_for_a_municipality_a_clinic_and_the_trust(world: World, kind: str) -> None:
    party = Party.objects.create(
        partnership=world.partnership, slug="x", name="Part X", kind=kind, sort_key="x"
    )
    world.asks("Send the plan", Owes(party=party), due=world.due(-2))
    world.assigned("Kari", "contact", party)
    page = browser_of(world, "Kari").get(f"{BASE}/parter/x/").content.decode()
    for words in ("What we owe", "Send the plan", "Beside the others", "Who speaks for us"):
        assert words in page


def test_what_was_reported_last_stands_first_and_once(world: World) -> None:
    roles = [Owes(body=world.council), Owes(body=world.council, role="chair")]
    for number in range(12):
        asked = world.asks(f"Thing {number}", *roles)
        with time_machine.travel(datetime.datetime(2026, 1, 1 + number, 12, tzinfo=datetime.UTC)):
            reported(world, asked)
    world.asks("Nothing said", *roles)
    world.assigned("Siri", "secretariat")
    page = browser_of(world, "Siri").get(f"{BASE}/organ/{world.council.slug}/")
    assert [one.title for one in page.context["answered"]] == [
        f"Thing {number}" for number in range(11, 1, -1)
    ]


def test_what_is_not_ones_to_see_is_counted_and_not_shown(world: World) -> None:
    world.asks("Behind closed doors", Owes(party=world.storvik))
    world.assigned("Kari", "contact", world.litlevik)
    page = browser_of(world, "Kari").get(f"{BASE}/parter/storvik/").content.decode()
    assert "Behind closed doors" not in page
    assert "0 of 1" in page


def test_a_page_takes_as_many_queries_with_more_owed(world: World) -> None:
    world.assigned("Kari", "contact", world.storvik)
    client = browser_of(world, "Kari")

    def count(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    world.asks("First", Owes(party=world.storvik), Owes(body=world.council))
    few = [count(f"{BASE}/parter/storvik/"), count(f"{BASE}/organ/asu/"), count(f"{BASE}/")]
    for number in range(9):
        world.asks(f"Thing {number}", Owes(party=world.storvik), Owes(body=world.council))
    many = [count(f"{BASE}/parter/storvik/"), count(f"{BASE}/organ/asu/"), count(f"{BASE}/")]
    assert many == few


def test_a_body_sees_what_it_owes(world: World) -> None:
    world.asks("Recommend the plan", Owes(body=world.council))
    world.seated("Kari", world.council, "chair")
    page = browser_of(world, "Kari").get(f"{BASE}/organ/asu/").content.decode()
    assert "Recommend the plan" in page
    assert "No meeting is entered." in page


def test_my_page_shows_what_is_asked_of_me(world: World) -> None:
    world.asks("Send the plan", due=world.due(-2))
    world.assigned("Kari", "contact", world.storvik)
    page = browser_of(world, "Kari").get(f"{BASE}/").content.decode()
    assert "Send the plan" in page
    assert "1 is late" in page


def test_the_secretariat_sees_all_that_is_late_and_reminds_once_told_whom(world: World) -> None:
    world.asks("Send the plan", due=world.due(-2))
    world.asks("Nobody's", Owes(body=world.council), due=world.due(-2))
    world.assigned("Kari", "contact", world.storvik)
    world.assigned("Siri", "secretariat")
    client = browser_of(world, "Siri")
    page = client.get(f"{BASE}/sekretariat/").content.decode()
    assert "Send the plan" in page
    told = client.post(REMIND, {"all": "forfalt"})
    assert [str(one.owner) for one in told.context["unreached"]] == ["ASU"]
    assert [one.people for one in told.context["reached"]] == [(world.people["Kari"],)]
    assert "1 person gets a letter" in words_of(told.content.decode())
    namesake = world.assigned("Kari2", "contact", world.storvik)
    Person.objects.filter(pk=namesake.pk).update(name="Kari")
    told = client.post(REMIND, {"all": "forfalt"})
    assert "2 people get a letter" in words_of(told.content.decode())
    Assignment.objects.filter(person=namesake).delete()
    assert not Message.objects.exists()
    answer = client.post(REMIND, {"all": "forfalt", "meant": "1"}, follow=True)
    said = answer.content.decode()
    assert "One person is reminded by e-mail." in said
    assert "There is no e-mail address to write to for ASU." in words_of(said)
    (letter,) = Message.objects.filter(to="kari@example.no")
    assert "Send the plan" in letter.text
    entry = AuditEntry.objects.filter(action="remind").get()
    assert len(entry.detail["commitments"]) == 2


def test_a_press_that_reaches_nobody_says_whom_and_where_to_add_an_address(world: World) -> None:
    world.asks("Send the plan", due=world.due(-2))
    world.asks("Nobody's", Owes(body=world.council), due=world.due(-2))
    world.assigned("Siri", "secretariat")
    answer = browser_of(world, "Siri").post(REMIND, {"all": "forfalt", "meant": "1"}, follow=True)
    said = words_of(answer.content.decode())
    assert "Nobody is reminded by e-mail now." in said
    assert "There is no e-mail address to write to for Storvik, ASU." in said
    assert "Add a contact person with an e-mail address under «People and roles»" in said


def words_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_same_reminder_goes_out_once_a_day(world: World) -> None:
    owed = world.asks("Send the plan", due=world.due(-2))
    world.assigned("Kari", "contact", world.storvik)
    world.assigned("Siri", "secretariat")
    client = browser_of(world, "Siri")
    for _twice in range(2):
        client.post(REMIND, {"one": owed.pk, "x": _twice, "meant": "1"}, follow=True)
    assert Message.objects.filter(to="kari@example.no").count() == 1


def test_whoever_wants_no_email_gets_none_by_a_press_either(world: World) -> None:
    world.asks("Send the plan", due=world.due(-2))
    kari = world.assigned("Kari", "contact", world.storvik)
    ReminderChoice.objects.create(
        partnership=world.partnership, person=kari, pace=ReminderChoice.Pace.NEVER
    )
    world.assigned("Siri", "secretariat")
    answer = browser_of(world, "Siri").post(REMIND, {"all": "forfalt", "meant": "1"}, follow=True)
    assert "1 wants no e-mail" in answer.content.decode()
    assert not Message.objects.filter(to="kari@example.no").exists()


def test_only_the_secretariat_reminds(world: World) -> None:
    owed = world.asks("Send the plan", due=world.due(-2))
    world.assigned("Kari", "contact", world.storvik)
    client = browser_of(world, "Kari")
    assert client.get(f"{BASE}/sekretariat/").status_code == 403
    assert client.post(REMIND, {"one": owed.pk}).status_code == 403
    assert not Message.objects.exists()


def test_the_first_of_many_are_shown_and_all_are_counted(world: World) -> None:
    world.assigned("Siri", "secretariat")
    for number in range(12):
        world.asks(f"Thing {number}", due=world.due(-1))
    page = browser_of(world, "Siri").get(f"{BASE}/sekretariat/")
    late = next(kind for kind in page.context["kinds"] if kind.slug == "forfalt")
    assert (late.count, late.rows.count("<tr>"), late.has_more) == (12, 10, True)
    assert "?eier=alle&forfalt=1" in html.unescape(page.content.decode())


@pytest.fixture
def keeps(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages keep what they may."""
    settings.SAMSPILL_KEEP_PAGES = True
    # A test is one transaction, within which nothing would be kept.
    monkeypatch.setattr(keeping, "connection", SimpleNamespace(in_atomic_block=False))
    cache.clear()
    yield
    cache.clear()


@pytest.mark.usefixtures("keeps")
def test_what_is_kept_of_each_page_is_the_readers_own_and_follows_the_ledger(world: World) -> None:
    for name, kind, party in (
        ("Siri", "secretariat", None),
        ("Kari", "contact", world.storvik),
        ("Liv", "contact", world.litlevik),
    ):
        world.assigned(name, kind, party)
    siri, kari, liv = (browser_of(world, name) for name in ("Siri", "Kari", "Liv"))
    places = {
        siri: ["/sekretariat/", "/parter/storvik/"],
        kari: ["/", "/innboks/", "/parter/storvik/"],
        liv: ["/", "/innboks/"],
    }

    def telling(title: str) -> set[tuple[str, str]]:
        names = {siri: "Siri", kari: "Kari", liv: "Liv"}
        return {
            (names[client], place)
            for client, some in places.items()
            for place in some
            for page in [client.get(f"{BASE}{place}").content.decode() for _ in range(2)]
            if title in page
        }

    asked = world.asks("A thing that Storvik owes", due=world.due(-1))
    of_storvik = {("Kari", place) for place in places[kari]} | {("Siri", "/parter/storvik/")}
    assert telling(asked.title) == of_storvik | {("Siri", "/sekretariat/")}
    actions.change_owners(by=BY, commitment=asked, owners=[Owes(party=world.litlevik)])
    assert telling(asked.title) == {("Liv", "/"), ("Liv", "/innboks/"), ("Siri", "/sekretariat/")}
    actions.withdraw(by=BY, commitment=asked, reason="Feil")
    assert telling(asked.title) == set()


@pytest.mark.usefixtures("keeps")
def test_a_kept_inbox_holds_nobody_elses_form(world: World) -> None:
    asks(one_press=("full", "Yes"))
    for name in ("Kari", "Karl"):
        world.assigned(name, "contact", world.storvik)
    asked = world.asks("Press it")
    pages = [
        browser_of(world, name).get(f"{BASE}/innboks/").content.decode()
        for name in ("Kari", "Karl", "Kari")
    ]
    tokens = [re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page) for page in pages]
    assert all(asked.title in page for page in pages)
    assert all(some for some in tokens)
    assert not set(tokens[0]) & set(tokens[1])


@pytest.mark.usefixtures("keeps")
def test_what_is_kept_of_a_page_follows_the_ledger(world: World) -> None:
    world.assigned("Kari", "contact", world.storvik)
    kari = browser_of(world, "Kari")

    def beside() -> list[str]:
        page = kari.get(f"{BASE}/parter/storvik/").content.decode()
        row = page.split("this page")[1].split("</tr>")[0]
        return re.findall(r'"num tally">(\d+)', row)

    asked = world.asks("Thing")
    assert [beside(), beside()] == [["1", "0", "0"]] * 2
    reported(world, asked)
    assert beside() == ["1", "0", "1"]
    world.asks("Another")
    assert beside() == ["2", "0", "1"]
