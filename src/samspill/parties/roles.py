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
    held = Assignment.objects.on(date).filter(person=person).select_related("party")
    return Found(person, tuple(_held(assignment) for assignment in held))


def _held(assignment: Assignment) -> Held:
    label = Assignment.Kind(assignment.kind).label
    if assignment.party is None:
        return Held(assignment.kind, label=label)
    where = format_lazy("{}, {}", label, assignment.party.name)
    return Held(assignment.kind, "party", assignment.party_id, where)
