"""Public holidays in Norway, so that nobody plans a meeting on one without knowing."""

from __future__ import annotations

import datetime
from functools import lru_cache

import holidays


@lru_cache(maxsize=64)
def of_year(year: int, language: str = "no") -> dict[datetime.date, str]:
    """The public holidays of a year by day, in Norwegian; Sundays without a name are left out."""
    found = holidays.country_holidays("NO", years=year, language=language)
    return {day: name for day, name in sorted(found.items()) if day.year == year}


def on(date: datetime.date) -> str:
    """What holiday a day is; empty for none."""
    return of_year(date.year).get(date, "")
