"""Due dates: working days, and what recurs."""

from __future__ import annotations

import datetime
from itertools import islice

import holidays
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samspill.commitments import deadlines
from tests.commitments.conftest import day

DATES = st.dates(datetime.date(2015, 1, 1), datetime.date(2040, 12, 31))
DAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
RULES = st.one_of(
    st.builds(
        "FREQ=YEARLY;BYMONTH={};BYMONTHDAY={}".format, st.integers(1, 12), st.integers(1, 28)
    ),
    st.builds("FREQ=MONTHLY;INTERVAL={};BYMONTHDAY=1".format, st.integers(1, 12)),
    st.builds("FREQ=WEEKLY;INTERVAL={};BYDAY={}".format, st.integers(1, 8), DAYS),
    st.builds("FREQ=DAILY;INTERVAL={}".format, st.integers(1, 400)),
)


@given(DATES, st.integers(1, 60))
def test_a_deadline_never_falls_on_a_weekend_or_holiday(start: datetime.date, days: int) -> None:
    norway = holidays.country_holidays("NO")
    found = deadlines.calendar_days_after(start, days)
    assert found.weekday() < 5
    assert found not in norway
    ends = start + datetime.timedelta(days)
    passed = [ends + datetime.timedelta(n) for n in range((found - ends).days)]
    assert all(date.weekday() >= 5 or date in norway for date in passed)
    assert found >= ends


def test_easter_and_the_seventeenth_of_may_are_jumped_over() -> None:
    assert deadlines.calendar_days_after(day("2026-04-01"), 1) == day("2026-04-07")
    assert deadlines.calendar_days_after(day("2026-05-03"), 14) == day("2026-05-18")
    assert deadlines.working_day_from(day("2026-12-25")) == day("2026-12-28")


@pytest.mark.parametrize("count", [0, -1])
def test_a_deadline_is_ahead(count: int) -> None:
    with pytest.raises(ValueError, match="ahead"):
        deadlines.calendar_days_after(day("2026-01-01"), count)


@given(RULES, DATES, st.integers(0, 3000))
def test_the_next_day_is_after_and_is_one_of_those_that_follow(
    rule: str, start: datetime.date, later: int
) -> None:
    after = start + datetime.timedelta(later)
    following = deadlines.next_date(rule, start=start, after=after)
    assert following is not None
    assert following > after
    earlier = [date for date in islice(deadlines.occurrences(rule, start), 4000) if date <= after]
    # Counted on from a day that it fired, it fires on the same days.
    if earlier:
        assert deadlines.next_date(rule, start=earlier[-1], after=after) == following


def test_a_rule_comes_to_its_end() -> None:
    rule = "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1;UNTIL=20270401"
    found = list(deadlines.occurrences(rule, day("2025-06-01")))
    assert found == [day("2026-03-01"), day("2027-03-01")]
    assert deadlines.next_date(rule, start=found[0], after=found[-1]) is None


def test_leap_days_and_far_years_are_right() -> None:
    leap = deadlines.occurrences("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", day("2026-01-01"))
    assert list(islice(leap, 2)) == [day("2028-02-29"), day("2032-02-29")]
    thursday = deadlines.first_date("FREQ=WEEKLY;BYDAY=TH", day("2026-11-23"))
    assert thursday == day("2026-11-26")


@pytest.mark.parametrize("every", ["YEARLY", "MONTHLY", "WEEKLY", "DAILY"])
def test_a_rule_that_never_fires_is_refused(every: str) -> None:
    rule = f"FREQ={every};BYMONTH=2;BYMONTHDAY=31"
    with translation.override("en"), pytest.raises(ValidationError, match="never fires"):
        deadlines.first_date(rule, day("2026-01-01"))
    with translation.override("en"), pytest.raises(ValidationError, match="never fires"):
        deadlines.first_date("FREQ=DAILY;UNTIL=20200101", day("2026-01-01"))


@pytest.mark.parametrize(
    "rule",
    [
        "", "every year", "FREQ=HOURLY", "FREQ=SECONDLY", "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;BYHOUR=3", "FREQ=DAILY;COUNT=2",
        "FREQ=YEARLY;BYMONTH=x", "FREQ=DAILY;UNTIL=soon", "FREQ=DAILY\nFREQ=DAILY",
        "FREQ=DAILY;FREQ=DAILY", "BYMONTH=1",
        "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;" + "BYMONTH=1;" * 60, "FREQ=MONTHLY;BYSETPOS=0",
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused(rule: str) -> None:
    with pytest.raises(ValidationError):
        deadlines.first_date(rule, day("2026-01-01"))


@given(st.text(alphabet="FREQ=DAILYMONTHBYUNSTPW;,0123456789-+:", max_size=60), DATES)
def test_any_text_is_a_rule_or_refused(rest: str, start: datetime.date) -> None:
    for rule in (rest, f"FREQ=YEARLY;{rest}", f"FREQ=WEEKLY;BYMONTHDAY={rest}"):
        try:
            found = deadlines.first_date(rule, start)
        except ValidationError:
            continue
        assert found >= start
