"""The roles that come from seats and offices in bodies."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.text import format_lazy

from samspill.bodies.models import Office, Role, Term
from samspill.common.actors import Found, Held
from samspill.common.models import Partnership

OFFICES_WITH_A_ROLE = {Office.Kind.CHAIR, Office.Kind.DEPUTY_CHAIR, Office.Kind.SECRETARY}


def roles_of(user: Any, partnership: Partnership, date: datetime.date) -> Found:
    """What the user's seats give on ``date``: the seat's role, and the offices that go with it."""
    terms = list(
        Term.objects.on(date).filter(person__user=user.pk).select_related("seat__body", "seat")
    )
    terms = [term for term in terms if term.seat.holds_on(date) and term.seat.body.holds_on(date)]
    if not terms:
        return Found()
    offices = Office.objects.on(date).filter(seat__in=[term.seat_id for term in terms])
    kinds: dict[int, set[str]] = {}
    for office in offices:
        kinds.setdefault(office.seat_id, set()).add(office.kind)
    return Found(roles=tuple(held for term in terms for held in _held(term, kinds)))


def _held(term: Term, kinds: dict[int, set[str]]) -> list[Held]:
    seat = term.seat
    where = seat.body.short_name or seat.body.name
    label = format_lazy("{}, {}", Role(seat.role).label, where)
    roles = [Held(seat.role, "body", seat.body_id, label)]
    for kind in sorted(kinds.get(seat.pk, set()) & OFFICES_WITH_A_ROLE):
        label = format_lazy("{}, {}", Office.Kind(kind).label, where)
        roles.append(Held(str(kind), "body", seat.body_id, label))
    return roles
