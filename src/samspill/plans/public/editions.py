"""Which editions of plans anyone may see on a day."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from samspill.common.ready import ready
from samspill.plans.models import PlanEdition


@ready
def editions_on(date: Any) -> QuerySet:
    """The editions that anyone may see on a date, the one to show first."""
    editions = PlanEdition.objects.public().to_show_on(date).with_replaced(date)
    return editions.select_related("plan__document", "adopted_by", "recommended_by", "source")
