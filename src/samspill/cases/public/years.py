"""The year that a reader of the open pages asks for."""

from __future__ import annotations

import datetime


def year_asked(asked: str) -> int | None:
    """A year of four figures that a calendar has; None where none is asked for."""
    if not (asked.isdecimal() and len(asked) == 4):
        return None
    year = int(asked)
    return year if year >= datetime.MINYEAR else None
