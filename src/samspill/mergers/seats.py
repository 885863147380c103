"""Seats that go over to a new municipality: each ends, and another takes its place from the day.

What hangs on a seat goes with it: whoever sits there, the offices that it holds, its substitutes,
and the seats that follow it. So the one who sat there in both bodies still does.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from samspill.bodies.models import Office, Seat, Term
from samspill.common import actions
from samspill.common.actors import Actor
from samspill.mergers.moving import MERGE, begins_later, copied, end
from samspill.parties.models import Party


def with_what_hangs_on(seats: Iterable[Seat], date: datetime.date) -> list[Seat]:
    """Those seats, and their substitutes and followers that last beyond the day, each after the
    one that it hangs on."""
    found = list(seats)
    known = {seat.pk for seat in found}
    fresh = set(known)
    while fresh:
        hanging = Seat.objects.filter(_lasting(date)).filter(
            Q(represents_seat__in=fresh) | Q(substitute_for__in=fresh)
        )
        more = [seat for seat in hanging.select_related("body", "side") if seat.pk not in known]
        found += more
        fresh = {seat.pk for seat in more}
        known |= fresh
    return sorted(found, key=_depth_among({seat.pk: seat for seat in found}))


def move_seats(
    *, by: Actor, seats: Iterable[Seat], parties: Iterable[Party], new: Party, date: datetime.date
) -> None:
    """Moves the seats (:func:`with_what_hangs_on`) to ``new`` from the day.

    Args:
        parties: those that the seats speak for until then.
    """
    old = {party.pk for party in parties}
    after: dict[int, Seat] = {}
    there: list[Seat] = []
    for seat in seats:
        is_to_come = begins_later(seat, date)
        successor = seat if is_to_come else copied(seat)
        if seat.represents_party_id in old:
            successor.represents_party = new
        successor.represents_seat = after.get(seat.represents_seat_id or 0, seat.represents_seat)
        successor.substitute_for = after.get(seat.substitute_for_id or 0, seat.substitute_for)
        if is_to_come:
            actions.save(by=by, record=seat, action=MERGE)
        else:
            after[seat.pk] = successor
            _take_over(by, seat, successor, date)
        there.append(successor)
    here = Term.objects.filter(_lasting(date), party__in=old, seat__in=there)
    move_origins(by=by, terms=here.select_related("seat__body", "person"), new=new, date=date)


def move_origins(*, by: Actor, terms: Iterable[Term], new: Party, date: datetime.date) -> None:
    """Says of those who sit somewhere that they come from ``new`` from the day."""
    for term in terms:
        if begins_later(term, date):
            term.party = new
            actions.save(by=by, record=term, action=MERGE)
            continue
        moved = copied(term)
        moved.party = new
        moved.valid_from = date
        end(by, term, date)
        actions.save(by=by, record=moved, action=MERGE)


def _take_over(by: Actor, seat: Seat, successor: Seat, date: datetime.date) -> None:
    successor.slug = f"{seat.slug[:80]}-{date.year}"
    successor.valid_from = date
    actions.save(by=by, record=successor, action=MERGE)
    for held in (Term.objects.select_related("person"), Office.objects.select_related("body")):
        for row in held.filter(_lasting(date), seat=seat):
            _go_on(by, row, successor, date)
    end(by, seat, date)


def _go_on(by: Actor, row: Any, successor: Seat, date: datetime.date) -> None:
    """A term or an office goes on at the seat's successor; one to come moves as it is."""
    if begins_later(row, date):
        row.seat = successor
        actions.save(by=by, record=row, action=MERGE)
        return
    moved = copied(row)
    moved.seat = successor
    moved.valid_from = date
    end(by, row, date)
    actions.save(by=by, record=moved, action=MERGE)


def _lasting(date: datetime.date) -> Q:
    return Q(valid_to__isnull=True) | Q(valid_to__gte=date)


def _depth_among(seats: dict[int, Seat]) -> Any:
    """How many of those seats one hangs on, one after the other."""

    def depth(seat: Seat) -> int:
        above, seen = 0, {seat.pk}
        while on := seats.get(seat.represents_seat_id or seat.substitute_for_id or 0):
            if on.pk in seen:
                break
            seen.add(on.pk)
            above, seat = above + 1, on
        return above

    return depth
