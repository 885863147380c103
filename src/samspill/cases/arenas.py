"""What a meeting needs, by its kind and by who meets (``cases.Arena``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samspill.cases.models import Arena, Meeting
from samspill.cases.words import ToldState


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
