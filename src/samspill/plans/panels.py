"""Measures on the signed-in page of a body."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import QuerySet

from samspill.bodies.models import Body
from samspill.bodies.successors import successors
from samspill.common.permissions import which
from samspill.common.work_request import WorkRequest
from samspill.plans.models import Measure, PlanEdition
from samspill.plans.owing import owed_by_body
from samspill.plans.states import PlanState

SHOWN = 25


def measures(request: WorkRequest, body: Body, date: datetime.date) -> dict[str, QuerySet[Any]]:
    """The measures of running plans that the body answers for, and the plans it is to adopt."""
    running = PlanEdition.objects.filter(state=PlanState.RUNNING)
    found = owed_by_body(Measure.objects.filter(edition__in=running), body, date, successors())
    seen = which(request.actor, found)
    waiting = PlanEdition.objects.filter(
        adopted_by=body, state__in=(PlanState.DRAFT, PlanState.HEARING)
    )
    return {
        "measures": seen.select_related("edition__plan", "area")[:SHOWN],
        "to_adopt": which(request.actor, waiting).select_related("plan")[:SHOWN],
    }
