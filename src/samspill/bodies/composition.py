"""Whether a body is put together as its rule asks, on any date."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Count, Prefetch, Q

from samspill.bodies.models import (
    Body,
    CompositionLine,
    CompositionRule,
    Office,
    Role,
    Seat,
    Term,
)
from samspill.common.validity import holds_on
from samspill.parties.models import Participation, Party, Region


class Occupancy(StrEnum):
    """How it stands with a seat. "Not recorded" is its own state, apart from vacant."""

    FILLED = "filled"
    VACANT = "vacant"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True)
class SeatThen:
    """A seat as it stood on a date."""

    seat: Seat
    term: Term | None
    occupancy: Occupancy
    ends_soon: bool


@dataclass(frozen=True)
class LineThen:
    """A line of the rule on a date: what it asks for, and what there is."""

    line: CompositionLine
    wanted: tuple[int, int | None] | None
    seats: list[SeatThen]

    @property
    def filled(self) -> int:
        return sum(1 for seat in self.seats if seat.occupancy is Occupancy.FILLED)

    @property
    def vacant(self) -> int:
        return sum(1 for seat in self.seats if seat.occupancy is Occupancy.VACANT)

    @property
    def missing(self) -> int:
        """How many seats the rule asks for that do not exist."""
        return max(0, self.wanted[0] - len(self.seats)) if self.wanted else 0

    @property
    def too_many(self) -> int:
        """How many seats there are beyond what the rule allows."""
        if self.wanted is None or self.wanted[1] is None:
            return 0
        return max(0, len(self.seats) - self.wanted[1])


@dataclass(frozen=True)
class Composition:
    """A body on a date: its rule, its seats, and what is not as it should be."""

    body: Body
    date: datetime.date
    rule: CompositionRule | None
    seats: list[SeatThen]
    lines: list[LineThen] = field(default_factory=list)

    @property
    def filled(self) -> int:
        return sum(1 for seat in self.seats if seat.occupancy is Occupancy.FILLED)

    @property
    def vacant(self) -> list[SeatThen]:
        return [seat for seat in self.seats if seat.occupancy is Occupancy.VACANT]

    @property
    def ending_soon(self) -> list[SeatThen]:
        return [seat for seat in self.seats if seat.ends_soon]

    @property
    def members_by_side(self) -> dict[str, int]:
        """How many member seats each side has, in the sides' order."""
        sides = [s.seat.side for s in self.seats if s.seat.role == Role.MEMBER and s.seat.side]
        counted = Counter(side.name for side in sorted(sides, key=lambda side: side.order))
        return dict(counted)

    @property
    def is_unbalanced(self) -> bool:
        """Whether the rule asks for equal sides and they are not."""
        balanced = self.rule is not None and self.rule.balanced
        return balanced and len(set(self.members_by_side.values())) > 1


def with_composition(
    bodies: Iterable[Body], date: datetime.date, *, days: int = 60
) -> list[Composition]:
    """The composition of several bodies on ``date``, in a number of queries that does not grow.

    Args:
        bodies: the bodies.
        date: the day.
        days: a term that ends within this many days ends soon.
    """
    listed = list(bodies)
    keys = [body.pk for body in listed]
    terms = Prefetch("terms", Term.objects.on(date).select_related("person"), to_attr="terms_then")
    seats = (
        Seat.objects.on(date)
        .filter(body__in=keys)
        .select_related("side", "represents_party", "represents_region", "represents_body")
        .prefetch_related(terms)
    )
    rules = (
        CompositionRule.objects.on(date)
        .filter(body__in=keys)
        .select_related("source")
        .prefetch_related("lines__side", "lines__one_per_tier")
    )
    rule_of = {rule.body_id: rule for rule in rules}
    seats_of: dict[int, list[SeatThen]] = {key: [] for key in keys}
    offices = _offices_behind(seats, date)
    for seat in seats:
        behind = offices.get((seat.represents_body_id, seat.represents_office))
        seats_of[seat.body_id].append(_seat_then(seat, behind, date, days))
    counts = _Formulas(date) if any(_uses_formula(rule) for rule in rule_of.values()) else None
    return [
        _composition(body, date, rule_of.get(body.pk), seats_of[body.pk], counts) for body in listed
    ]


def composition_on(body: Body, date: datetime.date, *, days: int = 60) -> Composition:
    """The composition of one body on ``date``; see :func:`with_composition`."""
    return with_composition([body], date, days=days)[0]


def _offices_behind(
    seats: Iterable[Seat], date: datetime.date
) -> dict[tuple[int | None, str], Seat]:
    """The seats whose holders sit on derived seats ("the chair of each council"), by office."""
    derived = {seat.represents_body_id for seat in seats if seat.represents_body_id}
    if not derived:
        return {}
    terms = Prefetch(
        "seat__terms", Term.objects.on(date).select_related("person"), to_attr="terms_then"
    )
    offices = Office.objects.on(date).filter(body__in=derived).select_related("seat")
    return {
        (office.body_id, office.kind): office.seat for office in offices.prefetch_related(terms)
    }


def _seat_then(seat: Seat, behind: Seat | None, date: datetime.date, days: int) -> SeatThen:
    """A seat on the date; a derived one is held by whoever holds the seat with the office."""
    holding = seat if seat.terms_then or behind is None else behind  # type: ignore[attr-defined]
    term = holding.terms_then[0] if holding.terms_then else None  # type: ignore[attr-defined]
    if term is not None:
        occupancy = Occupancy.FILLED
    else:
        recorded = seat.holders_recorded and holding.holders_recorded
        occupancy = Occupancy.VACANT if recorded else Occupancy.NOT_RECORDED
    limit = date + datetime.timedelta(days=days)
    ends_soon = term is not None and term.valid_to is not None and term.valid_to <= limit
    return SeatThen(seat, term, occupancy, ends_soon)


def _uses_formula(rule: CompositionRule) -> bool:
    return any(line.one_per for line in rule.lines.all())


def _composition(
    body: Body,
    date: datetime.date,
    rule: CompositionRule | None,
    seats: list[SeatThen],
    formulas: _Formulas | None,
) -> Composition:
    lines = []
    for line in rule.lines.all() if rule else []:
        mine = [s for s in seats if s.seat.group == line.slug and s.seat.role != Role.SUBSTITUTE]
        lines.append(LineThen(line, _wanted(line, formulas), mine))
    return Composition(body, date, rule, seats, lines)


def _wanted(line: CompositionLine, formulas: _Formulas | None) -> tuple[int, int | None] | None:
    if line.one_per and formulas is not None:
        count = formulas.count(line)
        return count, count
    if line.minimum is None and line.maximum is None:
        return None
    return line.minimum or 0, line.maximum


class _Formulas:
    """How many there are on the date of what seats are counted by."""

    def __init__(self, date: datetime.date) -> None:
        self.regions = Region.objects.on(date).count()
        takes_part = Q(participations__in=Participation.objects.on(date))
        kinds = Party.objects.on(date).filter(takes_part | Q(kind=Party.Kind.CLINIC)).distinct()
        self.parties = dict(
            kinds.order_by().values_list("kind").annotate(n=Count("pk", distinct=True))
        )
        bodies = Body.objects.filter(holds_on(date), kind=Body.Kind.BODY)
        self.bodies = dict(bodies.order_by().values_list("tier").annotate(n=Count("pk")))

    def count(self, line: CompositionLine) -> int:
        if line.one_per == CompositionLine.OnePer.REGION:
            return self.regions
        if line.one_per == CompositionLine.OnePer.BODY:
            return self.bodies.get(line.one_per_tier_id, 0)
        return self.parties.get(line.one_per, 0)
