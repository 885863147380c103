"""When each item of an agenda is to begin, from the meeting's start and the time set aside."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from samspill.cases.models import AgendaItem, Meeting

DAY = datetime.date(2000, 1, 1)


@dataclass(frozen=True)
class Clock:
    """The times of an agenda, by the key of each item; none after one whose length is not set.

    ``beyond`` is by how many minutes it goes past the meeting's end, where both are known.
    """

    times: dict[int, datetime.time]
    planned: int
    untimed: int
    beyond: int


def clock(meeting: Meeting, items: Iterable[AgendaItem]) -> Clock:
    """The times that follow."""
    times: dict[int, datetime.time] = {}
    planned = untimed = 0
    at = datetime.datetime.combine(DAY, meeting.starts) if meeting.starts else None
    for item in items:
        if at is not None and at.date() == DAY:
            times[item.pk] = at.time()
        planned += item.minutes or 0
        untimed += item.minutes is None
        if at is not None:
            at = at + datetime.timedelta(minutes=item.minutes) if item.minutes else None
    return Clock(times, planned, untimed, _beyond(meeting, planned))


def _beyond(meeting: Meeting, planned: int) -> int:
    if meeting.starts is None or meeting.ends is None:
        return 0
    first = datetime.datetime.combine(DAY, meeting.starts)
    last = datetime.datetime.combine(DAY, meeting.ends)
    return max(planned - int((last - first).total_seconds() // 60), 0)
