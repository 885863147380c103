"""Meetings on the open pages of a body."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from samspill.bodies.models import Body
from samspill.cases.models import Case, Meeting, Practice
from samspill.cases.readings import by_meeting, counted, sum_of
from samspill.cases.words import state_of
from samspill.common.public.page import PublicRequest
from samspill.common.ready import ready_together
from samspill.plans.models import Measure

GROUP_CASES = 10
HELD = 20
"""How many of the meetings that have been are shown, the last ones first."""


def of_body(request: PublicRequest, body: Body, date: datetime.date) -> dict[str, Any]:
    """When a body meets, and when it has met, also together with others."""
    read = _read(request, body)
    readings = by_meeting(read["readings"])
    for one in read["been"]:
        one.readings = readings.get(one.pk)
    return {
        "body": body,
        "coming": [(one, state_of(one, date)) for one in read["coming"]],
        "been": [(one, state_of(one, date)) for one in read["been"]],
        "told_measures": read["told_measures"],
        "readings": sum_of(readings.values()),
    }


def of_groups(request: PublicRequest, body: Body, date: datetime.date) -> dict[str, Any] | None:
    """The open cases that groups under a body have, or raised; each page shows the whole way."""
    found = _read(request, body)["of_groups"]
    return {"cases": found} if found else None


def _read(request: PublicRequest, body: Body) -> dict[str, list[Any]]:
    """What the panels of a body's page show, asked once for both."""
    if not hasattr(request, "meetings_of_body"):
        read = _meetings(body=body.pk, date=request.as_of.date)
        request.meetings_of_body = read  # type: ignore[attr-defined]
    return request.meetings_of_body  # type: ignore[attr-defined]


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
    practices = Practice.objects.on(date).filter(body=body).values("pk")
    groups = Body.objects.filter(parent=body, kind__in=Body.GROUPS).values("pk")
    theirs = Case.objects.public().filter(Q(body__in=groups) | Q(proposing_body__in=groups))
    return {
        "of_groups": theirs.select_related("body", "proposing_body").newest_first()[:GROUP_CASES],
        "coming": of_it.coming(date),
        "been": of_it.filter(date__lt=date).order_by("-date", "-pk")[:HELD],
        "readings": counted(
            of_it.filter(date__lt=date).order_by("-date", "-pk").values("pk")[:HELD]
        ),
        "told_measures": Measure.objects.filter(told_practices__in=practices)
        .order_by("number")
        .values_list("number", "edition__plan__slug"),
    }
