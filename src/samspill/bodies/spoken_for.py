"""Whom the seats of bodies speak for: :func:`representation.who_speaks_for`, asked the other way.

By the same rules, for all parties at once: a page that shows for whom a seat speaks cannot ask
party by party. ``tests/bodies/test_spoken_for.py`` holds the two against each other.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from samspill.bodies.models import Occupancy, Role, Seat
from samspill.bodies.representation import FOR_A_BODY, Way
from samspill.common.ready import together
from samspill.common.validity import holds_on
from samspill.parties.models import Participation, Party, RegionMembership

MEMBER = Participation.Capacity.MEMBER


class Represented(NamedTuple):
    """A party that seats speak for."""

    pk: int
    slug: str
    name: str
    kind: str
    part_of: int | None
    side: int | None
    regions: list[int]
    capacities: list[str]

    @property
    def is_only_associated(self) -> bool:
        """Whether it takes part without being a member."""
        return bool(self.capacities) and MEMBER not in self.capacities


class Speaking(NamedTuple):
    """A seat that speaks for others; the fields from ``party`` on are those of where it leads."""

    pk: int
    label: str
    role: str
    body: int
    person: int | None
    occupancy: str
    substitute_for: int | None
    side_name: str | None
    in_words: str
    party: int | None
    party_above: int | None
    region: int | None
    region_name: str | None
    side: int | None
    leads_on: bool

    @property
    def is_for_the_whole_side(self) -> bool:
        """Whether it is said to be its side's: «Kommunene i fellesskap», and not «Fastlegene»."""
        return bool(self.side_name) and self.in_words.startswith(self.side_name or "")

    def way(self, party: Represented) -> Way | None:
        """How the seat speaks for a party; None where it does not."""
        if not self.leads_on:
            return None
        if party.pk in (self.party, self.party_above):
            return Way.DIRECT
        if self.region is not None and self.region in party.regions:
            return Way.REGION
        if self.party is not None and self.party == party.part_of:
            return Way.ABOVE
        is_tied = self.party is not None or self.region is not None
        of_the_side = self.side is not None and self.side == party.side
        return Way.SIDE if of_the_side and not is_tied and not party.is_only_associated else None


@dataclass(frozen=True)
class Spoken:
    """That seats of a body speak for a party, and how the nearest of them do."""

    party: Represented
    body: int
    way: Way
    seats: tuple[Speaking, ...]


def spoken_for(bodies: Collection[int], date: datetime.date) -> list[Spoken]:
    """For whom the seats of some bodies speak on a date, by party's name; one query."""
    return spoken_of(together(**to_read(bodies, date)))


def to_read(bodies: Collection[int] | QuerySet, date: datetime.date) -> dict[str, QuerySet]:
    """The rows of it, for what reads them in one statement with other things."""
    there = Participation.objects.on(date).order_by()
    takes_part = Q(pk__in=there.values("party")) | Q(part_of__in=there.values("party"))
    regions = RegionMembership.objects.on(date).order_by().filter(party=OuterRef("pk"))
    parties = Party.objects.on(date).filter(takes_part).order_by("sort_key", "pk")
    return {
        "parties": parties.annotate(
            regions_then=ArraySubquery(regions.values("region")),
            capacities=ArraySubquery(there.filter(party=OuterRef("pk")).values("capacity")),
        ).values_list(
            "pk", "slug", "name", "kind", "part_of", "side", "regions_then", "capacities"
        ),
        "seats": _seats_of(bodies, date),
    }


def _seats_of(bodies: Collection[int] | QuerySet, date: datetime.date) -> QuerySet:
    """The seats of bodies that exist on the date, each with where a derived one leads."""
    there = Seat.objects.on(date).filter(holds_on(date, "body__"), body__in=bodies)
    derived = Seat.is_derived()

    def led(name: str) -> Case:
        return Case(When(derived, then=f"followed__origin__{name}"), default=name)

    leads_nowhere = FOR_A_BODY | (derived & Seat.is_derived("followed__origin__"))
    return (
        there.exclude(role=Role.SECRETARY)
        .with_holder_on(date)
        .annotate(
            sits=Coalesce("term__person", "followed_term__person"),
            leads_on=Case(When(leads_nowhere, then=Value(False)), default=Value(True)),
            to_party=led("represents_party"),
            to_party_above=led("represents_party__part_of"),
            to_region=led("represents_region"),
            to_region_name=led("represents_region__name"),
            to_side=led("side"),
        )
        .order_by("order", "slug")
        .values_list(
            "pk", "label", "role", "body", "sits", "occupancy", "substitute_for", "side__name",
            "represents_role", "to_party", "to_party_above", "to_region", "to_region_name",
            "to_side", "leads_on",
        )
    )  # fmt: skip


def spoken_of(read: Mapping[str, Sequence[Any]]) -> list[Spoken]:
    """The same of rows that were read (:func:`to_read`); no query."""
    seats = [Speaking(*row) for row in read["seats"]]
    of_body: dict[int, list[Speaking]] = defaultdict(list)
    for seat in seats:
        if seat.role != Role.SUBSTITUTE:
            of_body[seat.body].append(seat)
    found = []
    for row in read["parties"]:
        party = Represented(*row)
        for body, there in of_body.items():
            way, speaking = _nearest(party, there)
            if way is not None:
                found.append(Spoken(party, body, way, speaking))
    return found


def stand_ins(read: Mapping[str, Sequence[Any]]) -> list[Speaking]:
    """The personal substitutes among the seats that were read: each steps in for one seat."""
    seats = [Speaking(*row) for row in read["seats"]]
    return [one for one in seats if one.role == Role.SUBSTITUTE and one.substitute_for]


def _nearest(
    party: Represented, seats: Sequence[Speaking]
) -> tuple[Way | None, tuple[Speaking, ...]]:
    """The nearest way that a seat speaks for a party; the next one too while all are vacant."""
    ways = [(way, seat) for seat in seats if (way := seat.way(party))]
    shared = tuple(seat for way, seat in ways if way is Way.SIDE)
    heard: list[tuple[Way, Speaking]] = []
    for way in (Way.DIRECT, Way.REGION, Way.ABOVE):
        heard += [(one, seat) for one, seat in ways if one is way]
        if any(seat.occupancy != Occupancy.VACANT for _way, seat in heard):
            break
    if heard:
        for_all = tuple(seat for seat in shared if seat.is_for_the_whole_side)
        return heard[0][0], (*(seat for _way, seat in heard), *for_all)
    return (Way.SIDE, shared) if shared else (None, ())
