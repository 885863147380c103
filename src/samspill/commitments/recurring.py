"""How often something is due, as people choose it and read it; the ledger keeps it as an RRULE."""

from __future__ import annotations

import datetime
import re

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SURE = 28
"""Every month has as many days."""
STEPPED = re.compile(
    r"(?P<interval>FREQ=[A-Z]+(;INTERVAL=\d+)?)(;BYMONTH=\d+)?(;BYMONTHDAY=28[,\d]*;BYSETPOS=-1)?"
)


class Interval(models.TextChoices):
    """How often."""

    YEAR = "FREQ=YEARLY", gettext_lazy("Every year")
    HALF_YEAR = "FREQ=MONTHLY;INTERVAL=6", gettext_lazy("Every half-year")
    QUARTER = "FREQ=MONTHLY;INTERVAL=3", gettext_lazy("Every quarter")
    MONTH = "FREQ=MONTHLY", gettext_lazy("Every month")
    WEEK = "FREQ=WEEKLY", gettext_lazy("Every week")


def rule_of(interval: Interval, first: datetime.date) -> str:
    """The RRULE of RFC 5545 that fires first on a day and then at each interval.

    A month that has no such day has its last day instead.
    """
    if interval == Interval.WEEK or first.day <= SURE:
        return interval.value
    days = ",".join(str(day) for day in range(SURE, first.day + 1))
    month = f";BYMONTH={first.month}" if interval == Interval.YEAR else ""
    return f"{interval.value}{month};BYMONTHDAY={days};BYSETPOS=-1"


def interval_of(rule: str) -> Interval | None:
    """The interval that a rule says; None where it is a rule of its own."""
    found = STEPPED.fullmatch(rule)
    is_interval = found and found["interval"] in Interval.values
    return Interval(found["interval"]) if found and is_interval else None


def in_words(rule: str) -> str:
    """How often, in lower case, to stand after a date."""
    interval = interval_of(rule)
    return str(interval.label).lower() if interval else _("again and again")
