"""The routines in force, and how far their taking into use has come."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from samspill.commitments.models import Commitment
from samspill.documents.models import DocumentKind, Edition
from samspill.in_use.models import OwedRoutine


@dataclass(frozen=True)
class InUse:
    """A routine in force: how many parties were asked, and how many have confirmed.

    ``answered`` is how many have said anything; ``open`` how many are still to confirm.
    """

    edition: Edition
    asked: int
    confirmed: int
    late: int
    answered: int
    open: int


def routines_on(date: datetime.date) -> list[InUse]:
    """The routines in force, each with how far its taking into use has come; two queries."""
    is_late = Q(commitment__state=Commitment.State.OPEN, commitment__due_on__lt=date)
    is_confirmed = Q(commitment__closed_as=Commitment.ClosedAs.DONE)
    is_taken_back = Q(commitment__closed_as=Commitment.ClosedAs.WITHDRAWN)
    is_answered = Q(commitment__reported_on__isnull=False)
    counted = {
        row["thing"]: row
        for row in OwedRoutine.objects.values("thing").annotate(
            asked=Count("pk", filter=~is_taken_back | is_answered),
            answered=Count("pk", filter=is_answered),
            open=Count("pk", filter=Q(commitment__state=Commitment.State.OPEN)),
            confirmed=Count("pk", filter=is_confirmed),
            late=Count("pk", filter=is_late),
        )
    }
    found = []
    for edition in in_force_on(date):
        row = counted.get(edition.pk, {})
        figures = ("asked", "confirmed", "late", "answered", "open")
        found.append(InUse(edition, *(row.get(name, 0) for name in figures)))
    return found


def in_force_on(date: datetime.date) -> QuerySet[Edition]:
    """The editions of routines that hold on a date."""
    routines = Edition.objects.in_force_on(date).filter(
        document__kind__role=DocumentKind.Role.ROUTINE
    )
    found: QuerySet[Edition] = routines.select_related("document__kind")
    return found.order_by("document__order", "document__slug")
