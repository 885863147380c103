"""A due date as one value: on a date, again and again, continuous, or none set."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from samspill.commitments.deadlines import first_date
from samspill.commitments.models import Commitment


@dataclass(frozen=True)
class Due:
    """When something is due, and how the source writes it."""

    kind: str = Commitment.Due.NONE
    on: datetime.date | None = None
    recurrence: str = ""
    as_written: str = ""

    @classmethod
    def date(cls, on: datetime.date, as_written: str = "") -> Due:
        """On a date."""
        return cls(Commitment.Due.DATE, on, "", as_written)

    @classmethod
    def every(cls, rule: str, start: datetime.date, as_written: str = "") -> Due:
        """Again and again, the first time on or after ``start``.

        Raises:
            ValidationError: it is no rule, or it never fires.
        """
        return cls(Commitment.Due.RECURRING, first_date(rule, start), rule, as_written)

    @classmethod
    def continuous(cls, as_written: str = "") -> Due:
        """Always, with no day of its own."""
        return cls(Commitment.Due.CONTINUOUS, None, "", as_written)

    @classmethod
    def none(cls, as_written: str = "") -> Due:
        """No date is set."""
        return cls(Commitment.Due.NONE, None, "", as_written)

    def is_as(self, other: tuple[str, datetime.date | None, str]) -> bool:
        """Whether a kind, a date and a rule say the same."""
        return (self.kind, self.on, self.recurrence) == other
