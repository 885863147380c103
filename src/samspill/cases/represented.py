"""Who is spoken for at a meeting, what they say, and how far those stand who were asked.

Whom the seats speak for is said in ``bodies/spoken_for.py``, on the day of the meeting: a meeting
of the past speaks for those of that day.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from samspill.bodies.spoken_for import Represented, Speaking, Spoken, spoken_of, stand_ins, to_read
from samspill.cases.models import Meeting, OwedReading, OwedRemark, Remark
from samspill.cases.states import MeetingState
from samspill.common.actors import Actor
from samspill.common.permissions import which
from samspill.common.ready import together

DONE = "done"
NOTHING = "nothing"
"""The status of who was asked and has nothing to say."""


@dataclass(frozen=True)
class AskedBefore:
    """That a party is asked before a meeting; ``due_on`` the day it is to answer by."""

    due_on: datetime.date | None
    is_open: bool
    said: str


@dataclass(frozen=True)
class Heard:
    """A party that one speaks for, what it says, and whether it was asked."""

    party: Represented
    remark: Remark | None = None
    asked: AskedBefore | None = None
    told: str | None = None
    """How it stands with reading what was decided (``closed_as``); None where it was not told."""

    @property
    def says_nothing(self) -> bool:
        """Whether it was asked and answered that it has nothing to say."""
        return self.remark is None and self.asked is not None and self.asked.said == NOTHING

    @property
    def is_silent(self) -> bool:
        """Whether nothing has come from it."""
        return self.remark is None and not self.says_nothing


@dataclass(frozen=True)
class Speaker:
    """What somebody speaks for at a meeting: by which seats, and for whom."""

    seats: tuple[Speaking, ...]
    heard: tuple[Heard, ...]

    @property
    def through(self) -> str:
        """What the seats stand for, in words."""
        return ", ".join(dict.fromkeys(one.region_name or one.label for one in self.seats))

    @property
    def says(self) -> list[Heard]:
        return [one for one in self.heard if one.remark is not None]

    @property
    def silent(self) -> list[Heard]:
        return [one for one in self.heard if one.is_silent]

    @property
    def nothing(self) -> list[Heard]:
        return [one for one in self.heard if one.says_nothing]

    @property
    def has_read(self) -> list[Heard]:
        """Those who have confirmed that they have read what was decided."""
        return [one for one in self.heard if one.told == DONE]

    @property
    def has_not_read(self) -> list[Heard]:
        return [one for one in self.heard if one.told is not None and one.told != DONE]

    @property
    def may_be_asked(self) -> list[Heard]:
        """Those whom nobody has asked yet, and who have said nothing by themselves."""
        return [one for one in self.silent if one.asked is None]


def may_be_spoken_to(meeting: Meeting, date: datetime.date) -> bool:
    """Whether those represented may still say something: it is called, and its day not past."""
    return meeting.state == MeetingState.CALLED and meeting.date >= date


def reads_of(actor: Actor, meeting: Meeting) -> dict[str, QuerySet]:
    """The rows that :func:`speaker_of` and :func:`mine_of` need; reads prefetched ``bodies``."""
    asked = OwedRemark.objects.filter(thing=meeting)
    told = OwedReading.objects.filter(thing=meeting)
    return {
        **to_read([body.pk for body in meeting.bodies.all()], meeting.date),
        "remarks": which(actor, Remark.objects.filter(meeting=meeting)).order_by("pk"),
        "asked": asked.values_list(
            "commitment__owners__party",
            "commitment__due_on",
            "commitment__state",
            "commitment__result__slug",
        ),
        "told": told.values_list("commitment__owners__party", "commitment__closed_as"),
    }


def spoken_at(meeting: Meeting) -> list[Spoken]:
    """For whom the seats speak at a meeting; one query and the bodies'."""
    bodies = [body.pk for body in meeting.bodies.all()]
    return spoken_of(together(**to_read(bodies, meeting.date)))


def seats_to(spoken: Iterable[Spoken], read: Mapping[str, Sequence[Any]], party: int) -> set[int]:
    """The seats that a party speaks to: those that speak for it, and who steps in for just one."""
    speaking = {seat.pk for one in spoken if one.party.pk == party for seat in one.seats}
    return speaking | {one.pk for one in stand_ins(read) if one.substitute_for in speaking}


def speaker_of(actor: Actor, read: Mapping[str, Sequence[Any]]) -> Speaker | None:
    """For whom the actor speaks; None where no seat of theirs speaks for anybody."""
    if actor.person is None:
        return None
    spoken = spoken_of(read)
    mine = {seat.pk: seat for one in spoken for seat in one.seats if seat.person == actor.person}
    stepping = [one for one in stand_ins(read) if one.person == actor.person]
    others = {one.substitute_for for one in stepping}
    mine |= {seat.pk: seat for one in spoken for seat in one.seats if seat.pk in others}
    parties = {one.party.pk: one.party for one in spoken if _speaks(one, mine)}
    if not parties:
        return None
    return Speaker(tuple(mine.values()), tuple(_heard(parties.values(), read)))


def mine_of(parties: Collection[int], read: Mapping[str, Sequence[Any]]) -> list[Heard]:
    """Of some parties those that a seat speaks for at the meeting."""
    spoken = {one.party.pk: one.party for one in spoken_of(read) if one.party.pk in parties}
    return _heard(spoken.values(), read)


def _speaks(one: Spoken, seats: Collection[int]) -> bool:
    return any(seat.pk in seats for seat in one.seats)


def _heard(parties: Iterable[Represented], read: Mapping[str, Sequence[Any]]) -> list[Heard]:
    remarks = {one.party_id: one for one in read["remarks"]}
    asked = {
        party: AskedBefore(due_on, state == "open", said or "")
        for party, due_on, state, said in read["asked"]
    }
    told = dict(read["told"])
    return [Heard(one, remarks.get(one.pk), asked.get(one.pk), told.get(one.pk)) for one in parties]
