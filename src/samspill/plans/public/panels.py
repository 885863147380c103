"""What the plan asks of a party, on the party's page."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import QuerySet, Subquery

from samspill.common.public.page import PublicRequest
from samspill.common.ready import AnyOf, ready
from samspill.parties.models import Party
from samspill.plans.models import Measure, PlanEdition
from samspill.plans.models.measures import groups_of
from samspill.plans.standings import own_standings

SHOWN = (
    "number", "text", "responsible", "responsible_elsewhere", "when_as_written", "years",
)  # fmt: skip


def asked_of(request: PublicRequest, party: Party, date: datetime.date) -> dict[str, Any] | None:
    """What the plan of the date asks of the party, by name or as one of all municipalities, and
    what the party has said of each."""
    measures = _asked_of(party=party.pk, groups=groups_of(party), date=date)
    if not measures:
        return None
    standings = own_standings(party, measures, date)
    shown = [(measure, standings.get(measure.pk, [])) for measure in measures]
    return {"name": party.name_on(date), "measures": shown}


@ready
def _asked_of(party: Any, groups: Any, date: Any) -> QuerySet:
    edition = PlanEdition.objects.public().to_show_on(date).values("pk")[:1]
    found = Measure.objects.filter(edition=Subquery(edition))
    return (
        found.owned_by(party, AnyOf(groups, of="text"), date)
        .select_related("edition__plan")
        .only(*SHOWN, "edition__plan__slug")
    )
