"""Meetings on the open pages of a body."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import F, QuerySet

from samspill.bodies.models import Body
from samspill.cases.models import Case, Meeting
from samspill.cases.words import state_of
from samspill.common.public.page import PublicRequest
from samspill.common.ready import ready_together

HELD = 20
"""How many of the meetings that have been are shown, the last ones first."""


def of_body(request: PublicRequest, body: Body, date: datetime.date) -> dict[str, Any]:
    """When a body meets, and when it has met, also together with others."""
    read = _meetings(body=body.pk, date=date)
    return {
        "body": body,
        "coming": [(one, state_of(one, date)) for one in read["coming"]],
        "been": [(one, state_of(one, date)) for one in read["been"]],
    }


def of_inputs(
    request: PublicRequest, about: None, date: datetime.date
) -> dict[int, dict[str, Any]] | None:
    """The open cases that input to a plan names, by the input."""
    found: dict[int, list[Case]] = {}
    open_cases = Case.objects.public().filter(inputs__isnull=False)
    for one in open_cases.annotate(named_in=F("inputs")).order_by("pk"):
        found.setdefault(one.named_in, []).append(one)
    return {key: {"cases": cases} for key, cases in found.items()} or None


@ready_together
def _meetings(body: Any, date: Any) -> dict[str, QuerySet]:
    of_it = Meeting.objects.of(body)
    return {
        "coming": of_it.coming(date),
        "been": of_it.filter(date__lt=date).order_by("-date", "-pk")[:HELD],
    }
