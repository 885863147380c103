"""Periods in a folder: how one is told of, and only one at a time where only one can hold."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from samspill.common.open_format.faults import Faults
from samspill.common.validity import overlaps


def period_of(record: Any) -> str:
    """A period as it is shown in a message."""

    def show(date: datetime.date | None) -> str:
        return date.isoformat() if date else "…"

    return f"{show(record.valid_from)}–{show(record.valid_to)}"


def holds_on(record: Any, date: datetime.date) -> bool:
    """Whether the day is within the record's period."""
    first, last = record.valid_from, record.valid_to
    return (first is None or first <= date) and (last is None or date <= last)


@dataclass(frozen=True)
class Days:
    """A first and a last day; an end that is None is open, as in any period."""

    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None


def common_days(*records: Any) -> Days | None:
    """The days that all of them have; None where there is no such day."""
    first = max(filter(None, (record.valid_from for record in records)), default=None)
    last = min(filter(None, (record.valid_to for record in records)), default=None)
    return None if first and last and first > last else Days(first, last)


def share_a_day(first: Any, second: Any) -> bool:
    """Whether both periods have a day."""
    return overlaps(first, second)


def one_at_a_time(
    records: Sequence[Any],
    group: Callable[[Any], Any],
    what: str,
    faults: Faults,
    *,
    otherwise: str = "",
    days: Callable[[Any], Any] = lambda record: record,
) -> None:
    """Complains about two records of one group that share a day, as far as their days are known.

    Args:
        what: what they are called.
        otherwise: what else can be done than to let one of them end.
        days: the days of a record that are known, where its period is not two plain dates.
    """
    or_else = f", {otherwise}" if otherwise else ""
    groups: dict[Any, list[Any]] = {}
    for record in records:
        groups.setdefault(group(record), []).append(record)
    for members in groups.values():
        for index, later in enumerate(members):
            for earlier in members[:index]:
                if later.where not in faults.doubled and overlaps(days(earlier), days(later)):
                    faults.error(
                        later.where,
                        f"two {what} at once: {period_of(later)} and {period_of(earlier)}",
                        f"let one end before the other begins{or_else}; "
                        f"the first is at {earlier.where}",
                    )
