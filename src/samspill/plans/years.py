"""The years of its plan that a measure is in."""

from __future__ import annotations

import datetime

from django.db.models import Q
from django.db.models.functions import Coalesce

from samspill.plans.models import Measure
from samspill.plans.parsing import WhenKind


def years_of(measure: Measure, period: list[int]) -> list[int]:
    """The years of the plan that a measure is in; none when the plan gives it no time."""
    found = {*planned_years(measure, period), *measure.years}
    return [year for year in period if year in found]


def planned_years(measure: Measure, period: list[int]) -> list[int]:
    """The years that the words of the plan give a measure; those that are marked where none do.

    A measure «2018» is due in 2018, whatever other years a table of the plan marks for it.
    """
    if measure.when_kind == WhenKind.CONTINUOUS:
        return period
    found = set(measure.years)
    first: datetime.date | None = measure.when_first or measure.when_last
    if first and measure.when_last:
        found = set(range(first.year, measure.when_last.year + 1))
    return [year for year in period if year in found]


def in_year(year: int) -> Q:
    """The same, asked of the database for one year of the period; needs :data:`FIRST`."""
    return (
        Q(when_kind=WhenKind.CONTINUOUS)
        | Q(years__contains=[year])
        | Q(first_day__year__lte=year, when_last__year__gte=year)
    )


FIRST = Coalesce("when_first", "when_last")
"""The first day that is known: where only the last is written, that one."""
