"""What the plan asks of a party, on the party's page."""

from __future__ import annotations

import datetime
from typing import Any

from samspill.common.public.page import PublicRequest
from samspill.parties.models import Party
from samspill.plans.models import Measure, PlanEdition
from samspill.plans.standings import own_standings


def asked_of(request: PublicRequest, party: Party, date: datetime.date) -> dict[str, Any] | None:
    """What the plan of the date asks of the party, by name or as one of all municipalities, and
    what the party has said of each."""
    edition = PlanEdition.objects.public().to_show_on(date).first()
    if edition is None:
        return None
    found = Measure.objects.concerning(party).filter(edition=edition)
    measures = list(found.select_related("edition__plan"))
    if not measures:
        return None
    standings = own_standings(party, measures, date)
    shown = [(measure, standings.get(measure.pk, [])) for measure in measures]
    return {"name": party.name_on(date), "measures": shown}
