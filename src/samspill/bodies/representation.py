"""Who speaks for a party in each body: itself, its region, its side together, or nobody."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from samspill.bodies.models import Role, Seat, title_of
from samspill.common.ready import ready
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
    or party's. One query, however many bodies and seats there are.
    """
    found: dict[BodyNamed, dict[Way, list[Voice]]] = {}
    named = len(BodyNamed._fields)
    asked = {"party": party.pk, "above": party.part_of_id, "side": party.side_id, "date": date}
    for way, *row in _seats_on(**asked):
        ways = found.setdefault(BodyNamed(*row[:named]), {})
        if way:
            voice = Voice(RepresentingSeat(*row[named:]), Way(way))
            ways.setdefault(voice.way, []).append(voice)
    return [_representation(body, ways) for body, ways in found.items()]


@ready
def _seats_on(party: Any, above: Any, side: Any, date: Any) -> QuerySet:
    """The seats that speak on the date, body by body in the order of their levels."""
    regions = RegionMembership.objects.on(date).filter(party=party).values("region")
    own = _way("", party, above, side, regions)
    of_the_office = _way("office__seat__", party, above, side, regions)
    seats = Seat.objects.on(date).filter(holds_on(date, "body__")).exclude(role=Role.SECRETARY)
    return (
        seats.with_holder_on(date)
        .annotate(way=Case(When(represents_body=None, then=own), default=of_the_office))
        .order_by(
            Coalesce("body__tier__order", 99), "body__order", "body__sort_key", "body",
            "order", "slug",
        )
        .values_list(
            "way", "body", "body__slug", "body__name", "body__short_name",
            "slug", "label", "role", "represents_region__name", "holders_recorded",
            "term__pk", "term__holder", "term__person__name", "term__valid_from",
            "term__valid_to",
        )
    )  # fmt: skip


def _way(seat: str, party: Any, above: Any, side: Any, regions: QuerySet) -> Case:
    """How a seat speaks for the party; one that follows an office speaks for nobody itself.

    Args:
        seat: from the row to the seat, in the ORM's words.
        above: what the party is a unit of.
    """
    for_party, for_region = f"{seat}represents_party", f"{seat}represents_region"
    units = (
        Q(**{for_party: party}) | Q(**{for_party: above}) | Q(**{f"{for_party}__part_of": party})
    )
    tied_to_nobody = Q(**{f"{for_party}__isnull": True, f"{for_region}__isnull": True})
    return Case(
        When(**{f"{seat}represents_body__isnull": False, "then": None}),
        When(units, then=Value(Way.DIRECT.value)),
        When(**{f"{for_region}__in": regions, "then": Value(Way.REGION.value)}),
        When(tied_to_nobody & Q(**{f"{seat}side": side}), then=Value(Way.SIDE.value)),
    )


def _representation(body: BodyNamed, found: dict[Way, list[Voice]]) -> Representation:
    for way in (Way.DIRECT, Way.REGION):
        if way in found:
            return Representation(body, way, found[way])
    if Way.SIDE in found:
        return Representation(body, Way.SIDE, [], shared=len(found[Way.SIDE]))
    return Representation(body, Way.NOBODY, [])
