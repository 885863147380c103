"""Derived seats lead to whoever holds an office or another seat, over several steps, day by day."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from samspill.accounts.models import User
from samspill.bodies.models import Body, Occupancy, Office, Seat, Term
from samspill.commitments.reach import reminded_on
from samspill.common.models import Partnership
from samspill.common.roles import actor_of
from samspill.exchange.loading import FolderRefused
from samspill.parties.models import Person
from tests.factories.folders import loaded

pytestmark = pytest.mark.django_db
FRAME = """
slug: lag
name: Lag
short_name: Lag
sides: [{id: k, name: Kommunene}, {id: h, name: Sykehuset}]
tiers:
  - {id: topp, name: Topp}
  - {id: midt, name: Midt, order: 1}
  - {id: lokal, name: Lokal, order: 2}
"""
LOCAL = """
id: lokalt
name: Lokalt utvalg
tier: lokal
seats:
  - id: leder
    label: Leder
    terms:
      - {holder: Første leder, from: 2020-01-01, to: 2021-12-31}
      - {holder: Andre leder, from: 2022-03-01}
  - {id: ny, label: Ny leder, terms: [{holder: Tredje leder, from: 2024-01-01}]}
  - {id: lege, label: Fastlege, terms: [{holder: Fastlegen, from: 2020-01-01, to: 2023-12-31}]}
  - {id: ukjent, label: Ukjent, holders_recorded: false}
offices:
  - {office: chair, seat: leder, from: 2020-01-01, to: 2023-12-31}
  - {office: chair, seat: ny, from: 2024-01-01, to: 2025-12-31}
  - {office: host, seat: ukjent, from: 2020-01-01}
"""
MIDDLE = """
id: midten
name: Strategisk utvalg
tier: midt
seats:
  - id: fra-lokalt
    label: Lederen av det lokale
    represents: {body: lokalt, office: chair}
    terms: [{holder: Konstituert, from: 2022-06-01, to: 2022-12-31}]
  - {id: lege, label: Samme fastlege, represents: {body: lokalt, seat: lege}}
  - {id: vert, label: Verten, represents: {body: lokalt, office: host}}
  - {id: nestleder, label: Nestlederen, represents: {body: lokalt, office: deputy_chair}}
offices:
  - {office: chair, seat: fra-lokalt, from: 2020-01-01}
  - {office: deputy_chair, seat: nestleder, from: 2020-01-01}
"""
TOP = """
id: toppen
name: Partnerskapsmøtet
tier: topp
seats:
  - {id: leder, label: Lederen av det strategiske, represents: {body: midten, office: chair}}
  - {id: lege, label: Samme fastlege, represents: {body: midten, seat: lege}}
  - {id: nestleder, label: Nestlederen, represents: {body: midten, office: deputy_chair}}
"""


@pytest.fixture
def partnership(tmp_path: Path) -> Partnership:
    return loaded(
        tmp_path,
        {
            "partnership.yaml": FRAME,
            "bodies/lokalt.yaml": LOCAL,
            "bodies/midten.yaml": MIDDLE,
            "bodies/toppen.yaml": TOP,
        },
    )


def standing(partnership: Partnership, body: str, seat: str, date: str) -> str:
    """Who sits on a seat, else how it stands."""
    with scope(partnership=partnership):
        found = Seat.objects.filter(body__slug=body, slug=seat).with_holder_on(
            datetime.date.fromisoformat(date)
        )
        own, followed, occupancy = found.values_list(
            "term__holder", "followed_term__holder", "occupancy"
        ).get()
    return own or followed or occupancy


@pytest.mark.parametrize(
    ("date", "sits"),
    [
        ("2019-06-01", Occupancy.VACANT),
        ("2020-06-01", "Første leder"),
        ("2022-01-15", Occupancy.VACANT),
        ("2022-04-01", "Andre leder"),
        ("2022-07-01", "Konstituert"),
        ("2023-06-01", "Andre leder"),
        ("2024-06-01", "Tredje leder"),
        ("2026-06-01", Occupancy.VACANT),
    ],
)
def test_a_seat_follows_an_office_over_two_steps(
    partnership: Partnership, date: str, sits: str
) -> None:
    assert standing(partnership, "toppen", "leder", date) == sits
    assert standing(partnership, "midten", "fra-lokalt", date) == sits


def test_a_seat_is_held_by_whoever_holds_another_seat(partnership: Partnership) -> None:
    for body in ("midten", "toppen"):
        assert standing(partnership, body, "lege", "2023-12-31") == "Fastlegen"
        assert standing(partnership, body, "lege", "2024-01-01") == Occupancy.VACANT


def test_whoever_holds_a_derived_seat_has_its_role_and_is_reached(
    partnership: Partnership,
) -> None:
    date = datetime.date(2026, 1, 1)
    user = User.objects.create(email="lokal@example.no")
    with scope(partnership=partnership):
        person = Person.objects.create(
            partnership=partnership, slug="lokal", name="Lokal Leder", user=user, email=user.email
        )
        Office.objects.filter(seat__slug="ny").update(valid_to=None)
        Term.objects.filter(seat__body__slug="lokalt", seat__slug="ny").update(person=person)
        held = {(str(seat.body), seat.slug) for seat in Seat.objects.held_on(date, user=user)}
        bodies = {body.pk: body.slug for body in Body.objects.all()}
        roles = {
            (bodies[role.target], role.kind)
            for role in actor_of(user, partnership, date).roles
            if role.of == "body" and role.target
        }
        reached = {(bodies[body], kind) for one in reminded_on(date) for body, kind in one.roles}
    assert held == {
        ("Lokalt utvalg", "ny"), ("Strategisk utvalg", "fra-lokalt"), ("Partnerskapsmøtet", "leder")
    }  # fmt: skip
    given = {
        ("lokalt", "member"), ("lokalt", "chair"), ("midten", "member"), ("midten", "chair"),
        ("toppen", "member"),
    }  # fmt: skip
    assert roles == given
    assert reached == given


def test_what_nobody_has_entered_is_not_vacant(partnership: Partnership) -> None:
    assert standing(partnership, "midten", "vert", "2024-01-01") == Occupancy.NOT_RECORDED
    # Nobody has ever entered who is the deputy chair.
    assert standing(partnership, "midten", "nestleder", "2024-01-01") == Occupancy.NOT_RECORDED
    assert standing(partnership, "toppen", "nestleder", "2024-01-01") == Occupancy.NOT_RECORDED


def test_seats_that_follow_each_other_are_not_recorded(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        local = Seat.objects.get(body__slug="lokalt", slug="lege")
        local.represents_seat = Seat.objects.get(body__slug="midten", slug="lege")
        local.save()
    assert standing(partnership, "toppen", "lege", "2023-06-01") == "Fastlegen"
    assert standing(partnership, "toppen", "lege", "2024-06-01") == Occupancy.NOT_RECORDED


def test_a_circle_of_seats_is_refused_by_hand_and_in_files(
    partnership: Partnership, tmp_path: Path
) -> None:
    with scope(partnership=partnership):
        local = Seat.objects.get(body__slug="lokalt", slug="lege")
        local.represents_seat = Seat.objects.get(body__slug="toppen", slug="lege")
        with pytest.raises(ValidationError, match="i ring"):
            local.full_clean()
    circle = LOCAL.replace(
        "id: lege, label: Fastlege,",
        "id: lege, label: Fastlege, represents: {body: midten, seat: lege},",
    )
    files = {"partnership.yaml": FRAME, "bodies/lokalt.yaml": circle, "bodies/midten.yaml": MIDDLE}
    with pytest.raises(FolderRefused) as refused:
        loaded(tmp_path / "ring", files)
    assert any("goes in a circle" in str(one) for one in refused.value.faults.errors)
