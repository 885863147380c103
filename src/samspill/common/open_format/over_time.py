"""A rule over its whole period: cut where anything changes, judged once in each stretch."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from samspill.common.open_format.periods import Days

T = TypeVar("T")
ONE_DAY = datetime.timedelta(days=1)


def stretches(outer: Any, records: Iterable[Any]) -> Iterator[Days]:
    """The period of ``outer``, cut on each day when one of the records begins or has ended."""
    days = {record.valid_from for record in records}
    days |= {_day_after(record.valid_to) for record in records}
    first, last = outer.valid_from, outer.valid_to
    cuts = sorted(
        day for day in days - {None} if (not first or first < day) and (not last or day <= last)
    )
    for begins, next_one in zip([first, *cuts], [*cuts, None], strict=True):
        yield Days(begins, next_one - ONE_DAY if next_one else last)


def findings(
    outer: Any, records: Iterable[Any], judge: Callable[[datetime.date], T | None]
) -> Iterator[tuple[Days, T]]:
    """What is found in each stretch; the same found in several that follow each other is told once.

    Args:
        outer: what has the period.
        records: what may begin or end within it.
        judge: answers for a day; None when there is nothing to tell.
    """
    latest: tuple[Days, T] | None = None
    for stretch in stretches(outer, list(records)):
        found = judge(stretch.valid_from or datetime.date.min)
        if latest and found == latest[1]:
            latest = replace(latest[0], valid_to=stretch.valid_to), latest[1]
            continue
        if latest:
            yield latest
        latest = None if found is None else (stretch, found)
    if latest:
        yield latest


def _day_after(date: datetime.date | None) -> datetime.date | None:
    return date + ONE_DAY if date and date < datetime.date.max else None
