"""Composition against the rule on any date, and who a party is represented by."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django_scopes import scope

from samspill.bodies.composition import composition_on
from samspill.bodies.models import Body, Occupancy, Seat
from samspill.bodies.representation import who_speaks_for
from samspill.common.models import Partnership
from samspill.parties.models import Party
from tests.factories.folders import loaded

pytestmark = pytest.mark.django_db

FRAME = """
slug: nord
name: Nord
short_name: Nord
sides: [{id: k, name: Kommunene, order: 1}, {id: h, name: Foretaket, order: 2}]
tiers: [{id: topp, name: Topp, order: 1}, {id: fag, name: Fag, order: 2}]
"""
PARTIES = """
parties:
  - {id: a, kind: municipality, name: A, side: k, participation: [{}]}
  - id: b
    kind: municipality
    name: B
    side: k
    participation: [{}]
    to: 2019-12-31
    succeeded_by: [{party: c, on: 2020-01-01}]
  - {id: c, kind: municipality, name: C, side: k, participation: [{}], from: 2020-01-01}
  - {id: hf, kind: hospital_trust, name: HF, side: h, participation: [{}]}
  - {id: klinikk, kind: clinic, name: Klinikk, side: h, part_of: hf}
"""
REGIONS = """
regions:
  - {id: ost, name: Øst, members: [{party: b}, {party: c}]}
  - {id: vest, name: Vest, from: 2020-01-01}
"""
TOP = """
id: topp
all_seats_entered: true
name: Toppen
tier: topp
composition:
  - balanced: true
    lines:
      - {id: k, label: Kommuner, side: k, one_per: region}
      - {id: h, label: Foretaket, side: h, count: 1}
      - {id: leder, label: Ledere, role: observer, one_per: body, one_per_tier: fag}
seats:
  - id: ost
    label: Øst
    group: k
    side: k
    represents: {region: ost}
    terms: [{holder: Ordfører, from: 2018-01-01, to: 2021-12-31}]
  - id: klinikk
    label: Klinikk
    group: h
    side: h
    represents: {party: klinikk}
    terms: [{holder: Sjef}]
  - id: klinikk-2
    label: Klinikk
    group: h
    side: h
    represents: {party: klinikk}
    holders_recorded: false
    from: 2021-01-01
  - id: leder
    label: Lederen
    group: leder
    role: observer
    represents: {body: faget, office: chair}
"""
COUNCIL = """
id: faget
name: Faget
tier: fag
seats:
  - {id: a, label: A, side: k, represents: {party: a}, terms: [{holder: Enhetsleder}]}
  - {id: felles, label: Felles, side: k, represents: {role: Kommunene}}
  - id: vara
    label: Vara
    role: substitute
    side: k
    represents: {party: a}
    substitute_for: a
    rank: 1
offices: [{office: chair, seat: a, from: 2020-01-01}]
rotations: [{office: chair, months: 24, order: [k, h]}]
"""


@pytest.fixture
def partnership(tmp_path: Path) -> Partnership:
    return with_top(tmp_path, TOP)


def with_top(tmp_path: Path, top: str) -> Partnership:
    return loaded(
        tmp_path,
        {
            "partnership.yaml": FRAME,
            "parties.yaml": PARTIES,
            "regions.yaml": REGIONS,
            "bodies/topp.yaml": top,
            "bodies/faget.yaml": COUNCIL,
        },
    )


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def spoken(partnership: Partnership, party: str, date: str) -> dict[str, tuple[str, list[str]]]:
    with scope(partnership=partnership):
        found = who_speaks_for(Party.objects.get(slug=party), day(date))
        return {
            item.body.slug: (item.way.value, sorted(v.seat.slug for v in item.voices))
            for item in found
        }


def called(partnership: Partnership, party: str, date: str) -> dict[str, list[str]]:
    """Who is called, in order, when a seat's holder cannot come: by seat, in the council."""
    with scope(partnership=partnership):
        found = who_speaks_for(Party.objects.get(slug=party), day(date))
        return {
            voice.seat.slug: [one.slug for one in voice.substitutes]
            for item in found
            if item.body.slug == "faget"
            for voice in item.voices
        }


def test_a_seat_is_filled_vacant_or_not_recorded(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        top = Body.objects.get(slug="topp")
        states = {
            date: {s.slug: s.occupancy for s in composition_on(top, day(date)).seats}
            for date in ("2020-06-01", "2022-06-01")
        }
    filled, vacant = Occupancy.FILLED, Occupancy.VACANT
    assert states["2020-06-01"] == {"ost": filled, "klinikk": filled, "leder": filled}
    assert states["2022-06-01"] == {
        "ost": vacant,
        "klinikk": filled,
        "klinikk-2": Occupancy.NOT_RECORDED,
        "leder": filled,
    }


@pytest.mark.parametrize(("days", "ending"), [(30, []), (31, ["ost"])])
def test_a_term_that_ends_within_n_days_ends_soon(
    partnership: Partnership, days: int, ending: list[str]
) -> None:
    with scope(partnership=partnership):
        found = composition_on(Body.objects.get(slug="topp"), day("2021-11-30"), days=days)
    assert [seat.slug for seat in found.seats if seat.ends_soon] == ending


def test_a_formula_counts_what_there_is_on_the_date(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        top = Body.objects.get(slug="topp")
        wanted = [
            {line.slug: line.wanted for line in composition_on(top, day(date)).lines}
            for date in ("2019-06-01", "2020-06-01")
        ]
    assert wanted == [
        {"k": (1, 1), "h": (1, 1), "leder": (1, 1)},
        {"k": (2, 2), "h": (1, 1), "leder": (1, 1)},
    ]


def test_too_few_too_many_and_unbalanced_are_told_apart(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        top = Body.objects.get(slug="topp")
        found = composition_on(top, day("2022-06-01"))
        lines = {line.slug: (line.missing, line.too_many) for line in found.lines}
        assert lines == {"k": (1, 0), "h": (0, 1), "leder": (0, 0)}
        assert found.members_by_side == {"Kommunene": 1, "Foretaket": 2}
        assert found.is_unbalanced
        assert not composition_on(top, day("2020-06-01")).is_unbalanced


def test_a_municipality_speaks_through_its_region(partnership: Partnership) -> None:
    assert spoken(partnership, "c", "2021-06-01") == {
        "topp": ("region", ["ost"]),
        "faget": ("side", []),
    }


def test_a_merged_municipality_spoke_through_its_region(partnership: Partnership) -> None:
    assert spoken(partnership, "b", "2019-06-01")["topp"] == ("region", ["ost"])


def test_a_municipality_has_its_own_seat_and_substitute(partnership: Partnership) -> None:
    assert spoken(partnership, "a", "2019-06-01")["faget"] == ("direct", ["a"])
    assert called(partnership, "a", "2019-06-01") == {"a": ["vara"]}


def test_an_observer_by_an_office_is_there_for_the_body(partnership: Partnership) -> None:
    """Wherever whoever holds the office comes from."""
    assert spoken(partnership, "a", "2021-06-01")["topp"] == ("nobody", [])


def test_a_member_by_an_office_speaks_for_whoever_holds_it(tmp_path: Path) -> None:
    partnership = with_top(tmp_path, TOP.replace("    role: observer\n", ""))
    assert spoken(partnership, "a", "2019-06-01")["topp"] == ("nobody", [])
    assert spoken(partnership, "a", "2021-06-01")["topp"] == ("direct", ["leder"])


def test_a_vacant_seat_of_its_own_leaves_the_one_of_the_region(tmp_path: Path) -> None:
    own = "\nseats:\n  - {id: eget, label: Eget, side: k, represents: {party: b}}"
    partnership = with_top(tmp_path, TOP.replace("\nseats:", own))
    assert spoken(partnership, "b", "2019-06-01")["topp"] == ("direct", ["eget", "ost"])


def test_a_seat_that_is_the_whole_sides_stands_beside_the_own(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        found = who_speaks_for(Party.objects.get(slug="a"), day("2021-06-01"))
    assert [[seat.slug for seat in one.together] for one in found] == [[], ["felles"]]


def test_the_trust_speaks_through_its_clinic(partnership: Partnership) -> None:
    assert spoken(partnership, "hf", "2019-06-01") == {
        "topp": ("direct", ["klinikk"]),
        "faget": ("nobody", []),
    }


def test_a_derived_seat_is_held_by_whoever_holds_the_office(tmp_path: Path) -> None:
    files = {
        "partnership.yaml": FRAME,
        "bodies/under.yaml": (
            "id: under\nname: Under\ntier: fag\nseats:\n"
            "  - {id: leder, label: Leder, side: k,"
            " terms: [{holder: Overlegen, from: 2024-01-01, to: 2025-12-31}]}\n"
            "offices: [{office: chair, seat: leder, from: 2024-01-01}]\n"
        ),
        "bodies/over.yaml": (
            "id: over\nname: Over\ntier: topp\nseats:\n"
            "  - {id: fra-under, label: Lederen, represents: {body: under, office: chair}}\n"
        ),
    }
    with scope(partnership=loaded(tmp_path, files)):
        body = Body.objects.get(slug="over")
        held = composition_on(body, datetime.date(2025, 6, 1)).seats[0]
        assert (held.occupancy, held.holder) == (Occupancy.FILLED, "Overlegen")
        assert (
            composition_on(body, datetime.date(2026, 6, 1)).seats[0].occupancy == Occupancy.VACANT
        )
        vacant = Seat.objects.vacant_on
        assert list(vacant(datetime.date(2025, 6, 1))) == []
        slugs = vacant(datetime.date(2026, 6, 1)).values_list("slug", flat=True)
        assert sorted(slugs) == ["fra-under", "leder"]
