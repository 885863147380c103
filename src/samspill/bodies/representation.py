"""Who speaks for a party in each body: itself, its region, its side together, or nobody."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Prefetch, Q

from samspill.bodies.models import Body, Office, Role, Seat, Term
from samspill.parties.models import Party, RegionMembership


class Way(StrEnum):
    """How a party is represented."""

    DIRECT = "direct"
    REGION = "region"
    SIDE = "side"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Voice:
    """One seat by which a party is represented on a date, and who sits there."""

    seat: Seat
    way: Way
    term: Term | None

    @property
    def is_vacant(self) -> bool:
        return self.term is None and self.seat.holders_recorded

    @property
    def is_substitute(self) -> bool:
        return self.seat.role == Role.SUBSTITUTE


@dataclass(frozen=True)
class Representation:
    """How a party is represented in one body on a date."""

    body: Body
    way: Way
    voices: list[Voice]
    shared: int = 0
    """With ``SIDE``: how many seats the side holds together, tied to no party or region."""


def who_speaks_for(party: Party, date: datetime.date) -> list[Representation]:
    """For every body with seats on ``date``: by which seats the party is represented.

    The nearest way counts: a seat of the party's own (or of a unit of it), else of its region, else
    seats that its side holds together and no source ties to anyone. A party with none of these is
    represented by nobody. A seat that follows an office in another body is its holder's region's
    or party's. The number of queries does not grow with bodies or seats.
    """
    regions = set(
        RegionMembership.objects.on(date).filter(party=party).values_list("region_id", flat=True)
    )
    units = {party.pk, *Party.objects.filter(part_of=party).values_list("pk", flat=True)}
    if party.part_of_id:
        units.add(party.part_of_id)
    seats = _seats_on(date)
    offices = _seats_behind_offices(seats, date)
    by_body: dict[int, list[Seat]] = {}
    for seat in seats:
        by_body.setdefault(seat.body_id, []).append(seat)
    bodies = Body.objects.on(date).filter(pk__in=by_body).select_related("tier")
    ordered = sorted(bodies, key=lambda b: (b.tier.order if b.tier else 99, b.order, b.sort_key))
    return [
        _representation(body, by_body[body.pk], party, units, regions, offices) for body in ordered
    ]


def _seats_on(date: datetime.date) -> list[Seat]:
    terms = Prefetch("terms", Term.objects.on(date).select_related("person"), to_attr="terms_then")
    seats = Seat.objects.on(date).exclude(role=Role.SECRETARY)
    return list(
        seats.select_related("represents_region", "represents_party", "side").prefetch_related(
            terms
        )
    )


def _seats_behind_offices(seats: list[Seat], date: datetime.date) -> dict[tuple[int, str], Seat]:
    derived = [seat.represents_body_id for seat in seats if seat.represents_body_id]
    offices = Office.objects.on(date).filter(body__in=derived).select_related("seat")
    return {(office.body_id, office.kind): office.seat for office in offices}


def _representation(
    body: Body,
    seats: list[Seat],
    party: Party,
    units: set[int],
    regions: set[int],
    offices: dict[tuple[int, str], Seat],
) -> Representation:
    found: dict[Way, list[Voice]] = {}
    for seat in seats:
        way = _way(seat, party, units, regions, offices)
        if way:
            term = seat.terms_then[0] if seat.terms_then else None  # type: ignore[attr-defined]
            found.setdefault(way, []).append(Voice(seat, way, term))
    for way in (Way.DIRECT, Way.REGION):
        if way in found:
            return Representation(body, way, found[way])
    if Way.SIDE in found:
        return Representation(body, Way.SIDE, [], shared=len(found[Way.SIDE]))
    return Representation(body, Way.NOBODY, [])


def _way(
    seat: Seat,
    party: Party,
    units: set[int],
    regions: set[int],
    offices: dict[tuple[int, str], Seat],
) -> Way | None:
    if seat.represents_body_id:
        behind = offices.get((seat.represents_body_id, seat.represents_office))
        return _way(behind, party, units, regions, {}) if behind else None
    if seat.represents_party_id in units:
        return Way.DIRECT
    if seat.represents_region_id in regions:
        return Way.REGION
    tied = seat.represents_party_id or seat.represents_region_id
    if not tied and seat.side_id is not None and seat.side_id == party.side_id:
        return Way.SIDE
    return None


def bodies_with_seats_for(party: Party) -> Q:
    """The condition that a body has or had a seat of the party's own."""
    return Q(seats__represents_party=party) | Q(seats__represents_party__part_of=party)
