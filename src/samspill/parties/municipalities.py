"""The municipalities of Norway and their numbers over time, from 1 January 2017.

Numbers, names and mergers follow Statistics Norway's Klass 131 as it stood in December 2024. Only
changes of number or name are in it: land that moved between two municipalities that both lived on
(such as Verrabotn, from Verran to Indre Fosen in 2020) is not, so a sum over successors does not
quite match the ground. The table is made by ``tools/municipalities.py``.

A day before 2017 is answered as if it were 1 January 2017, the first day the table knows.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime
from functools import lru_cache
from importlib import resources

KNOWN_SINCE = datetime.date(2017, 1, 1)
KNOWN_UNTIL = datetime.date(2024, 12, 31)
"""The last day that the table was made for: numbers decided after it are not judged."""


@dataclasses.dataclass(frozen=True)
class Municipality:
    """A municipality in the period when number, names and extent stayed as they were.

    ``valid_from`` and ``valid_to`` are both included; without ``valid_from`` the period began
    before 2017, without ``valid_to`` it goes on. ``name`` is the Norwegian name, ``other_names``
    the official ones in other languages. ``successor_numbers`` take over the day after
    ``valid_to``; after a change of name or extent, one of them may be the number itself.
    """

    number: str
    name: str
    other_names: tuple[str, ...]
    county_number: str
    county: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    successor_numbers: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    def holds_on(self, date: datetime.date) -> bool:
        """Whether ``date`` is within the period."""
        date = max(date, KNOWN_SINCE)
        return (self.valid_from is None or self.valid_from <= date) and (
            self.valid_to is None or date <= self.valid_to
        )


@lru_cache(maxsize=1)
def all_municipalities() -> tuple[Municipality, ...]:
    """Every municipality in every period, in order of number and time."""
    table = resources.files("samspill.parties") / "reference" / "municipalities.csv"
    with table.open(encoding="utf-8") as file:
        return tuple(
            Municipality(
                number=row["number"],
                name=row["name"],
                other_names=_parts(row["other_names"]),
                county_number=row["county_number"],
                county=row["county"],
                valid_from=_date(row["valid_from"]),
                valid_to=_date(row["valid_to"]),
                successor_numbers=_parts(row["successors"]),
            )
            for row in csv.DictReader(file)
        )


def find(number: str, on: datetime.date) -> Municipality | None:
    """The municipality with ``number`` on a day; none when the number was not in use then."""
    return next((found for found in _by_number().get(number, ()) if found.holds_on(on)), None)


def unknown_on(
    number: str, first: datetime.date | None, last: datetime.date | None, now: datetime.date
) -> datetime.date | None:
    """The first day of a period on which no municipality has the number; None where one has.

    Days before the table begins and after it was made are not judged, nor those to come.
    """
    day = max(first or KNOWN_SINCE, KNOWN_SINCE)
    if day > KNOWN_UNTIL or (last and last < KNOWN_SINCE):
        return None
    until = min(last or max(day, now), KNOWN_UNTIL)
    ends = {found.valid_to for found in _by_number().get(number, ())}
    after = {end + datetime.timedelta(days=1) for end in ends if end and day <= end < until}
    return next((on for on in sorted({day, *after, until}) if find(number, on) is None), None)


def held_since(number: str, on: datetime.date) -> datetime.date | None:
    """From which day on the number has been in use without a break; None since before the table."""
    found = find(number, on)
    while found and found.valid_from:
        before = find(number, found.valid_from - datetime.timedelta(days=1))
        if before is None:
            return found.valid_from
        found = before
    return None


def called(name: str) -> tuple[Municipality, ...]:
    """Those that are or were called so in any official language, in order of number and time."""
    words = name.casefold()
    return tuple(
        one
        for one in all_municipalities()
        if words in {one.name.casefold(), *(other.casefold() for other in one.other_names)}
    )


def in_force(on: datetime.date) -> tuple[Municipality, ...]:
    """The municipalities of a day, in order of number."""
    return tuple(found for found in all_municipalities() if found.holds_on(on))


@lru_cache(maxsize=1)
def _by_number() -> dict[str, list[Municipality]]:
    by_number: dict[str, list[Municipality]] = {}
    for municipality in all_municipalities():
        by_number.setdefault(municipality.number, []).append(municipality)
    return by_number


def _date(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()
