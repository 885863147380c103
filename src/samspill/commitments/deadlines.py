"""When something is due: calendar days, working days with Norway's holidays, and what recurs."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

import holidays
from dateutil.rrule import rrulestr
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ONE_DAY = datetime.timedelta(days=1)
SATURDAY = 5
HORIZON_YEARS = 60
"""A rule that does not fire within these never does: 29 February on a given weekday takes 40."""
LONGEST_RULE = 300
MOST = 1000
EVERY = {"YEARLY", "MONTHLY", "WEEKLY", "DAILY"}
CYCLE = 400
LAST_YEAR = 9900
# No COUNT: a rule is counted on from where it stands, so it says UNTIL when instead.
KEYS = {
    "FREQ", "INTERVAL", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYYEARDAY",
    "BYWEEKNO", "BYSETPOS", "WKST",
}  # fmt: skip
PART = re.compile(r"^[A-Z]+=[A-Z0-9,+\-]+$")


@lru_cache(maxsize=200)
def _holidays(year: int) -> frozenset[datetime.date]:
    return frozenset(holidays.country_holidays("NO", years=year))


def is_working_day(date: datetime.date) -> bool:
    """Whether a day is no Saturday, Sunday or holiday in Norway (lov om helligdager § 2)."""
    return date.weekday() < SATURDAY and date not in _holidays(date.year)


def working_day_from(date: datetime.date) -> datetime.date:
    """The day itself, or the next working day when it is none (domstolloven § 149)."""
    while not is_working_day(date):
        date += ONE_DAY
    return date


def calendar_days_after(start: datetime.date, days: int) -> datetime.date:
    """The day that is ``days`` calendar days after ``start``; a weekend or holiday is extended.

    A time limit that ends on a Saturday or holiday ends on the next working day (domstolloven
    §§ 148–149, which forvaltningsloven § 30 refers to).

    Raises:
        ValueError: ``days`` is less than one.
    """
    if days < 1:
        raise ValueError("a deadline is at least one day ahead")
    return working_day_from(start + datetime.timedelta(days=days))


def occurrences(rule: str, start: datetime.date) -> Iterator[datetime.date]:
    """The days on which a rule fires from ``start`` on, for some decades.

    Args:
        rule: an RRULE of RFC 5545, by days or longer, such as ``FREQ=YEARLY;BYMONTH=3``.

    Raises:
        ValidationError: it is no such rule.
    """
    parts = _parts(rule)
    until = _until(parts, start)
    # The calendar repeats itself every 400 years, weekdays included. Asked about as late as can
    # be, a rule that never fires is given up within a few hundred years instead of thousands.
    shift = max((LAST_YEAR - start.year) // CYCLE * CYCLE, 0)
    begin = datetime.datetime(start.year + shift, start.month, start.day)
    kept = ";".join(f"{name}={value}" for name, value in parts.items() if name != "UNTIL")
    try:
        for moment in rrulestr(kept, dtstart=begin):
            date = datetime.date(moment.year - shift, moment.month, moment.day)
            if date > until:
                return
            yield date
    except (ValueError, TypeError, KeyError, IndexError, OverflowError) as error:
        raise ValidationError(_no_rule(rule)) from error


def next_date(rule: str, *, start: datetime.date, after: datetime.date) -> datetime.date | None:
    """The first day after ``after`` on which the rule fires, counted from ``start``.

    Returns:
        The day; None when the rule has come to its end.

    Raises:
        ValidationError: it is no such rule.
    """
    return next((date for date in occurrences(rule, start) if date > after), None)


def first_date(rule: str, start: datetime.date) -> datetime.date:
    """The first day from ``start`` on that the rule fires.

    Raises:
        ValidationError: it is no such rule, or it never fires.
    """
    found = next(occurrences(rule, start), None)
    if found is None:
        raise ValidationError(
            _("The rule «%(rule)s» never fires from %(date)s on. Correct the days in it.")
            % {"rule": rule, "date": start.isoformat()}
        )
    return found


def _parts(rule: str) -> dict[str, str]:
    rule = rule.strip().upper().removeprefix("RRULE:")
    pieces = [piece for piece in rule.split(";") if piece]
    parts = dict(piece.split("=", 1) for piece in pieces if PART.match(piece))
    if len(rule) > LONGEST_RULE or len(parts) != len(pieces) or not parts.keys() <= KEYS:
        raise ValidationError(_no_rule(rule))
    interval = parts.get("INTERVAL", "1")
    if parts.get("FREQ") not in EVERY or not interval.isdigit() or not 1 <= int(interval) <= MOST:
        raise ValidationError(_no_rule(rule))
    return parts


def _until(parts: dict[str, str], start: datetime.date) -> datetime.date:
    horizon = datetime.date(min(start.year + HORIZON_YEARS, datetime.MAXYEAR), 12, 31)
    if "UNTIL" not in parts:
        return horizon
    try:
        return min(datetime.datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date(), horizon)
    except ValueError as error:
        raise ValidationError(_no_rule(f"UNTIL={parts['UNTIL']}")) from error


def _no_rule(rule: str) -> str:
    return _(
        "«%(rule)s» is no rule for when something recurs. Write it as RRULE (RFC 5545), by days or "
        "longer, such as FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1."
    ) % {"rule": rule[:100]}
