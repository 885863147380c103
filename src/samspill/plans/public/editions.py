"""Which editions of plans anyone may see on a day."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import QuerySet

from samspill.common.ready import ready
from samspill.plans.models import PlanEdition
from samspill.plans.states import PlanState


@ready
def editions_on(date: Any) -> QuerySet:
    """The editions that anyone may see on a date, the one to show first."""
    editions = PlanEdition.objects.public().to_show_on(date)
    return editions.select_related("plan__document", "adopted_by", "recommended_by", "source")


def is_over(edition: PlanEdition, date: datetime.date) -> bool:
    """Whether the plan's years have passed, and it is not closed."""
    last = edition.plan.last_year or date.year
    return edition.state != PlanState.CLOSED and last < date.year
