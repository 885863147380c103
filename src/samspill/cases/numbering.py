"""What a case is called by: the number as its body writes it, and every other way of writing it.

The sources write PSU 3/17 and 3/2017 of the same case; others write 01-21, 2014/15 and 36-2025.
"""

from __future__ import annotations

import re
from string import Formatter
from typing import NamedTuple

USUAL = "{body} {number}/{year}"
"""How a number is written where a body says nothing else."""
PLACES = ("body", "number", "nn", "year", "yy")
"""What a pattern may hold: {nn} is the number with two digits at least, {yy} the year with two."""
PLACE = re.compile(r"\{(?P<name>body|number|nn|year|yy)\}")
SPELLED = re.compile(
    r"(?P<body>[^\d]*?)[\s.:-]*(?:sak(?:nr)?\.?\s*)?(?P<first>\d{1,4})\s*[/–-]\s*(?P<second>\d{1,4})",
    re.IGNORECASE,
)
FIRST_YEAR, LAST_YEAR = 1990, 2099


class ReadNumber(NamedTuple):
    """One way to read what somebody wrote: which body, in which year, which number."""

    body: str
    year: int
    number: int


def written(pattern: str, *, body: str, year: int, number: int) -> str:
    """A number as the pattern writes it."""
    places = {"body": body, "number": f"{number}", "nn": f"{number:02}", "year": f"{year}",
              "yy": f"{year % 100:02}"}  # fmt: skip
    return PLACE.sub(lambda place: places[place["name"]], pattern or USUAL)


def readings(text: str) -> list[ReadNumber]:
    """Every way to read a number: of 14/15 nobody can tell which is the year."""
    found = SPELLED.fullmatch(text.strip())
    if found is None:
        return []
    body = re.sub(r"\bsak\b", "", found["body"], flags=re.IGNORECASE).strip(" -.:")
    pairs = [(found["first"], found["second"]), (found["second"], found["first"])]
    read = [(_year(year), int(number)) for number, year in pairs if int(number)]
    return list(dict.fromkeys(ReadNumber(body, year, number) for year, number in read if year))


def wrong_in(pattern: str) -> bool:
    """Whether a pattern lacks the number or the year, or holds what is no place in it."""
    try:
        parts = [one for one in Formatter().parse(pattern) if one[1] is not None]
    except ValueError:
        return True
    used = {name for _text, name, _spec, _form in parts}
    if any(spec or form for _text, _name, spec, form in parts):
        return True
    return bool(used - set(PLACES)) or not (used & {"number", "nn"} and used & {"year", "yy"})


def _year(digits: str) -> int:
    """A year of two or four digits; 0 where it is none."""
    if len(digits) == 2:
        return 2000 + int(digits)
    year = int(digits)
    return year if len(digits) == 4 and FIRST_YEAR <= year <= LAST_YEAR else 0
