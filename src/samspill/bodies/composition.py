"""Whether a body is put together as its rule asks, on any date."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet

from samspill.bodies.formulas import (
    LineAsked,
    Wanted,
    counts_parties,
    range_in_words,
    there_are,
    wanted_by,
)
from samspill.bodies.models import Body, CompositionRule, Occupancy, Role
from samspill.bodies.seating import Seating, SeatThen, seats_of
from samspill.common.ready import ready


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
    None when it asks for no number. ``formula`` says what the number follows from.
    """

    slug: str
    label: str
    wanted: Wanted | None
    seats: list[SeatThen]
    formula: str = ""
    counts_parties: bool = False
    """Whether the number follows from how many parties there are: known where all are entered."""

    @property
    def asks_for(self) -> str:
        """How many that is, in words; empty when it asks for no number."""
        return range_in_words(self.wanted) if self.wanted else ""

    @property
    def filled(self) -> int:
        return sum(1 for seat in self.seats if seat.occupancy == Occupancy.FILLED)

    @property
    def vacant(self) -> int:
        """Vacant seats that somebody must be found for."""
        return sum(1 for seat in self.seats if seat.is_vacant and seat.is_needed)

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

    On a day on which nobody knows whether the body was there, nothing of it is vacant or missing.

    Args:
        days: a term that ends within this many days ends soon.
    """
    left = datetime.date.max - date
    soon = date + min(left, datetime.timedelta(days=days))
    seats = seats_of(body.pk, date, soon=soon)
    rows = _rule_of(body=body.pk, date=date)
    ruled = len(RuleThen._fields)
    rule = RuleThen(*rows[0][:ruled]) if rows else None
    asked = [LineAsked(*row[ruled:]) for row in rows if row[ruled] is not None]
    return Composition(
        seats=seats,
        balanced=rule is not None and rule.balanced,
        whole=body.all_seats_entered and all(seat.is_known for seat in seats),
        rule=rule,
        lines=[_line(line, asked, seats) for line in asked],
    )


LINE = (
    "slug", "label", "role", "side", "minimum", "maximum", "one_per", "as_many_as",
    "as_many_as__name",
)  # fmt: skip


@ready
def _rule_of(body: Any, date: Any) -> QuerySet:
    """The rule, once for each of its lines, with how many there are of what the line counts."""
    rules = CompositionRule.objects.on(date).filter(body=body)
    return (
        rules.annotate(there=there_are(body, date))
        .order_by("lines__order")
        .values_list(
            "balanced", "both_genders", "every_region", "note", "source__title", "source_note",
            *(f"lines__{name}" for name in LINE), "there",
        )
    )  # fmt: skip


def _line(line: LineAsked, lines: list[LineAsked], seats: list[SeatThen]) -> LineThen:
    mine = [one for one in seats if one.group == line.slug and one.role != Role.SUBSTITUTE]
    wanted, of_parties = wanted_by(line, lines, seats), counts_parties(line, lines)
    return LineThen(line.slug, line.label, wanted, mine, line.in_words, of_parties)
