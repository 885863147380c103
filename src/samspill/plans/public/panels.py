"""What the plan asks of a party or a body, on its page."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q, QuerySet, Subquery

from samspill.bodies.models import Body
from samspill.bodies.successors import body_successors_on, successors
from samspill.common.models import Partnership
from samspill.common.public.page import PublicRequest
from samspill.common.ready import AnyOf, ready
from samspill.parties.models import Party
from samspill.plans.models import Measure, PlanEdition
from samspill.plans.owing import groups_of, named_in, naming_party
from samspill.plans.public.editions import plan_on
from samspill.plans.standings import own_standings

SHOWN = (
    "number", "text", "responsible", "responsible_elsewhere", "when_as_written", "years",
)  # fmt: skip


def front(request: PublicRequest, about: Partnership, date: datetime.date) -> dict[str, Any] | None:
    """How the plan that runs on the date stands, on the front page."""
    shown = plan_on(date)
    if shown is None:
        return None
    return {
        "plan": shown.edition.plan,
        "is_over": shown.edition.is_past_its_years(date),
        "standing": shown.standing,
    }


def asked_of(request: PublicRequest, party: Party, date: datetime.date) -> dict[str, Any] | None:
    """What the plan of the date asks of the party, by name or as one of all municipalities, and
    what the party has said of each."""
    measures = _asked_of(
        party=party.pk,
        standing=successors().parties.standing_as(party.pk, date),
        groups=groups_of(party.kind),
        date=date,
    )
    if not measures:
        return None
    standings = own_standings(party, measures, date)
    shown = [(measure, standings.get(measure.pk, [])) for measure in measures]
    return {"name": party.name_on(date), "measures": shown}


@ready
def _asked_of(party: Any, standing: Any, groups: Any, date: Any) -> QuerySet:
    owners = naming_party(party, AnyOf(standing), AnyOf(groups, of="text"), date)
    return _shown(owners, date)


def asked_of_body(request: PublicRequest, body: Body, date: datetime.date) -> dict[str, Any] | None:
    """What the plan of the date asks of the body, and of those whose place it has taken."""
    standing = body_successors_on(request).line.standing_as(body.pk, date)
    measures = _asked_of_body(standing=standing, date=date)
    return {"measures": measures} if measures else None


@ready
def _asked_of_body(standing: Any, date: Any) -> QuerySet:
    return _shown(Q(body__in=AnyOf(standing)), date)


def _shown(owners: Q, date: Any) -> QuerySet:
    found = named_in(measures_on(date), owners)
    return found.select_related("edition__plan").only(*SHOWN, "edition__plan__slug")


def measures_on(date: Any) -> QuerySet[Measure]:
    """Those of the edition that is shown on the date, where it is known to have begun by then."""
    edition = PlanEdition.objects.public().begun_by(date).to_show_on(date).values("pk")[:1]
    return Measure.objects.filter(edition=Subquery(edition))
