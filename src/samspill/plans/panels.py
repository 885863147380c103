"""Measures on the signed-in page of a body."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import QuerySet

from samspill.bodies.models import Body
from samspill.common.permissions import which
from samspill.common.work_request import WorkRequest
from samspill.plans.models import Measure, PlanEdition
from samspill.plans.states import PlanState

SHOWN = 25


def measures(request: WorkRequest, body: Body, date: datetime.date) -> dict[str, QuerySet[Any]]:
    """The measures of running plans that name the body."""
    running = PlanEdition.objects.filter(state=PlanState.RUNNING)
    found = Measure.objects.filter(edition__in=running, owners__body=body).distinct()
    seen = which(request.actor, found)
    return {"measures": seen.select_related("edition__plan", "area")[:SHOWN]}
