"""The roles that come from seats and offices in bodies."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.text import format_lazy

from samspill.bodies.models import Office, Role, Term
from samspill.common.actors import Found, Held
from samspill.common.models import Partnership
from samspill.common.validity import holds_on

OFFICES_WITH_A_ROLE = {Office.Kind.CHAIR, Office.Kind.DEPUTY_CHAIR, Office.Kind.SECRETARY}


def roles_of(user: Any, partnership: Partnership, date: datetime.date) -> Found:
    """What the user's seats give on ``date``: the seat's role, and the offices that go with it."""
    terms = Term.objects.on(date).filter(
        holds_on(date, "seat__"), holds_on(date, "seat__body__"), person__user=user.pk
    )
    seats = list(
        terms.values_list(
            "seat", "seat__role", "seat__body", "seat__body__short_name", "seat__body__name"
        )
    )
    if not seats:
        return Found()
    offices = Office.objects.on(date).filter(seat__in=[seat for seat, *_more in seats])
    kinds: dict[int, set[str]] = {}
    for seat, kind in offices.values_list("seat", "kind"):
        kinds.setdefault(seat, set()).add(kind)
    return Found(
        roles=tuple(
            held
            for seat, role, body, short, name in seats
            for held in _held(role, kinds.get(seat, set()), body, short or name)
        )
    )


def _held(role: str, kinds: set[str], body: int, where: str) -> list[Held]:
    label = format_lazy("{}, {}", Role(role).label, where)
    roles = [Held(role, "body", body, label)]
    for kind in sorted(kinds & OFFICES_WITH_A_ROLE):
        label = format_lazy("{}, {}", Office.Kind(kind).label, where)
        roles.append(Held(str(kind), "body", body, label))
    return roles
