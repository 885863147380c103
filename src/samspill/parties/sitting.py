"""Where people sit today, told by the app that knows it: a party knows of no bodies."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

Sitting = dict[int, list[str]]
"""What each person holds, in words such as «Medlem (ASU)»."""

_telling: list[Callable[[list[int], datetime.date], Sitting]] = []


def tells_of_seats(told: Callable[[list[int], datetime.date], Sitting]) -> None:
    """Registers who tells of seats and offices.

    Args:
        told: takes the keys of people and a day; asks the database once for all of them.
    """
    if told not in _telling:
        _telling.append(told)


def seats_of_people(people: Iterable[int], date: datetime.date) -> Sitting:
    """The seats and offices that people hold on a day."""
    asked, found = list(people), Sitting()
    for told in _telling if asked else ():
        for person, words in told(asked, date).items():
            found.setdefault(person, []).extend(words)
    return found
