"""When a party signed, as exactly as it is known, seen from a day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from samspill.common.loose import HeldOnDay, bounds_of
from samspill.common.loose_words import end_in_words
from samspill.documents.models import DocumentParty


@dataclass(frozen=True)
class Signed:
    """Whether somebody had signed on a day, and when that was in words; empty where nobody knows.

    ``by_then`` is None where nothing is entered of when they signed.
    """

    by_then: HeldOnDay | None
    words: str

    @property
    def had(self) -> bool:
        return self.by_then is HeldOnDay.HELD

    @property
    def had_not(self) -> bool:
        return self.by_then is HeldOnDay.DID_NOT_HOLD

    @property
    def is_unknown(self) -> bool:
        """Whether the day lies in the year or the month that they signed in."""
        return self.by_then is HeldOnDay.NOT_KNOWN


def signed_by(row: DocumentParty, date: datetime.date) -> Signed:
    """Whether a party had signed by ``date``."""
    bounds = _bounds(row)
    words = end_in_words(row.signed_in, row.signed_on)
    if bounds is None or bounds[0] is None or bounds[1] is None:
        return Signed(None, words)
    if date >= bounds[1]:
        return Signed(HeldOnDay.HELD, words)
    return Signed(HeldOnDay.NOT_KNOWN if date >= bounds[0] else HeldOnDay.DID_NOT_HOLD, words)


def signed_before(row: DocumentParty, date: datetime.date) -> bool:
    """Whether a party is known to have signed before ``date``."""
    bounds = _bounds(row)
    return bounds is not None and bounds[1] is not None and bounds[1] < date


def _bounds(row: DocumentParty) -> tuple[datetime.date | None, datetime.date | None] | None:
    """The first and the last day on which they may have signed."""
    return (row.signed_on, row.signed_on) if row.signed_on else bounds_of(row.signed_in)
