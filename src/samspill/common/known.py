"""Whether something that may have held on a day is known to: parties, bodies, contact points.

Their periods are two plain dates, and an empty first day says that nobody has entered when it was.
So ``on(date)`` gives what may have held, and a page says of each whether that is known
(``known_then`` in the templates). See docs/decisions/0008.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Case, DateField, F, Func, Q, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest, Least
from django.db.models.lookups import LessThanOrEqual


class KnownWithin(Func):
    """From when a row is known to hold; the function in the database tells the rule."""

    function = "samspill_known_within"
    output_field = DateField()


class Today(Func):
    """The day in Norway now, as the database has it."""

    function = "samspill_today"
    output_field = DateField()


def known_within(prefix: str = "", *belongs_to: str) -> Combinable:
    """The first day on which a row of a plain period is known to hold.

    Its first day; else the end of its source's year, or its last day if that is earlier; without a
    source, the first day that anything of the helsefellesskap is known from. Never later than
    today.

    Args:
        prefix: reaches a related row.
        belongs_to: reach what the row is part of: where it has no first day, last day or source of
            its own, theirs count.
    """
    return KnownWithin(
        _own_or_theirs("valid_from", prefix, belongs_to, Greatest),
        _own_or_theirs("valid_to", prefix, belongs_to, Least),
        _own_or_theirs("source__year", prefix, belongs_to, Greatest),
        F(f"{prefix}partnership"),
    )


def is_known_on(date: Any, prefix: str = "", *belongs_to: str) -> Case:
    """Whether a row that may hold on ``date`` is known to: for rows that ``on(date)`` gives."""
    return whether(Q(LessThanOrEqual(known_within(prefix, *belongs_to), date)))


def whether(condition: Q) -> Case:
    """A condition as a value of each row."""
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


def _own_or_theirs(
    field: str, prefix: str, belongs_to: tuple[str, ...], among: type[Func]
) -> Combinable:
    theirs = [F(f"{one}{field}") for one in belongs_to]
    if not theirs:
        return F(f"{prefix}{field}")
    return Coalesce(F(f"{prefix}{field}"), among(*theirs) if len(theirs) > 1 else theirs[0])
