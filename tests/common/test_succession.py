"""Who stands where somebody stood who has ended."""

from __future__ import annotations

import datetime

from samspill.common.succession import Heir, Line, Link

LAST = datetime.date(2020, 12, 31)
BEFORE, AFTER = datetime.date(2020, 6, 1), datetime.date(2021, 6, 1)


def test_one_that_lasts_stands_there_itself() -> None:
    assert Line({}, []).heir(1, AFTER) == Heir(1)
    assert Line({1: LAST}, [Link(1, 2)]).heir(1, BEFORE) == Heir(1)


def test_the_only_one_who_took_over_whole_is_the_heir() -> None:
    assert Line({1: LAST}, [Link(1, 2)]).heir(1, AFTER) == Heir(2)


def test_it_goes_on_through_several_steps_and_never_round() -> None:
    ends = {1: LAST, 2: datetime.date(2021, 3, 1)}
    assert Line(ends, [Link(1, 2), Link(2, 3)]).heir(1, AFTER) == Heir(3)
    assert Line(ends, [Link(1, 2), Link(2, 1)]).heir(1, AFTER).pk is None


def test_where_several_or_parts_or_nobody_took_over_it_is_to_be_decided() -> None:
    assert Line({1: LAST}, [Link(1, 2), Link(1, 3)]).heir(1, AFTER) == Heir(None, (2, 3))
    assert Line({1: LAST}, [Link(1, 2, part="barn")]).heir(1, AFTER) == Heir(None, (2,))
    assert Line({1: LAST}, []).heir(1, AFTER) == Heir(None)


def test_nobody_takes_over_before_the_day() -> None:
    later = Link(1, 2, on=datetime.date(2022, 1, 1))
    assert Line({1: LAST}, [later]).heir(1, AFTER) == Heir(None)
    assert Line({1: LAST}, [later]).heir(1, datetime.date(2022, 1, 1)) == Heir(2)


def test_one_stands_for_all_whose_heir_it_is() -> None:
    line = Line({1: LAST, 4: LAST}, [Link(1, 2), Link(4, 2, part="barn")])
    assert line.standing_as(2, AFTER) == [2, 1]
    assert line.standing_as(2, BEFORE) == [2]
    assert line.standing_as(1, AFTER) == [1]
