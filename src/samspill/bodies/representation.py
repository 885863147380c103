"""Who speaks for a party in each body: itself, its region, its side together, or nobody."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from samspill.bodies.models import Role, Seat, title_of
from samspill.common.ready import ready, ready_together
from samspill.common.validity import holds_on
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

    seat: RepresentingSeat
    way: Way

    @property
    def is_held(self) -> bool:
        return self.seat.term is not None

    @property
    def is_vacant(self) -> bool:
        return not self.is_held and self.seat.holders_recorded

    @property
    def is_substitute(self) -> bool:
        return self.seat.role == Role.SUBSTITUTE

    @property
    def through(self) -> str:
        """What the party speaks through: the region that the seat stands for, else the seat."""
        return self.seat.region or self.seat.label


@dataclass(frozen=True)
class Representation:
    """How a party is represented in one body on a date."""

    body: BodyNamed
    way: Way
    voices: list[Voice]
    shared: int = 0
    """With ``SIDE``: how many seats the side holds together, tied to no party or region."""


class BodyNamed(NamedTuple):
    """A body by its name."""

    pk: int
    slug: str
    name: str
    short_name: str

    @property
    def title(self) -> str:
        return title_of(self.name, self.short_name)


class Tied(NamedTuple):
    """Whom a seat stands for; ``follows`` is the body whose office it follows, if any."""

    party: int | None
    region: int | None
    side: int | None
    follows: int | None


class RepresentingSeat(NamedTuple):
    """A seat on a date with who sits there; ``term`` is None where nobody does."""

    slug: str
    label: str
    role: str
    region: str | None
    holders_recorded: bool
    term: int | None
    holder: str | None
    person: str | None
    valid_from: datetime.date | None
    valid_to: datetime.date | None


def who_speaks_for(party: Party, date: datetime.date) -> list[Representation]:
    """For every body with seats on ``date``: by which seats the party is represented.

    The nearest way counts: a seat of the party's own (or of a unit of it), else of its region, else
    seats that its side holds together and no source ties to anyone. A party with none of these is
    represented by nobody. A seat that follows an office in another body is its holder's region's
    or party's. Two queries, however many bodies and seats there are.
    """
    belongs = _belonging(party=party.pk, date=date)
    units, regions = {party.pk, *belongs["units"]}, set(belongs["regions"])
    if party.part_of_id:
        units.add(party.part_of_id)
    found: dict[BodyNamed, dict[Way, list[Voice]]] = {}
    named, tied = len(BodyNamed._fields), len(Tied._fields)
    for row in _seats_on(date=date):
        ways = found.setdefault(BodyNamed(*row[:named]), {})
        own, office = Tied(*row[named : named + tied]), Tied(*row[named + tied : named + 2 * tied])
        way = _way(office if own.follows else own, party, units, regions)
        if way:
            seat = RepresentingSeat(*row[named + 2 * tied :])
            ways.setdefault(way, []).append(Voice(seat, way))
    return [_representation(body, ways) for body, ways in found.items()]


@ready_together
def _belonging(party: Any, date: Any) -> dict[str, QuerySet]:
    """The units of a party, and the regions that it belongs to on the date."""
    memberships = RegionMembership.objects.on(date).filter(party=party)
    return {
        "units": Party.objects.filter(part_of=party).values_list("pk", flat=True),
        "regions": memberships.values_list("region", flat=True),
    }


@ready
def _seats_on(date: Any) -> QuerySet:
    """The seats that speak on the date, body by body in the order of their levels."""
    seats = Seat.objects.on(date).filter(holds_on(date, "body__")).exclude(role=Role.SECRETARY)
    stands_for = ("represents_party", "represents_region", "side", "represents_body")
    return (
        seats.with_holder_on(date)
        .order_by(
            Coalesce("body__tier__order", 99), "body__order", "body__sort_key", "body",
            "order", "slug",
        )
        .values_list(
            "body", "body__slug", "body__name", "body__short_name",
            *stands_for, *(f"office__seat__{name}" for name in stands_for),
            "slug", "label", "role", "represents_region__name", "holders_recorded",
            "term__pk", "term__holder", "term__person__name", "term__valid_from",
            "term__valid_to",
        )
    )  # fmt: skip


def _way(seat: Tied, party: Party, units: set[int], regions: set[int]) -> Way | None:
    """How a seat speaks for the party; one that follows a second office speaks for nobody."""
    if seat.follows:
        return None
    if seat.party in units:
        return Way.DIRECT
    if seat.region in regions:
        return Way.REGION
    tied = seat.party or seat.region
    return Way.SIDE if not tied and seat.side and seat.side == party.side_id else None


def _representation(body: BodyNamed, found: dict[Way, list[Voice]]) -> Representation:
    for way in (Way.DIRECT, Way.REGION):
        if way in found:
            return Representation(body, way, found[way])
    if Way.SIDE in found:
        return Representation(body, Way.SIDE, [], shared=len(found[Way.SIDE]))
    return Representation(body, Way.NOBODY, [])
