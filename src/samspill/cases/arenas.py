"""What a meeting needs, by its kind and by who meets (``cases.Arena``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samspill.cases.models import Arena, Meeting
from samspill.cases.states import (
    HOLD_AT_NEED,
    MEETING_MOVES,
    MeetingState,
    StateMove,
    moves_from,
)
from samspill.cases.words import ToldState
from samspill.common.models import today


class Needs(NamedTuple):
    """What a meeting needs; ``quorum`` is how many seats with a vote, None where none is asked."""

    is_called: bool = True
    has_minutes: bool = True
    is_approved: bool = True
    quorum: int | None = None


def reads(meeting: Meeting) -> QuerySet[Arena]:
    """The arenas that may say something of a meeting, on its day."""
    bodies = meeting.bodies.through.objects.filter(meeting=meeting).values("body")
    of_it = Q(body__in=bodies) | Q(body=None)
    found: QuerySet[Arena] = Arena.objects.on(meeting.date).filter(
        of_it, kind__in=["", meeting.kind]
    )
    return found.order_by("pk")


def needs_of(meeting: Meeting, arenas: Sequence[Arena] | None = None) -> Needs:
    """What a meeting needs; where several bodies meet, what any of them does.

    Args:
        arenas: what :func:`reads` yields, where it is read already.
    """
    found = list(reads(meeting)) if arenas is None else arenas
    each = [_of(body.pk, found) for body in meeting.bodies.all()]
    if not each:
        return Needs()
    quorums = [one.quorum for one in each if one.quorum is not None]
    return Needs(
        any(one.is_called for one in each),
        any(one.has_minutes for one in each),
        any(one.is_approved for one in each),
        sum(quorums) if quorums else None,
    )


def moves_between(needs: Needs) -> tuple[StateMove, ...]:
    """The ways between the states of a meeting: what is not called need not be confirmed first."""
    return MEETING_MOVES if needs.is_called else (*MEETING_MOVES, HOLD_AT_NEED)


def moves_of(meeting: Meeting, needs: Needs) -> list[StateMove]:
    """What can be done with a meeting that is not over, by what it needs.

    One that is called is called first. When its day is past it can still be entered as held; before
    its day nothing was held, and after it nobody is called.
    """
    moves = moves_from(moves_between(needs), meeting.state)
    is_to_be_called = (
        needs.is_called and meeting.state == MeetingState.PLANNED and meeting.date >= today()
    )
    too_early = is_to_be_called or meeting.date > today()
    too_late = meeting.date < today()
    kept_back = {name for name, so in (("hold", too_early), ("call", too_late)) if so}
    return [one for one in moves if one.name not in kept_back]


def told_needs(needs: Needs) -> list[str]:
    """What a meeting needs, in words, for whoever keeps it."""
    called = _("it is called with an agenda") if needs.is_called else _("it needs no call")
    if not needs.has_minutes:
        return [called, _("no minutes are written")]
    minutes = (
        _("the minutes are approved") if needs.is_approved else _("nobody approves the minutes")
    )
    return [called, minutes]


def without_minutes() -> Callable[[Meeting], bool]:
    """Tells of many meetings whether they have no minutes; all arenas are read once."""
    every = list(Arena.objects.order_by("pk"))

    def has_none(meeting: Meeting) -> bool:
        mine = [
            one for one in every
            if one.kind in ("", meeting.kind) and one.holds_on(meeting.date)
        ]  # fmt: skip
        return bool(mine) and not needs_of(meeting, mine).has_minutes

    return has_none


def _of(body: int, arenas: Sequence[Arena]) -> Needs:
    """The most particular one that is said of the body."""
    mine = [one for one in arenas if one.body_id in (None, body)]
    if not mine:
        return Needs()
    best = max(mine, key=lambda one: (one.body_id is not None, bool(one.kind)))
    return Needs(best.is_called, best.has_minutes, best.is_approved, best.quorum)


def quorum_of(needs: Needs, votes: int) -> ToldState | None:
    """Whether enough come, in words; None where no quorum is asked."""
    if needs.quorum is None:
        return None
    counts = {"votes": votes, "quorum": needs.quorum}
    if votes >= needs.quorum:
        said = _("Enough come: %(votes)d with a vote of the %(quorum)d that it takes")
        return ToldState("ok", said % counts)
    said = _("Too few yet: %(votes)d with a vote of the %(quorum)d that it takes")
    return ToldState("none", said % counts)
