"""A part of a long list, without counting all of it: what comes after is all that is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

LAST = 200
"""No further: each part costs as much as all before it. Whoever looks for what is old searches."""


@dataclass(frozen=True)
class ListPart:
    """One part of a list.

    Attributes:
        number: which, from 1.
        has_next: whether there is another one.
    """

    rows: list[Any]
    number: int
    has_next: bool

    @property
    def before(self) -> int:
        """The number of the part before this; 0 where this is the first."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The number of the part after this; 0 where this is the last."""
        return self.number + 1 if self.has_next else 0


def part_of(found: QuerySet[Any], asked: str, size: int) -> ListPart:
    """The part of a list that is asked for, the first where that is no number.

    Args:
        asked: the number as it stands in the address.
        size: how many rows a part has.
    """
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    number = min(max(number, 1), LAST)
    # One more than is shown says whether there is more.
    rows = list(found[(number - 1) * size : number * size + 1])
    return ListPart(rows[:size], number, len(rows) > size and number < LAST)
