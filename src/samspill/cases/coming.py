"""Who comes to a meeting that is called, seat by seat: what the secretary and the members see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samspill.bodies.models import Occupancy, Role, Seat
from samspill.cases.models import Call, Meeting
from samspill.cases.words import ToldState
from samspill.common.actors import Actor
from samspill.common.permissions import which
from samspill.mail.models import Message
from samspill.parties.models import RegionMembership

YES, NO = Call.Answer.YES, Call.Answer.NO


@dataclass(frozen=True)
class Place:
    """A seat, or a guest, and how it stands with it."""

    label: str
    told: ToldState
    call: Call | None
    is_mine: bool
    not_reached: str
    """Why no letter has come to who is called; empty where nothing is known to be wrong."""


@dataclass(frozen=True)
class Group:
    """The places of one side, of the observers, or of the guests."""

    name: str
    mark: str
    """How the side is drawn (``side-a``, ``side-b``); the others ``side-c``."""
    places: list[Place]
    coming: int
    """The places that somebody has said yes for."""
    called: int
    """The places that are called: a vacant one is not."""


@dataclass(frozen=True)
class WhoComes:
    """Everybody, and the sums of the places: ``called``, and ``coming`` where somebody says yes."""

    groups: list[Group] = field(default_factory=list)
    mine: Call | None = None
    is_replaced: bool = False
    """Whether a substitute is called for a seat of one's own."""
    called: int = 0
    coming: int = 0
    unanswered: int = 0
    votes: int = 0
    """Seats with a vote that somebody comes for."""
    regions: list[tuple[str, ToldState]] = field(default_factory=list)
    """Whether somebody comes from each region that has a seat, or is invited."""


class _Missed:
    """Why no letter has come to a reader: of the last one, or of one that came back from there."""

    def __init__(self, letters: Iterable[Message]) -> None:
        self.last: dict[str, str] = {}
        self.back: set[tuple[str, str]] = set()
        for one in letters:
            reader = one.key.split("/")[2]
            if one.state == Message.State.RETURNED:
                self.back.add((reader, one.to))
            elif one.state in (Message.State.REFUSED, Message.State.UNCERTAIN):
                self.last[reader] = one.problem
            elif one.state == Message.State.SENT:
                self.last.pop(reader, None)

    def why(self, call: Call) -> str:
        """In words; empty where nothing is known to be wrong."""
        reader = f"g{call.guest_id}" if call.guest_id else f"p{call.person_id}"
        if not call.reached_at:
            return _("No e-mail address is entered")
        if (reader, call.reached_at) in self.back:
            return _("The letter came back: tell of the meeting in another way")
        if reader in self.last:
            return _("The letter did not arrive: %(why)s") % {"why": self.last[reader]}
        return ""


def reads(actor: Actor, meeting: Meeting) -> dict[str, QuerySet]:
    """What :func:`coming` is made from, by name: nothing of what the actor may not see."""
    seats = Seat.objects.on(meeting.date).with_holder_on(meeting.date)
    there = seats.filter(
        body__in=meeting.bodies.through.objects.filter(meeting=meeting).values("body")
    )
    letters = Message.objects.filter(key__startswith=f"meeting/{meeting.pk}/")
    regions = RegionMembership.objects.on(meeting.date).filter(
        party__in=there.order_by().values("represents_party")
    )
    mine = which(actor, Call.objects.active().filter(meeting=meeting))
    return {
        "called": mine.select_related("seat", "guest__region", "person__user").order_by("pk"),
        "guests": meeting.guests.select_related("item__case").order_by("pk"),
        "called_seats": there.exclude(role=Role.SUBSTITUTE)
        .select_related("side", "body", "represents_region")
        .order_by("body__order", "order", "pk"),
        "letters": letters.only("key", "to", "state", "problem").order_by("pk"),
        "regions_then": regions.order_by("region__name").values_list("party", "region__name"),
    }


def coming(read: Mapping[str, list[Any]], person: int | None) -> WhoComes:
    """Who comes.

    Args:
        read: what :func:`reads` yields.
        person: who looks, to find one's own call.
    """
    called: list[Call] = read["called"]
    if not called:
        return WhoComes()
    of_seat = {one.seat_id: one for one in called if one.stands_in_for_id is None and one.seat_id}
    instead = {one.stands_in_for_id: one for one in called if one.answer != NO}
    missed = _Missed(read["letters"])
    regions = dict(read["regions_then"])
    by_region: dict[str, list[Place]] = defaultdict(list)
    several = len({seat.body_id for seat in read["called_seats"]}) > 1
    ordered = sorted(read["called_seats"], key=_side)
    marks = iter(("side-a", "side-b"))
    groups, votes = [], 0
    for (_order, name, is_side), seats in groupby(ordered, key=_side):
        places = []
        for seat in seats:
            one, other = of_seat.get(seat.pk), instead.get(seat.pk)
            told = _told(seat, one, other)
            votes += seat.may_vote and seat.role == Role.MEMBER and told.kind in ("ok", "partial")
            shown = other if other is not None and one is not None and one.answer == NO else one
            label = (
                f"{seat.label}, {seat.body.short_name or seat.body.name}" if several else seat.label
            )
            places.append(_place(label, told, shown, person, missed))
            region = seat.represents_region
            name_of_region = region.name if region else regions.get(seat.represents_party_id)
            if name_of_region and seat.role == Role.MEMBER:
                by_region[name_of_region].append(places[-1])
        groups.append(_group(name, next(marks, "side-c") if is_side else "side-c", places))
    guests = []
    for one in called:
        if one.guest is not None:
            guests.append(_place(str(one.guest), _answered(one), one, person, missed))
            if one.guest.region is not None:
                by_region[one.guest.region.name].append(guests[-1])
    if guests:
        groups.append(_group(_("Guests"), "side-c", guests))
    mine = next((one for one in called if person is not None and one.person_id == person), None)
    there = [one for group in groups for one in group.places if one.call is not None]
    kinds = [one.told.kind for one in there]
    sums = (len(there), kinds.count("ok") + kinds.count("partial"), kinds.count("none"))
    of_regions = [_region(name, places) for name, places in sorted(by_region.items())]
    is_replaced = mine is not None and mine.answer == NO and mine.seat_id in instead
    return WhoComes(groups, mine, is_replaced, *sums, votes, of_regions)


def _side(seat: Seat) -> tuple[int, str, bool]:
    if seat.role == Role.OBSERVER:
        return (10_000, _("Observers"), False)
    if seat.side is None:
        return (9_999, _("Others"), False)
    return (seat.side.order, seat.side.name, True)


def _group(name: str, mark: str, places: list[Place]) -> Group:
    coming = sum(one.told.kind in ("ok", "partial") for one in places)
    return Group(name, mark, places, coming, sum(one.call is not None for one in places))


def _place(
    label: str,
    told: ToldState,
    one: Call | None,
    person: int | None,
    missed: _Missed,
) -> Place:
    missing = missed.why(one) if one is not None and not one.answer else ""
    is_mine = one is not None and person is not None and one.person_id == person
    return Place(label, told, one, is_mine, missing)


def _region(name: str, places: list[Place]) -> tuple[str, ToldState]:
    come = sum(one.told.kind in ("ok", "partial") for one in places)
    said = _("%(come)d of %(all)d come") % {"come": come, "all": len(places)}
    if come:
        return name, ToldState("ok" if come == len(places) else "partial", said)
    if any(one.call is not None and not one.call.answer for one in places):
        return name, ToldState("none", _("No answer yet"))
    return name, ToldState("no", _("Nobody comes"))


def _told(seat: Any, one: Call | None, other: Call | None) -> ToldState:
    if one is None and seat.occupancy == Occupancy.VACANT:
        return ToldState("vacant", _("Vacant"))
    if one is None:
        return ToldState("none", _("Not called"))
    if one.answer == NO and other is not None:
        if other.answer == YES:
            return ToldState("partial", _("Substitute"))
        return ToldState("none", _("Substitute is asked"))
    return _answered(one)


def _answered(one: Call) -> ToldState:
    if one.answer == YES:
        return ToldState("ok", _("Yes"))
    return ToldState("no", _("No")) if one.answer == NO else ToldState("none", _("No answer yet"))
