"""Seats read as rows say what the models say, on any date, in a fixed number of queries."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest
from django_scopes import scope

from samspill.bodies.composition import Composition, composition_on
from samspill.bodies.models import Body, CompositionRule, Occupancy, Office, Role, Seat, Term
from samspill.bodies.representation import Representation, Voice, Way, who_speaks_for
from samspill.bodies.seating import seatings_on
from samspill.common.models import Partnership, today
from samspill.parties.models import Party, RegionMembership

pytestmark = pytest.mark.django_db
DATES = [
    datetime.date(year, month, day)
    for year, month, day in [
        (2012, 6, 1), (2018, 3, 1), (2019, 12, 31), (2020, 1, 1), (2022, 6, 15), (2026, 9, 1),
        (2030, 1, 1),
    ]
]  # fmt: skip
DAYS = datetime.timedelta(days=60)


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("nordre-trondelag", "eksempel")


@pytest.fixture(params=["nordre-trondelag", "eksempel"])
def partnership(data: None, request: pytest.FixtureRequest) -> Iterator[Partnership]:
    found = Partnership.objects.get(slug=request.param)
    with scope(partnership=found):
        yield found


def leads_to(seat: Seat, date: datetime.date) -> Seat | None:
    """The seat whose holder sits on a seat, step by step; None where its office is nobody's."""
    if seat.represents_seat_id:
        followed = seat.represents_seat
    elif seat.represents_office:
        offices = Office.objects.on(date).filter(
            body=seat.represents_body_id, kind=seat.represents_office
        )
        office = offices.select_related("seat").first()
        followed = office and office.seat
    else:
        return seat
    if followed is None or Term.objects.on(date).filter(seat=followed).exists():
        return followed
    return leads_to(followed, date)


def holding(seat: Seat, date: datetime.date) -> tuple[Term | None, str]:
    """The term by which a seat is held, asked of the models, and how the seat stands."""
    own = Term.objects.on(date).filter(seat=seat).first()
    held = leads_to(seat, date)
    term = own or Term.objects.on(date).filter(seat=held).first()
    if term:
        return term, Occupancy.FILLED
    ever = Office.objects.filter(body=seat.represents_body_id, kind=seat.represents_office)
    known = held.holders_recorded if held else ever.exists()
    now = Term.objects.on(today()).filter(seat__in=[seat, leads_to(seat, today()) or seat])
    later = Term.objects.filter(seat=seat, valid_from__gt=date)
    to_come = date > today() and now.exists() and not later.exists()
    recorded = seat.holders_recorded and known and not to_come
    return None, Occupancy.VACANT if recorded else Occupancy.NOT_RECORDED


def as_read(composition: Composition) -> list[tuple[object, ...]]:
    return [
        (seat.pk, seat.occupancy, seat.holder, seat.person, seat.valid_from, seat.valid_to,
         seat.is_acting, seat.side, seat.region, seat.party, seat.followed, seat.ends_soon)
        for seat in composition.seats
    ]  # fmt: skip


def as_in_models(body: Body, date: datetime.date) -> list[tuple[object, ...]]:
    told: list[tuple[object, ...]] = []
    for seat in Seat.objects.on(date).filter(body=body):
        term, occupancy = holding(seat, date)
        said = (
            (term.holder, term.person and term.person.name, term.valid_from, term.valid_to,
             term.is_acting)
            if term else (None,) * 5
        )  # fmt: skip
        of = (seat.side, seat.represents_region, seat.represents_party, seat.represents_body)
        soon = bool(term and term.valid_to and term.valid_to <= date + DAYS)
        told.append((seat.pk, occupancy, *said, *(one and one.name for one in of), soon))
    return told


@pytest.mark.parametrize("date", DATES)
def test_the_seats_of_a_body_are_as_in_the_models(
    partnership: Partnership, date: datetime.date
) -> None:
    for body in Body.objects.all():
        assert as_read(composition_on(body, date)) == as_in_models(body, date), body


@pytest.mark.parametrize("date", DATES)
def test_what_a_list_counts_is_what_the_page_counts(
    partnership: Partnership, date: datetime.date
) -> None:
    listed = seatings_on(date)
    for body in Body.objects.all():
        composition = composition_on(body, date)
        if not composition.seats:
            assert body.pk not in listed
            continue
        counted = listed[body.pk]
        for name in ("filled", "vacant", "members_by_side", "is_unbalanced", "balanced"):
            assert getattr(counted, name) == getattr(composition, name), (body, name)
        vacant = Seat.objects.vacant_on(date).filter(body=body)
        assert vacant.count() == counted.vacant + counted.vacant_others
        assert Seat.objects.missing_on(date).filter(body=body).count() == counted.vacant


@pytest.mark.parametrize("date", DATES)
def test_the_lines_of_a_rule_are_as_in_the_models(
    partnership: Partnership, date: datetime.date
) -> None:
    for rule in CompositionRule.objects.on(date):
        read = composition_on(rule.body, date)
        assert read.rule
        assert (read.rule.balanced, read.rule.note) == (rule.balanced, rule.note)
        seats = Seat.objects.on(date).filter(body=rule.body).exclude(role=Role.SUBSTITUTE)
        assert [(one.slug, one.label, [seat.pk for seat in one.seats]) for one in read.lines] == [
            (line.slug, line.label, [seat.pk for seat in seats.filter(group=line.slug)])
            for line in rule.lines.all()
        ]


def voices(found: list[Representation]) -> dict[str, tuple[Way, list[str], int]]:
    def said(voice: Voice) -> str:
        return f"{voice.seat.slug}: {voice.seat.person or voice.seat.holder}"

    return {one.body.slug: (one.way, [said(v) for v in one.voices], one.shared) for one in found}


def spoken(party: Party, date: datetime.date) -> dict[str, tuple[Way, list[str], int]]:
    """Who speaks for a party, asked of the models seat by seat."""
    regions = RegionMembership.objects.on(date).filter(party=party).values("region")
    units = [party.pk, *party.units.values_list("pk", flat=True)]
    found: dict[str, tuple[Way, list[str], int]] = {}
    for body in Body.objects.on(date).order_by("order", "sort_key"):
        ways: dict[Way, list[str]] = {}
        sat_on: set[Way] = set()
        for_all = 0
        seats = Seat.objects.on(date).filter(body=body).exclude(role=Role.SECRETARY)
        for seat in seats.exclude(role=Role.SUBSTITUTE):
            tied = leads_to(seat, date)
            if tied is None or tied.represents_office:
                continue
            if seat.role == Role.OBSERVER and seat.represents_body:
                continue
            term, stands = holding(seat, date)
            who = ((term.person and term.person.name) or term.holder) if term else None
            said = f"{seat.slug}: {who}"
            before = {way: len(there) for way, there in ways.items()}
            if tied.represents_party_id in [unit for unit in units if unit]:
                ways.setdefault(Way.DIRECT, []).append(said)
            elif regions.filter(region=tied.represents_region_id).exists():
                ways.setdefault(Way.REGION, []).append(said)
            elif party.part_of_id and tied.represents_party_id == party.part_of_id:
                ways.setdefault(Way.ABOVE, []).append(said)
            elif not (tied.represents_party_id or tied.represents_region_id):
                if tied.side_id and tied.side_id == party.side_id:
                    ways.setdefault(Way.SIDE, []).append(said)
                    for_all += seat.represents_role.startswith(str(tied.side))
            if stands != Occupancy.VACANT:
                sat_on |= {way for way, there in ways.items() if len(there) > before.get(way, 0)}
        if not seats:
            continue
        near = [way for way in (Way.DIRECT, Way.REGION, Way.ABOVE) if way in ways]
        if not near:
            together = len(ways.get(Way.SIDE, []))
            found[body.slug] = (Way.SIDE if together else Way.NOBODY, [], together)
            continue
        until = next((number for number, way in enumerate(near) if way in sat_on), len(near))
        heard = [said for way in near[: until + 1] for said in ways[way]]
        found[body.slug] = (near[0], heard, for_all)
    return found


@pytest.mark.parametrize("date", [DATES[2], DATES[4], DATES[5]])
def test_who_speaks_for_a_party_is_as_in_the_models(
    partnership: Partnership, date: datetime.date
) -> None:
    kinds = {party.kind: party for party in Party.objects.on(date)}
    for party in [*kinds.values(), *Party.objects.municipalities().on(date)[:3]]:
        assert voices(who_speaks_for(party, date)) == spoken(party, date), party


def test_the_bodies_stand_in_the_order_of_their_levels(partnership: Partnership) -> None:
    party = Party.objects.municipalities()[0]
    shown = [one.body.slug for one in who_speaks_for(party, DATES[5])]
    bodies = Body.objects.filter(slug__in=shown).select_related("tier")
    ordered = sorted(bodies, key=lambda b: (b.tier.order if b.tier else 99, b.order, b.sort_key))
    assert shown == [body.slug for body in ordered]


def test_the_queries_do_not_grow(partnership: Partnership, django_assert_num_queries) -> None:
    body, party = Body.objects.first(), Party.objects.first()
    assert body
    assert party
    for _first_and_second in range(2):
        with django_assert_num_queries(1):
            seatings_on(DATES[4])
        with django_assert_num_queries(2):
            composition_on(body, DATES[4])
        with django_assert_num_queries(1):
            who_speaks_for(party, DATES[4])
