"""Days and times of day as they are written here: 30. november, 1. januar 2021, 10.42."""

from __future__ import annotations

import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _


def in_full(date: datetime.date) -> str:
    """A day with its year: «1. januar 2021»."""
    return formats.date_format(date, "j. F Y")


def day(moment: datetime.datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "j. F")


def time_of_day(moment: datetime.datetime) -> str:
    return f"{timezone.localtime(moment):%H.%M}"


def day_and_time(moment: datetime.datetime) -> str:
    return _("%(day)s at %(time)s") % {"day": day(moment), "time": time_of_day(moment)}
