"""The roles that come from assignments: secretariat, contact person and so on."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.text import format_lazy

from samspill.common.actors import Found, Held
from samspill.common.models import Partnership
from samspill.parties.models import Assignment, Person


def roles_of(user: Any, partnership: Partnership, date: datetime.date) -> Found:
    """Who the user is here, and the assignments that hold on ``date``; at most two queries."""
    person = Person.objects.filter(user=user.pk).values_list("pk", flat=True).first()
    if person is None:
        return Found()
    held = Assignment.objects.on(date).filter(person=person)
    return Found(
        person, tuple(_held(*row) for row in held.values_list("kind", "party", "party__name"))
    )


def _held(kind: str, party: int | None, name: str) -> Held:
    label = Assignment.Kind(kind).label
    if party is None:
        return Held(kind, label=label)
    return Held(kind, "party", party, format_lazy("{}, {}", label, name))
