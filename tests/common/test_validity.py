"""Periods, against the plainest model there is: the set of their days; and against the database."""

import datetime
from dataclasses import dataclass

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from samspill.common.validity import Dated, contains, overlaps

FIRST = datetime.date(2020, 1, 1)
WINDOW = 12


@dataclass(frozen=True)
class Some:
    valid_from: datetime.date | None
    valid_to: datetime.date | None

    @property
    def days(self) -> set[int]:
        return {
            day
            for day in range(-1, WINDOW + 1)  # a day before and after every drawn end
            if (self.valid_from is None or self.valid_from <= _date(day))
            and (self.valid_to is None or _date(day) <= self.valid_to)
        }


def _date(day: int) -> datetime.date:
    return FIRST + datetime.timedelta(days=day)


dates = st.none() | st.integers(0, WINDOW - 1).map(_date)
periods = st.builds(Some, dates, dates).filter(
    lambda p: p.valid_from is None or p.valid_to is None or p.valid_from <= p.valid_to
)


@given(periods, periods)
def test_periods_overlap_exactly_when_they_share_a_day(one: Some, other: Some) -> None:
    assert overlaps(one, other) == bool(one.days & other.days)


@given(periods, periods)
def test_an_explicit_period_is_contained_exactly_when_all_its_days_are(
    outer: Some, inner: Some
) -> None:
    filled = Some(inner.valid_from or outer.valid_from, inner.valid_to or outer.valid_to)
    ordered = (
        filled.valid_from is None or filled.valid_to is None or filled.valid_from <= filled.valid_to
    )
    assert contains(outer, inner) == (ordered and filled.days <= outer.days)


@given(periods, st.integers(0, WINDOW - 1))
def test_a_period_holds_on_its_days(period: Some, day: int) -> None:
    assert Dated.holds_on(period, _date(day)) == (day in period.days)  # type: ignore[arg-type]


@pytest.mark.django_db
@given(periods, periods)
def test_the_database_agrees_on_overlap(one: Some, other: Some) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT daterange(%s::date, %s::date, '[]') && daterange(%s::date, %s::date, '[]')",
            [one.valid_from, one.valid_to, other.valid_from, other.valid_to],
        )
        assert cursor.fetchone() == (overlaps(one, other),)
