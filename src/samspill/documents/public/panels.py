"""What documents say of a body and of a party, on the pages of those."""

from __future__ import annotations

import datetime
from typing import Any

from samspill.bodies.models import Body
from samspill.common.public.page import PublicRequest
from samspill.documents.models import (
    AuthorityRule,
    Document,
    DocumentParty,
    Milestone,
    Responsibility,
)
from samspill.parties.models import Party


def answers_for(request: PublicRequest, body: Body, date: datetime.date) -> dict[str, Any]:
    """The documents that a body answers for, and what it decides and recommends."""
    return {
        "responsibilities": Responsibility.objects.on(date)
        .filter(body=body, document__in=Document.objects.public())
        .select_related("document__kind")
        .order_by("document__kind__order", "document__order"),
        "decides": AuthorityRule.objects.on(date).filter(bodies=body),
        "recommends": AuthorityRule.objects.on(date).filter(recommending_bodies=body),
    }


def milestones(request: PublicRequest, body: Body, date: datetime.date) -> dict[str, Any] | None:
    """The body's steps in the revisions of documents."""
    found = list(Milestone.objects.filter(body=body).select_related("process"))
    return {"milestones": found} if found else None


def bound(request: PublicRequest, party: Party, date: datetime.date) -> dict[str, Any]:
    """Public documents that bind the party: those in force on the date, and the others."""
    public = Document.objects.public()
    in_force = set(public.in_force_on(date).values_list("pk", flat=True))
    found = (
        DocumentParty.objects.filter(party=party, document__in=public)
        .select_related("document__kind")
        .order_by("document__kind__order", "document__order", "document__slug")
    )
    now = [one for one in found if one.document_id in in_force and one.holds_on(date)]
    before = [one for one in found if one not in now]
    return {"name": party.name_on(date), "bound_now": now, "bound_before": before}
