"""The roles that come from assignments: secretariat, contact person and so on."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import FilteredRelation
from django.utils.text import format_lazy

from samspill.common.actors import Found, Held
from samspill.common.models import Partnership
from samspill.common.validity import holds_on
from samspill.parties.models import Assignment, Person


def roles_of(user: Any, partnership: Partnership, date: datetime.date) -> Found:
    """Who the user is here, and the assignments that hold on ``date``; one query."""
    holding = FilteredRelation("assignments", condition=holds_on(date, "assignments__"))
    person = Person.objects.filter(user=user.pk).annotate(holding=holding)
    rows = list(
        person.order_by("holding__kind", "holding__valid_from", "holding__pk").values_list(
            "pk", "holding__kind", "holding__party", "holding__party__name"
        )
    )
    if not rows:
        return Found()
    return Found(rows[0][0], tuple(_held(*held) for _pk, *held in rows if held[0]))


def _held(kind: str, party: int | None, name: str) -> Held:
    label = Assignment.Kind(kind).label
    if party is None:
        return Held(kind, label=label)
    return Held(kind, "party", party, format_lazy("{}, {}", label, name))
