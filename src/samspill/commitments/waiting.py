"""What waits on others: something that many are asked, and how many have answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet

from samspill.commitments.models import Commitment

TEMPLATE = "commitments/panels/waits.html"
OPEN = Q(commitment__state=Commitment.State.OPEN)
DONE = Q(commitment__closed_as=Commitment.ClosedAs.DONE)


@dataclass(frozen=True)
class WaitsOn:
    """One thing that many are asked; ``due`` is the last day that somebody was given."""

    label: str
    url: str
    answered: int
    asked: int
    due: Any = None

    @property
    def missing(self) -> int:
        """How many have not answered."""
        return self.asked - self.answered

    @property
    def width(self) -> int:
        """How much of a bar of 600 is answered."""
        return round(600 * self.answered / self.asked)


def still_missing(owed: QuerySet) -> QuerySet:
    """Of what ties commitments to things, the things that some have not answered for.

    What ended without an answer, as others took it over, is not counted.

    Returns:
        a row for each ``thing``, with ``asked``, ``answered`` and ``due``.
    """
    counted = owed.order_by().values("thing").annotate(
        asked=Count("pk", filter=OPEN | DONE),
        answered=Count("pk", filter=DONE),
        due=Max("commitment__due_on", filter=OPEN),
    )  # fmt: skip
    return counted.filter(asked__gt=F("answered"))
