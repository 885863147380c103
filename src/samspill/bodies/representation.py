"""Who speaks for a party in each body, and who steps in: the one place that decides it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from samspill.bodies.known import known_on
from samspill.bodies.models import Occupancy, Role, Seat, title_of
from samspill.bodies.scope import bodies_of_others
from samspill.common.ready import ready
from samspill.common.validity import holds_on
from samspill.parties.models import Participation, Party, Person, RegionMembership


class Way(StrEnum):
    """How a party is represented."""

    DIRECT = "direct"
    REGION = "region"
    ABOVE = "above"
    SIDE = "side"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Voice:
    """One seat by which a party is represented on a date, and who steps in for it, in order."""

    seat: RepresentingSeat
    way: Way
    substitutes: Sequence[RepresentingSeat] = ()

    @property
    def through(self) -> str:
        """What the party speaks through: the region or party that the seat stands for."""
        if self.way is Way.ABOVE:
            return self.seat.party or self.seat.label
        return self.seat.region or self.seat.label


@dataclass(frozen=True)
class Representation:
    """How a party is represented in one body on a date."""

    body: BodyNamed
    way: Way
    voices: list[Voice]
    together: Sequence[RepresentingSeat] = ()
    """The seats that the side holds together, tied to no party or region: they speak for it too."""

    @property
    def shared(self) -> int:
        return len(self.together)

    @property
    def by_way(self) -> list[tuple[Way, list[Voice]]]:
        """The voices way by way, the nearest first."""
        return [(way, list(found)) for way, found in groupby(self.voices, lambda one: one.way)]


class BodyNamed(NamedTuple):
    """A body by its name."""

    pk: int
    slug: str
    name: str
    short_name: str
    all_seats_entered: bool
    is_known: bool
    """Whether it is known to have been there on the date."""

    @property
    def title(self) -> str:
        return title_of(self.name, self.short_name)


class RepresentingSeat(NamedTuple):
    """A seat on a date with who sits there; nobody does where ``occupancy`` is not filled."""

    pk: int
    slug: str
    label: str
    role: str
    side: int | None
    region: str | None
    party: str | None
    substitute_for: int | None
    rank: int | None
    occupancy: str
    is_optional: bool
    coming: datetime.date | None
    person: str | None
    comes_from: str | None
    in_words: str
    """What the seat is said to represent, where that is nothing entered."""
    side_name: str | None
    holder: str | None
    is_acting: bool | None
    valid_from: datetime.date | None
    valid_to: datetime.date | None

    @property
    def is_held(self) -> bool:
        return self.occupancy == Occupancy.FILLED

    @property
    def is_vacant(self) -> bool:
        return self.occupancy == Occupancy.VACANT

    @property
    def is_needed(self) -> bool:
        """Whether somebody must be found for it when it is vacant."""
        return not (self.is_substitute or self.is_optional)

    @property
    def is_substitute(self) -> bool:
        return self.role == Role.SUBSTITUTE

    @property
    def is_of_the_whole_side(self) -> bool:
        """Whether it is said to be its side's: «Kommunene i fellesskap», and not «Fastlegene»."""
        return bool(self.side_name) and self.in_words.startswith(self.side_name or "")


TERM = ("holder", "is_acting", "valid_from", "valid_to")


def who_speaks_for(party: Party, date: datetime.date) -> list[Representation]:
    """For every body with seats on ``date``: by which seats the party is represented.

    The nearest way counts: a seat of the party's own (or of a unit of it), else of its region,
    else of what it is a unit of (a clinic's trust), else seats that its side holds together and
    no source ties to anyone: they speak for its members, and not for who is only associated. A
    party with none of these is represented by nobody; a body that does not concern it
    (``bodies/scope.py``) is left out then. A derived seat is its holder's region's or party's.
    A substitute speaks for nobody: it steps in for a seat, a personal one first, then those of
    the list that the body's seats share. One query, however many bodies and seats there are.
    """
    found: dict[BodyNamed, list[tuple[Way | None, RepresentingSeat]]] = {}
    named = len(BodyNamed._fields)
    asked = {"party": party.pk, "above": party.part_of_id, "side": party.side_id, "date": date}
    others = set()
    for way, of_others, *row in _seats_on(**asked):
        body, seat = BodyNamed(*row[:named]), _seat(row[named:])
        found.setdefault(body, []).append((Way(way) if way else None, seat))
        if of_others:
            others.add(body)
    speaking = [_representation(body, seats) for body, seats in found.items()]
    return [one for one in speaking if one.way is not Way.NOBODY or one.body not in others]


@ready
def _seats_on(party: Any, above: Any, side: Any, date: Any) -> QuerySet:
    """The seats that speak or step in on the date, body by body in the order of their levels."""
    regions = RegionMembership.objects.on(date).filter(party=party).values("region")
    units = Party.objects.filter(Q(pk=party) | Q(part_of=party)).values("pk")
    associated = _is_only_associated(party, date)
    own = _way("", units, above, side, regions, associated)
    of_the_origin = _way("followed__origin__", units, above, side, regions, associated)
    seats = Seat.objects.on(date).filter(holds_on(date, "body__")).exclude(role=Role.SECRETARY)
    elsewhere = bodies_of_others(party, date).values("pk")
    of_others = Case(When(body__in=elsewhere, then=True), default=False)
    return (
        seats.with_holder_on(date)
        .alias(person=_of_the_term("person"), party=_of_the_term("party"))
        .annotate(
            way=Case(When(Seat.is_derived(), then=of_the_origin), default=own),
            # Joined, the names take longer to plan for than the statement takes.
            person_name=Subquery(Person.objects.filter(pk=OuterRef("person")).values("name")),
            comes_from=Subquery(Party.objects.filter(pk=OuterRef("party")).values("name")),
        )
        .annotate(of_others=of_others, body_known=known_on(date, "body__"))
        .order_by(
            Coalesce("body__tier__order", 99), "body__order", "body__sort_key", "body",
            "order", "slug",
        )
        .values_list(
            "way", "of_others", "body", "body__slug", "body__name", "body__short_name",
            "body__all_seats_entered", "body_known",
            "pk", "slug", "label", "role", "side", "represents_region__name",
            "represents_party__name", "substitute_for", "rank", "occupancy", "is_optional",
            "coming", "person_name", "comes_from", "represents_role", "side__name",
            "term",
            *(f"{term}__{name}" for term in ("term", "followed_term") for name in TERM),
        )
    )  # fmt: skip


def _seat(row: list[Any]) -> RepresentingSeat:
    """A row with its own term where there is one, else with the one that it follows."""
    terms = len(row) - 2 * len(TERM)
    own, followed = row[terms : terms + len(TERM)], row[terms + len(TERM) :]
    held_by_itself = row[terms - 1] is not None
    return RepresentingSeat(*row[: terms - 1], *(own if held_by_itself else followed))


def _of_the_term(field: str) -> Case:
    """A field of the seat's own term where it has one, else of the one that it follows."""
    return Case(When(term__isnull=False, then=f"term__{field}"), default=f"followed_term__{field}")


FOR_A_BODY = Q(role=Role.OBSERVER, represents_body__isnull=False)
"""An observer who is there for a body."""


def _way(
    seat: str, units: QuerySet, above: Any, side: Any, regions: QuerySet, only_associated: Q
) -> Case:
    """How a seat speaks for the party; a derived one that leads nowhere speaks for nobody.

    Args:
        seat: from the row to the seat, in the ORM's words.
        units: the party and what is a unit of it.
        above: what the party is a unit of.
        only_associated: whether the party takes part without being a member.
    """
    for_party, for_region = f"{seat}represents_party", f"{seat}represents_region"
    tied_to_nobody = Q(**{f"{for_party}__isnull": True, f"{for_region}__isnull": True})
    return Case(
        When(Seat.is_derived(seat) | FOR_A_BODY, then=None),
        When(**{f"{for_party}__in": units, "then": Value(Way.DIRECT.value)}),
        When(**{f"{for_region}__in": regions, "then": Value(Way.REGION.value)}),
        When(**{for_party: above, "then": Value(Way.ABOVE.value)}),
        When(
            tied_to_nobody & Q(**{f"{seat}side": side}) & ~only_associated,
            then=Value(Way.SIDE.value),
        ),
    )


def _is_only_associated(party: Any, date: Any) -> Q:
    """Whether a party takes part on a date, and not as a member."""
    of_it = Participation.objects.on(date).filter(party=party).order_by()
    as_member = of_it.filter(capacity=Participation.Capacity.MEMBER)
    return Q(Exists(of_it)) & ~Q(Exists(as_member))


def _representation(
    body: BodyNamed, seats: list[tuple[Way | None, RepresentingSeat]]
) -> Representation:
    speaking = [(way, seat) for way, seat in seats if way and not seat.is_substitute]
    together = [seat for way, seat in speaking if way is Way.SIDE]
    voices: list[Voice] = []
    for way in (Way.DIRECT, Way.REGION, Way.ABOVE):
        found = [seat for its_way, seat in speaking if its_way is way]
        voices += [Voice(seat, way, stepping_in(seat, seats, way)) for seat in found]
        if not all(voice.seat.is_vacant for voice in voices):
            break
    if voices:
        for_all = [seat for seat in together if seat.is_of_the_whole_side]
        return Representation(body, voices[0].way, voices, for_all)
    return Representation(body, Way.SIDE if together else Way.NOBODY, [], together)


def stepping_in(
    seat: RepresentingSeat, seats: list[tuple[Way | None, RepresentingSeat]], way: Way
) -> list[RepresentingSeat]:
    """Who is called when the holder of a seat cannot come, in order.

    Its personal substitutes by rank; then those of the list that seats share, by rank: substitutes
    for no single seat who stand for the same party, region or side.
    """
    there = [(its_way, one) for its_way, one in seats if one.is_substitute]
    personal = [one for _way, one in there if one.substitute_for == seat.pk]
    shared = [
        one
        for its_way, one in there
        if one.substitute_for is None and (its_way is way or _of_the_whole_side(one, seat, its_way))
    ]
    return sorted(personal, key=_rank) + sorted(shared, key=_rank)


def _of_the_whole_side(one: RepresentingSeat, seat: RepresentingSeat, way: Way | None) -> bool:
    tied = one.party is not None or one.region is not None
    return not tied and way in (None, Way.SIDE) and one.side in (None, seat.side)


def _rank(seat: RepresentingSeat) -> tuple[bool, int]:
    return seat.rank is None, seat.rank or 0
