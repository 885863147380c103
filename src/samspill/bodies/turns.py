"""Whose turn an office is, and who may hold it: the one place that pages and checks ask."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

OfficeOf = tuple[Hashable, str]
"""A body, and an office in it."""
ONE_DAY = datetime.timedelta(days=1)


def months_after(start: datetime.date, months: int) -> datetime.date:
    """The day so many months later; the last of a month that has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(start.day, last))


class Turn(NamedTuple):
    """The days on which an office is somebody's."""

    whose: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class Cycle:
    """How an office goes round: by ``order``, or as the opposite of another."""

    months: int | None = None
    order: tuple[str, ...] = ()
    starts_on: datetime.date | None = None
    opposite: OfficeOf | None = None

    def turn_on(self, date: datetime.date) -> Turn | None:
        """None where there are no turns, they have not begun, or nobody knows when they did."""
        if not (self.months and self.order and self.starts_on) or date < self.starts_on:
            return None
        passed = (date.year - self.starts_on.year) * 12 + date.month - self.starts_on.month
        if months_after(self.starts_on, passed) > date:
            passed -= 1
        number = passed // self.months
        first = months_after(self.starts_on, number * self.months)
        following = months_after(self.starts_on, (number + 1) * self.months)
        return Turn(self.order[number % len(self.order)], first, following - ONE_DAY)


class Area(NamedTuple):
    """A side, party or region: its name, its side, and the parties that belong to it."""

    name: str
    side: str | None
    members: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Holder:
    """Who holds an office: the side, and what parties and regions the seat or they stand for."""

    label: str
    side: str | None
    tied: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    areas: Mapping[str, Area] = field(default_factory=dict, compare=False)

    def is_none_of(self, whom: Collection[str], kind: str = "") -> bool:
        """Whether it is known that the holder is from none of those, nor from such a party."""
        if not whom and not kind:
            return False
        mine = {*self.tied, self.side}
        if mine & set(whom) or kind in self.kinds:
            return False
        could_be = kind and not self.kinds
        return not could_be and all(self._is_elsewhere(one) for one in whom)

    def _is_elsewhere(self, one: str) -> bool:
        area = self.areas.get(one)
        if area is None:
            return False
        if one == area.side or not self.tied:
            return None not in (self.side, area.side) and self.side != area.side
        my_regions = [self.areas[mine] for mine in self.tied if mine in self.areas]
        may_be = any(one in mine.members for mine in my_regions) or self.tied & area.members
        return not may_be


def region_of(
    name: str, side: str | None, members: Iterable[str], side_of: Callable[[str], str | None]
) -> Area:
    """A region as an area; without a side of its own it has the one that all its members have."""
    mine = frozenset(members)
    sides = {side_of(one) for one in mine}
    return Area(name, side or (sides.pop() if len(sides) == 1 else None), mine)


def holder_of(
    label: str,
    *,
    sides: Iterable[str | None],
    party: str | None,
    region: str | None,
    comes_from: str | None,
    areas: Mapping[str, Area],
    kinds: Mapping[str, str],
    above: Mapping[str, str | None],
) -> Holder:
    """Who holds an office, by what the seat stands for and where its holder comes from.

    Args:
        sides: the seat's own first, where they are said.
        kinds: of parties; one that is not there is not known.
        above: what a party is a part of.
    """
    named = [one for one in (party, comes_from) if one and one in kinds]
    named += [whole for one in named if (whole := above.get(one) or "") in kinds]
    theirs = (areas[one].side for one in (party, region, comes_from) if one and one in areas)
    return Holder(
        label,
        next(filter(None, chain(sides, theirs)), None),
        frozenset(filter(None, (*named, region))),
        frozenset(kinds[one] for one in named),
        areas,
    )


class DueFrom(NamedTuple):
    """From whom an office should be held on a day: any of these."""

    whom: frozenset[str]
    turn: Turn | None = None
    opposite: OfficeOf | None = None


def due_on(
    office: OfficeOf,
    date: datetime.date,
    cycles: Mapping[OfficeOf, Cycle],
    holders: Mapping[OfficeOf, list[Holder]],
    areas: Mapping[str, Area],
    seen: tuple[OfficeOf, ...] = (),
) -> DueFrom | None:
    """From whom an office should be held by its rotation; None where it cannot be told.

    The opposite of another is from another side than the one whose turn that is; without a
    rotation of its own, than the one that holds it.

    Args:
        areas: sides, parties and regions of the day by their keys; a side is its own side.
    """
    cycle = cycles.get(office)
    if cycle is None or office in seen:
        return None
    if cycle.opposite is None:
        turn = cycle.turn_on(date)
        return DueFrom(frozenset([turn.whose]), turn) if turn else None
    other = due_on(cycle.opposite, date, cycles, holders, areas, (*seen, office))
    if other:
        taken = {areas[one].side for one in other.whom if one in areas}
    else:
        taken = {one.side for one in holders.get(cycle.opposite, [])}
    taken.discard(None)
    if len(taken) != 1:
        return None
    sides = {key for key, area in areas.items() if key == area.side}
    return DueFrom(frozenset(sides - taken), None, cycle.opposite)
