"""Who stands today where somebody stood who has ended: the one successor, or those to ask about.

What hangs on something that has ended goes to its successor only where that is plain: one took it
over, and whole. Where several did, or it went in parts, or nobody did, a person must decide.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

One = TypeVar("One", bound=Any)
"""A body or a party: something that has a name."""


@dataclass(frozen=True)
class Link:
    """That ``after`` took over from ``before``, in ``part`` when it was not the whole of it."""

    before: int
    after: int
    on: datetime.date | None = None
    part: str = ""


@dataclass(frozen=True)
class Heir:
    """Who stands there on a day, by primary key; nobody, where that must be decided.

    ``among`` are those who took over, each a part or not, to be chosen from.
    """

    pk: int | None
    among: tuple[int, ...] = ()


class Line:
    """Those of one kind who have an end, and who took over from whom."""

    def __init__(self, ends: Mapping[int, datetime.date], links: Iterable[Link]) -> None:
        self.ends = ends
        self.links: dict[int, list[Link]] = defaultdict(list)
        for link in links:
            self.links[link.before].append(link)

    def has_ended(self, pk: int, date: datetime.date) -> bool:
        """Whether its last day is before ``date``."""
        last = self.ends.get(pk)
        return last is not None and last < date

    def heir(self, pk: int, date: datetime.date) -> Heir:
        """Who stands on ``date`` where this one stood; itself while it lasts."""
        seen: set[int] = set()
        while self.has_ended(pk, date):
            seen.add(pk)
            after = [one for one in self.links[pk] if one.on is None or one.on <= date]
            among = tuple(dict.fromkeys(one.after for one in after))
            if len(among) != 1 or any(one.part for one in after) or among[0] in seen:
                return Heir(None, among)
            pk = among[0]
        return Heir(pk)

    def standing_as(self, pk: int, date: datetime.date) -> list[int]:
        """Itself, and all who have ended whose heir it is on ``date``."""
        ended = [one for one in self.ends if one != pk and self.heir(one, date).pk == pk]
        return [pk, *ended]


@dataclass(frozen=True)
class StandsNow(Generic[One]):
    """Who stands on a day where ``before`` stood, with what must be known about it.

    Where that must be decided, ``now`` is who it was, and ``is_undecided`` says so; ``among`` are
    those who took over, each a part.
    """

    now: One
    before: One
    is_undecided: bool = False
    among: tuple[One, ...] = ()

    @property
    def took_over_from(self) -> str:
        """Who stood there before, where that is another."""
        return "" if self.now == self.before else self.before.short_name or self.before.name


def stands_now(
    one: One, date: datetime.date, line: Line, named: Mapping[int, One]
) -> StandsNow[One]:
    """Who stands on a day where ``one`` stood.

    Args:
        named: those that took over from somebody, by key.
    """
    heir = line.heir(one.pk, date)
    if heir.pk is None:
        return StandsNow(one, one, is_undecided=True, among=tuple(named[pk] for pk in heir.among))
    return StandsNow(one if heir.pk == one.pk else named[heir.pk], one)
