"""Whether a body is put together as its rule asks, on any date."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from samspill.bodies.models import Body, CompositionLine, CompositionRule, Occupancy, Role
from samspill.bodies.scope import concerned, regions_of
from samspill.bodies.seating import Seating, SeatThen, seats_of
from samspill.common.ready import ready
from samspill.common.validity import holds_on
from samspill.parties.models import Participation, Party

OnePer = CompositionLine.OnePer


class RuleThen(NamedTuple):
    """The rule of a body as it held on a date."""

    balanced: bool
    both_genders: bool
    every_region: bool
    note: str
    source: str | None
    source_note: str


@dataclass(frozen=True)
class LineThen:
    """A line of the rule on a date: what it asks for, and what there is.

    ``wanted`` is how few and how many seats it asks for, the last None where it sets no limit;
    None when it asks for no number.
    """

    slug: str
    label: str
    wanted: tuple[int, int | None] | None
    seats: list[SeatThen]

    @property
    def filled(self) -> int:
        return sum(1 for seat in self.seats if seat.occupancy == Occupancy.FILLED)

    @property
    def vacant(self) -> int:
        return sum(1 for seat in self.seats if seat.occupancy == Occupancy.VACANT)

    @property
    def not_recorded(self) -> int:
        return sum(1 for seat in self.seats if seat.occupancy == Occupancy.NOT_RECORDED)

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
class Composition(Seating[SeatThen]):
    """A body on a date: its rule, its seats, and what is not as it should be."""

    rule: RuleThen | None = None
    lines: Sequence[LineThen] = ()


def composition_on(body: Body, date: datetime.date, *, days: int = 60) -> Composition:
    """The composition of a body on ``date``; two queries.

    Args:
        days: a term that ends within this many days ends soon.
    """
    left = datetime.date.max - date
    soon = date + min(left, datetime.timedelta(days=days))
    seats = seats_of(body.pk, date, soon=soon)
    rows = _rule_of(body=body.pk, date=date)
    ruled = len(RuleThen._fields)
    rule = RuleThen(*rows[0][:ruled]) if rows else None
    return Composition(
        seats=seats,
        balanced=rule is not None and rule.balanced,
        whole=body.all_seats_entered,
        rule=rule,
        lines=[_line(seats, *row[ruled:]) for row in rows if row[ruled] is not None],
    )


@ready
def _rule_of(body: Any, date: Any) -> QuerySet:
    """The rule, once for each of its lines, with how many there are of what the line counts."""
    rules = CompositionRule.objects.on(date).filter(body=body)
    return (
        rules.annotate(there=_there_are(body, date))
        .order_by("lines__order")
        .values_list(
            "balanced", "both_genders", "every_region", "note", "source__title", "source_note",
            "lines__slug", "lines__label", "lines__minimum", "lines__maximum", "lines__one_per",
            "there",
        )
    )  # fmt: skip


def _there_are(body: Any, date: Any) -> Case:
    """How many regions, bodies or parties a line by formula asks a seat for on ``date``.

    Of those that the body concerns, where it does not concern all.
    """
    bodies = Body.objects.filter(holds_on(date), kind=Body.Kind.BODY)
    bodies = bodies.annotate(level=Coalesce("tier", 0))
    level = Coalesce(OuterRef("lines__one_per_tier"), 0)
    takes_part = Q(participations__in=Participation.objects.on(date))
    parties = Party.objects.on(date).filter(takes_part | Q(kind=Party.Kind.CLINIC))
    parties = parties.filter(concerned(body, date))
    return Case(
        When(lines__one_per="", then=Value(0)),
        When(lines__one_per=OnePer.REGION, then=_count(regions_of(body, date))),
        When(lines__one_per=OnePer.BODY, then=_count(bodies.filter(level=level))),
        default=_count(parties.filter(kind=OuterRef("lines__one_per"))),
    )


def _count(counted: QuerySet) -> Coalesce:
    every = counted.order_by().annotate(every=Value(1)).values("every")
    return Coalesce(Subquery(every.annotate(n=Count("pk", distinct=True)).values("n")), 0)


def _line(
    seats: list[SeatThen],
    slug: str,
    label: str,
    minimum: int | None,
    maximum: int | None,
    one_per: str,
    there: int,
) -> LineThen:
    mine = [s for s in seats if s.group == slug and s.role != Role.SUBSTITUTE]
    wanted: tuple[int, int | None] | None
    if one_per:
        wanted = there, there
    elif minimum is None and maximum is None:
        wanted = None
    else:
        wanted = minimum or 0, maximum
    return LineThen(slug, label, wanted, mine)
