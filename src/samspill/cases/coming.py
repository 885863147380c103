"""Who comes to a meeting that is called, seat by seat: what the secretary and the members see."""

from __future__ import annotations

from collections.abc import Mapping
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
    """Everybody, and the sums; ``called`` are the calls, ``coming`` those answered with a yes."""

    groups: list[Group] = field(default_factory=list)
    mine: Call | None = None
    called: int = 0
    coming: int = 0
    unanswered: int = 0
    votes: int = 0
    """Seats with a vote that somebody comes for."""


def reads(actor: Actor, meeting: Meeting) -> dict[str, QuerySet]:
    """What :func:`coming` is made from, by name: nothing of what the actor may not see."""
    seats = Seat.objects.on(meeting.date).with_holder_on(meeting.date)
    there = seats.filter(
        body__in=meeting.bodies.through.objects.filter(meeting=meeting).values("body")
    )
    unsent = (Message.State.REFUSED, Message.State.UNCERTAIN)
    mine = which(actor, Call.objects.active().filter(meeting=meeting))
    return {
        "called": mine.select_related("seat", "guest", "person__user").order_by("pk"),
        "guests": meeting.guests.select_related("item__case").order_by("pk"),
        "called_seats": there.exclude(role=Role.SUBSTITUTE)
        .select_related("side", "body")
        .order_by("body__order", "order", "pk"),
        "unsent": Message.objects.filter(
            key__startswith=f"meeting/{meeting.pk}/", state__in=unsent
        ),
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
    returned = {one.key.split("/")[2]: one.problem for one in read["unsent"]}
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
            places.append(_place(label, told, shown, person, returned))
        groups.append(_group(name, next(marks, "side-c") if is_side else "side-c", places))
    guests = [
        _place(str(one.guest), _answered(one), one, person, returned) for one in called if one.guest
    ]
    if guests:
        groups.append(_group(_("Guests"), "side-c", guests))
    mine = next((one for one in called if person is not None and one.person_id == person), None)
    answers = [one.answer for one in called]
    return WhoComes(groups, mine, len(called), answers.count(YES), answers.count(""), votes)


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
    returned: Mapping[str, str],
) -> Place:
    missing = ""
    if one is not None and not one.answer:
        reader = f"g{one.guest_id}" if one.guest_id else f"p{one.person_id}"
        if not one.reached_at:
            missing = _("No e-mail address is entered")
        elif reader in returned:
            missing = _("The letter did not arrive: %(why)s") % {"why": returned[reader]}
    is_mine = one is not None and person is not None and one.person_id == person
    return Place(label, told, one, is_mine, missing)


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
