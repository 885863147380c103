"""The roles that come from assignments: secretariat, contact person and so on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import FilteredRelation, QuerySet
from django.utils.text import format_lazy

from samspill.common.actors import Held
from samspill.common.roles import Found
from samspill.common.validity import holds_on
from samspill.parties.models import Assignment, Person


def assignments_of(user: Any, date: Any) -> QuerySet:
    """Who the user is here, and the assignments that hold on ``date``."""
    holding = FilteredRelation("assignments", condition=holds_on(date, "assignments__"))
    person = Person.objects.filter(user=user).annotate(holding=holding)
    return person.order_by("holding__kind", "holding__valid_from", "holding__pk").values_list(
        "pk", "holding__kind", "holding__party", "holding__party__name"
    )


def roles_of(user: Any, rows: Sequence[Any]) -> Found:
    """The person, and what those assignments give."""
    if not rows:
        return Found()
    return Found(rows[0][0], tuple(_held(*held) for _pk, *held in rows if held[0]))


def _held(kind: str, party: int | None, name: str) -> Held:
    label = Assignment.Kind(kind).label
    if party is None:
        return Held(kind, label=label)
    return Held(kind, "party", party, format_lazy("{}, {}", label, name))


def assigned_others() -> QuerySet:
    """Who has, or had, a role that is not for a party."""
    others = Assignment.objects.exclude(kind__in=Assignment.FOR_A_PARTY)
    return others.order_by().values("person")
