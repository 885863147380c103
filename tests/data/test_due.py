"""A time that is no day is not told as one."""

from __future__ import annotations

import datetime

from samspill.commitments.models import Commitment
from samspill.commitments.showing import due_in_words

LAST = datetime.date(2025, 12, 31)


def test_an_autumn_is_no_day() -> None:
    """data/eksempel/plans/handlingsplan-2025-2028.yaml: «Høst 2025»."""
    autumn = Commitment(due_kind="date", due_on=LAST, due_as_written="Høst 2025")
    assert due_in_words(autumn) == "senest 31. desember 2025 («Høst 2025»)"


def test_a_year_is_no_day() -> None:
    """004:315 and 004:424: «2018»."""
    year = Commitment(due_kind="date", due_on=LAST, due_as_written="2025")
    assert due_in_words(year) == "senest 31. desember 2025 («2025»)"


def test_a_day_is_a_day() -> None:
    day = Commitment(due_kind="date", due_on=LAST, due_as_written="31. desember 2025")
    assert due_in_words(day) == "31. desember 2025"


def test_a_time_that_is_given_only_in_words_is_not_said_to_be_missing() -> None:
    some_day = Commitment(due_kind=Commitment.Due.NONE, due_as_written="Når det er råd til det")
    assert due_in_words(some_day) == "«Når det er råd til det»"
    assert due_in_words(Commitment(due_kind=Commitment.Due.NONE)) == "Ingen tid satt"
