"""Personal data: shown, removed when asked or over; the record of a body keeps its names."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django_scopes import scope

from samspill.accounts.models import User
from samspill.bodies.models import Body, Seat, Term
from samspill.common.models import AuditEntry, Partnership, today
from samspill.common.permissions import NotAllowed
from samspill.exchange.loading import load
from samspill.mail.models import Message
from samspill.parties import actions, personal
from samspill.parties.models import Assignment, Party, Person, Retention
from tests.cast import contact_of, secretariat

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent
DAY = datetime.timedelta(days=1)
Kind = Retention.Kind


@pytest.fixture
def here() -> Iterator[Partnership]:
    load(ROOT / "data" / "nordre-trondelag", by="test")
    partnership = Partnership.objects.get(slug="nordre-trondelag")
    with scope(partnership=partnership):
        yield partnership


@pytest.fixture
def kari(here: Partnership) -> Person:
    user = User.objects.create(email="kari@example.no", name="Kari Prøve")
    party = Party.objects.municipalities()[0]
    person = Person(
        partnership=here, name="Kari Prøve", email="kari@example.no", phone="1", party=party
    )
    person.user = user
    return actions.save_person(by=secretariat(here), person=person)


def left(person: Person, days_ago: int) -> Person:
    """The person had a role that ended so many days ago."""
    last = today() - DAY * days_ago
    Assignment.objects.create(
        partnership=person.partnership,
        person=person,
        kind="contact",
        party=person.party,
        valid_from=last - DAY,
        valid_to=last,
    )
    return Person.objects.get(pk=person.pk)


def seated(person: Person, days_ago: int) -> None:
    last = today() - DAY * days_ago
    body = Body.objects.create(partnership=person.partnership, slug="lag", name="Laget")
    seat = Seat.objects.create(partnership=person.partnership, body=body, slug="1", label="Medlem")
    Term.objects.create(
        partnership=person.partnership,
        seat=seat,
        holder="Kari",
        person=person,
        valid_from=last - DAY,
        valid_to=last,
    )


def test_who_has_a_role_is_kept(here: Partnership, kari: Person) -> None:
    actions.give_role(by=secretariat(here), person=kari, kind="contact", party=kari.party)
    assert personal.last_day(kari) is None
    with time_machine.travel(datetime.datetime(2040, 1, 1, tzinfo=datetime.UTC)):
        assert actions.erase_what_is_over(today()) == 0
    with pytest.raises(ValidationError, match="har en rolle"):
        actions.erase(by=secretariat(here), person=kari, kinds=[Kind.CONTACT])


def test_contact_details_go_first_then_the_name(here: Partnership, kari: Person) -> None:
    left(kari, 181)
    assert actions.erase_what_is_over(today()) == 1
    kari.refresh_from_db()
    assert (kari.name, kari.email, kari.phone, kari.user) == ("Kari Prøve", "", "", None)
    user = User.objects.get()
    assert (user.is_active, user.name) == (False, "")
    assert "kari" not in user.email
    assert actions.erase_what_is_over(today()) == 0
    assert actions.erase_what_is_over(today() + DAY * 190) == 1
    kari.refresh_from_db()
    assert kari.name == "Slettet person"
    assert "kari" not in kari.slug
    assert Assignment.objects.get().person == kari
    entry = AuditEntry.objects.filter(action="erase").latest("pk")
    assert entry.before == entry.after == {}


def test_the_record_of_a_body_keeps_the_name(here: Partnership, kari: Person) -> None:
    seated(kari, 4000)
    assert actions.erase_what_is_over(today()) == 1
    kari.refresh_from_db()
    assert (kari.name, kari.email) == ("Kari Prøve", "")
    with pytest.raises(ValidationError):
        actions.erase(by=secretariat(here), person=kari, kinds=[Kind.NAME])


def test_a_rule_in_data_says_otherwise(here: Partnership, kari: Person) -> None:
    seated(kari, 40)
    Retention.objects.create(partnership=here, kind=Kind.SEAT_HOLDER, days=30)
    Retention.objects.create(partnership=here, kind=Kind.CONTACT, days=None)
    assert actions.erase_what_is_over(today()) == 1
    kari.refresh_from_db()
    assert (kari.name, kari.email) == ("Slettet person", "kari@example.no")


def test_a_user_who_is_somebody_elsewhere_stays(here: Partnership, kari: Person) -> None:
    load(ROOT / "data" / "more-og-romsdal", by="test")
    other = Partnership.objects.get(slug="more-og-romsdal")
    with scope(partnership=other):
        Person.objects.create(partnership=other, slug="kari", name="Kari", user=kari.user)
    left(kari, 500)
    actions.erase_what_is_over(today())
    assert User.objects.get().email == "kari@example.no"
    assert User.objects.get().is_active


def test_only_the_secretariat_removes(here: Partnership, kari: Person) -> None:
    left(kari, 1)
    with pytest.raises(NotAllowed):
        actions.erase(by=contact_of(kari.party), person=kari, kinds=[Kind.CONTACT])
    actions.erase(by=secretariat(here), person=kari, kinds=[Kind.CONTACT, Kind.NAME], reason="Ba")
    assert AuditEntry.objects.filter(action="erase", reason="Ba").count() == 1


def test_invented_people_stay(here: Partnership, kari: Person) -> None:
    Person.objects.filter(pk=kari.pk).update(is_invented=True)
    left(kari, 5000)
    assert actions.erase_what_is_over(today()) == 0


def test_contact_persons_are_asked_once_a_month_until_confirmed(
    here: Partnership, kari: Person
) -> None:
    actions.give_role(
        by=secretariat(here),
        person=kari,
        kind="contact",
        party=kari.party,
        valid_from=datetime.date(2020, 1, 1),
    )
    with time_machine.travel(datetime.datetime(2026, 5, 4, 6, tzinfo=datetime.UTC)) as clock:
        assert [actions.ask_to_confirm(today()) for _twice in range(2)] == [1, 0]
        message = Message.objects.get()
        assert kari.party
        assert message.to == "kari@example.no"
        assert f"/arbeid/folk/parter/{kari.party.slug}/" in message.text
        clock.shift(DAY * 31)
        assert actions.ask_to_confirm(today()) == 1
        actions.confirm(by=contact_of(kari.party), party=kari.party)
        clock.shift(DAY * 300)
        assert actions.ask_to_confirm(today()) == 0
        clock.shift(DAY * 70)
        assert actions.ask_to_confirm(today()) == 1
