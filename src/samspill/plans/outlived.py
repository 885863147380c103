"""The documents of plans whose years are over: told to the pages of documents."""

from __future__ import annotations

from datetime import MAXYEAR
from typing import Any

from django.db.models import DateField, F, Func, Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan


def of_plans(date: Any) -> Q:
    """Those of plans whose last year is over."""
    return years_are_over("plans__last_year", date)


def years_are_over(last_year: str, date: Any) -> Q:
    """Whether the year of that field is over on a date; no year is never over.

    Args:
        date: the day; also one that is told when the statement is asked (``common/ready.py``).
    """
    year = Coalesce(F(last_year), MAXYEAR)
    last_day = Func(year, 12, 31, function="make_date", output_field=DateField())
    return Q(LessThan(last_day, date))
