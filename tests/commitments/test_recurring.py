"""What is due again and again, as it is chosen in the form and read on the pages."""

from __future__ import annotations

import calendar
import datetime
from itertools import islice
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samspill.commitments.deadlines import occurrences
from samspill.commitments.models import Commitment
from samspill.commitments.recurring import Interval, in_words, interval_of, rule_of
from samspill.commitments.showing import due_in_words
from tests.commitments.conftest import World, day

MONTHS = {Interval.YEAR: 12, Interval.HALF_YEAR: 6, Interval.QUARTER: 3, Interval.MONTH: 1}


@given(
    st.sampled_from(Interval), st.dates(datetime.date(2015, 1, 1), datetime.date(2040, 12, 31))
)  # fmt: skip
def test_a_step_fires_on_its_day_or_on_the_last_of_a_shorter_month(
    interval: Interval, first: datetime.date
) -> None:
    rule = rule_of(interval, first)
    assert interval_of(rule) == interval
    for number, date in enumerate(islice(occurrences(rule, first), 10)):
        if interval == Interval.WEEK:
            assert date == first + datetime.timedelta(weeks=number)
            continue
        years, month = divmod(first.month - 1 + number * MONTHS[interval], 12)
        year = first.year + years
        last = calendar.monthrange(year, month + 1)[1]
        assert date == datetime.date(year, month + 1, min(first.day, last))


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1", "FREQ=DAILY", ""])
def test_a_rule_of_its_own_is_no_step(rule: str) -> None:
    assert interval_of(rule) is None
    with translation.override("nb"):
        assert in_words(rule) == "gjentas"


@pytest.fixture
def siri(world: World, signed_in: Any) -> Client:
    world.assigned("Siri", "secretariat")
    return signed_in("Siri")


def place(owed: Commitment) -> str:
    return f"/hf/prove/arbeid/forpliktelser/{owed.pk}/frist/"


def test_how_often_is_chosen_and_read_in_words(world: World, siri: Client) -> None:
    owed = world.asks()
    sent = {"kind": "recurring", "on": "2030-01-31", "every": Interval.QUARTER.value}
    assert siri.post(place(owed), sent).status_code == 302
    owed.refresh_from_db()
    assert owed.due_on == day("2030-01-31")
    with translation.override("nb"):
        assert due_in_words(owed) == "31. januar 2030, hvert kvartal"
    form = siri.get(place(owed)).content.decode()
    assert f'<option value="{Interval.QUARTER.value}" selected>' in form
    assert "BYSETPOS" not in form


def test_what_is_not_changed_keeps_to_the_end_of_each_month(world: World, siri: Client) -> None:
    rule = rule_of(Interval.MONTH, day("2030-01-31"))
    owed = world.asks()
    Commitment.objects.filter(pk=owed.pk).update(
        due_kind="recurring", due_on=day("2030-02-28"), recurrence=rule
    )
    sent = {"kind": "recurring", "on": "2030-02-28", "every": Interval.MONTH.value}
    siri.post(place(owed), {**sent, "reason": "Feil"})
    owed.refresh_from_db()
    assert owed.recurrence == rule
    siri.post(place(owed), {**sent, "on": "2030-02-27"})
    owed.refresh_from_db()
    assert owed.recurrence == Interval.MONTH.value


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Say how often."),
        ({"every": "own", "recurrence": "every day"}, "is no rule for when something recurs"),
        ({"every": "own", "recurrence": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "never fires"),
        ({"every": "FREQ=HOURLY"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_changes(
    world: World, siri: Client, sent: dict[str, str], said: str
) -> None:
    owed = world.asks()
    answer = siri.post(place(owed), {"kind": "recurring", "on": "2030-01-31", **sent})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Commitment.objects.get(pk=owed.pk).due_kind == owed.due_kind
