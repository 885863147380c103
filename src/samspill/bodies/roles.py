"""The roles that come from seats and offices in bodies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import FilteredRelation, QuerySet
from django.utils.text import format_lazy

from samspill.bodies.models import Office, Role, Term
from samspill.common.actors import Held
from samspill.common.roles import Found
from samspill.common.validity import holds_on

OFFICES_WITH_A_ROLE = {Office.Kind.CHAIR, Office.Kind.DEPUTY_CHAIR, Office.Kind.SECRETARY}


def seats_of(user: Any, date: Any) -> QuerySet:
    """The seats that the user sits on on ``date``, a row for each office that goes with one."""
    office = FilteredRelation("seat__offices", condition=holds_on(date, "seat__offices__"))
    terms = Term.objects.on(date).filter(
        holds_on(date, "seat__"), holds_on(date, "seat__body__"), person__user=user
    )
    return (
        terms.annotate(office=office)
        .order_by("valid_from", "pk", "office__kind")
        .values_list(
            "seat",
            "seat__role",
            "seat__body",
            "seat__body__short_name",
            "seat__body__name",
            "office__kind",
        )
    )


def roles_of(user: Any, rows: Sequence[Any]) -> Found:
    """What those seats give: the seat's role, and the offices that go with it."""
    held: dict[int, list[Held]] = {}
    for seat, role, body, short, name, office in rows:
        where = short or name
        mine = held.setdefault(seat, [Held(role, "body", body, _label(Role(role), where))])
        if office in OFFICES_WITH_A_ROLE:
            mine.append(Held(office, "body", body, _label(Office.Kind(office), where)))
    return Found(roles=tuple(one for mine in held.values() for one in mine))


def _label(role: Role | Office.Kind, where: str) -> Any:
    return format_lazy("{}, {}", role.label, where)
