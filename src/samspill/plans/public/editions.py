"""Which editions of plans anyone may see on a day, and how the plan that runs then stands."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from samspill.commitments.models import Commitment
from samspill.common.loose import HeldOnDay, held_on
from samspill.common.ready import ready
from samspill.plans.how_it_stands import PlanStanding, how_it_stands
from samspill.plans.models import Measure, PlanEdition


@dataclass(frozen=True)
class PlanStands:
    """The plan that runs on a day, and how it stands then."""

    edition: PlanEdition
    standing: PlanStanding


def plan_on(date: datetime.date) -> PlanStands | None:
    """The plan to tell of on a day; None where there is none, or it is not known to have held."""
    edition = next(iter(editions_on(date=date)), None)
    if edition is None or held_on(edition, date) is HeldOnDay.NOT_KNOWN:
        return None
    public = Commitment.objects.filter(is_public=True)
    measures = Measure.objects.filter(edition=edition)
    return PlanStands(edition, how_it_stands(measures, public, date))


@ready
def editions_on(date: Any) -> QuerySet:
    """The editions that anyone may see on a date, the one to show first."""
    editions = PlanEdition.objects.public().to_show_on(date).with_replaced(date)
    return editions.select_related("plan__document", "adopted_by", "recommended_by", "source")
