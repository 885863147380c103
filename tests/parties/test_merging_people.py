"""Somebody who was entered twice becomes one person: all is given on, or nothing happens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django_scopes import scope

from samspill.accounts.models import User
from samspill.bodies.models import Body, Seat, Term
from samspill.common.models import AuditEntry, Partnership, today
from samspill.common.permissions import NotAllowed
from samspill.exchange.loading import load
from samspill.parties import actions
from samspill.parties.models import Party, Person
from tests.cast import contact_of, secretariat

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def here() -> Iterator[Partnership]:
    load(ROOT / "data" / "st-olav", by="test")
    partnership = Partnership.objects.get(slug="st-olav")
    with scope(partnership=partnership):
        yield partnership


def person(here: Partnership, name: str, **more: object) -> Person:
    made = Person(partnership=here, name=name, **more)
    return actions.save_person(by=secretariat(here), person=made)


def user(address: str) -> User:
    return User.objects.create(email=address, name="X")


def test_all_that_one_has_is_the_others(here: Partnership) -> None:
    keep = person(here, "Kari P", phone="1")
    away = person(here, "Kari Prøve", phone="2", email="k@example.no", user=user("k@example.no"))
    party = Party.objects.municipalities()[0]
    role = actions.give_role(by=secretariat(here), person=away, kind="contact", party=party)
    body = Body.objects.create(partnership=here, slug="lag", name="Laget")
    seat = Seat.objects.create(partnership=here, body=body, slug="1", label="Medlem")
    term = Term.objects.create(
        partnership=here, seat=seat, holder="K", person=away, valid_from=today()
    )
    actions.merge_people(by=secretariat(here), keep=keep, away=away, reason="To ganger")
    for record in (role, term):
        record.refresh_from_db()
        assert record.person == keep
    keep.refresh_from_db()
    assert (keep.phone, keep.email, keep.user) == ("1", "k@example.no", User.objects.get())
    assert not Person.objects.filter(pk=away.pk).exists()
    assert AuditEntry.objects.filter(reason="To ganger").count() == 4


def test_two_who_can_sign_in_stay_two(here: Partnership) -> None:
    one = person(here, "A", user=user("a@example.no"))
    two = person(here, "B", user=user("b@example.no"))
    with pytest.raises(ValidationError, match="logge inn"):
        actions.merge_people(by=secretariat(here), keep=one, away=two)
    assert Person.objects.filter(pk__in=[one.pk, two.pk]).count() == 2


def test_the_same_role_at_the_same_time_is_told_and_nothing_moves(here: Partnership) -> None:
    one, two = person(here, "A"), person(here, "B")
    party = Party.objects.municipalities()[0]
    for each in (one, two):
        actions.give_role(by=secretariat(here), person=each, kind="contact", party=party)
    with pytest.raises(ValidationError):
        actions.merge_people(by=secretariat(here), keep=one, away=two)
    assert two.assignments.count() == 1


def test_nobody_but_the_secretariat_merges_people(here: Partnership) -> None:
    party = Party.objects.municipalities()[0]
    one, two = person(here, "A", party=party), person(here, "B", party=party)
    with pytest.raises(NotAllowed):
        actions.merge_people(by=contact_of(party), keep=one, away=two)
    with pytest.raises(ValidationError):
        actions.merge_people(by=secretariat(here), keep=one, away=one)


def test_the_page_shows_what_moves_before_it_does(here: Partnership) -> None:
    secretary = person(here, "Siri", user=user("siri@example.no"), is_invented=True)
    actions.give_role(by=secretariat(here), person=secretary, kind="secretariat")
    one, two = person(here, "A"), person(here, "B")
    party = Party.objects.municipalities()[0]
    actions.give_role(by=secretariat(here), person=two, kind="contact", party=party)
    client = Client()
    client.force_login(secretary.user)
    address = f"/hf/st-olav/arbeid/folk/{one.pk}/samme-person/"
    shown = client.post(address, {"other": two.pk, "reason": "To ganger"})
    assert party.name in shown.content.decode()
    assert two.assignments.count() == 1
    done = client.post(address, {"other": two.pk, "reason": "To ganger", "meant": "1"})
    assert done.status_code == 302
    assert one.assignments.count() == 1
