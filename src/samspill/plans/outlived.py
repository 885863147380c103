"""The documents of plans whose years are over: told to the pages of documents."""

from __future__ import annotations

from datetime import MAXYEAR
from typing import Any

from django.db.models import DateField, Exists, F, Func, OuterRef, Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan

from samspill.plans.models import Plan


def of_plans(date: Any) -> Q:
    """Those of plans whose last year is over, where no other plan of theirs runs on or took over.

    A draft tells of nothing, and a plan takes over once it has begun, as on the page of the plan
    (``PlanEdition.state_on``).
    """
    own = Plan.objects.public().filter(document=OuterRef("pk"))
    is_over = years_are_over("last_year", date)
    after = Plan.objects.begun_by(date).filter(predecessor__document=OuterRef("pk"))
    return (
        Q(Exists(own.filter(is_over)))
        & ~Q(Exists(own.exclude(is_over)))
        & ~Q(Exists(after.filter(Q(document=None) | ~Q(document=OuterRef("pk")))))
    )


def years_are_over(last_year: str, date: Any) -> Q:
    """Whether the year of that field is over on a date; no year is never over.

    Args:
        date: the day; also one that is told when the statement is asked (``common/ready.py``).
    """
    year = Coalesce(F(last_year), MAXYEAR)
    last_day = Func(year, 12, 31, function="make_date", output_field=DateField())
    return Q(LessThan(last_day, date))
