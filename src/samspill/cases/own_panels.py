"""Cases on one's own page: what the secretariat asks, where mine are, and what was decided."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q

from samspill.cases.models import AgendaItem, Case
from samspill.cases.rules import CONTACT, SITTING
from samspill.cases.states import CaseState, Outcome
from samspill.common.actors import Actor
from samspill.common.panels import Reads
from samspill.common.permissions import SECRETARIAT
from samspill.common.work_request import WorkRequest

SHOWN = 5
RECENT = datetime.timedelta(days=60)
"""How long a decision is told of on one's own page."""
FIRST = (CaseState.ASKED, CaseState.RETURNED, CaseState.RAISED, CaseState.ACCEPTED)


def mine(actor: Actor) -> Q:
    """The condition on cases that the actor's party or body raised."""
    return Q(proposer__in=actor.targets("party", *CONTACT)) | Q(
        proposing_body__in=actor.targets("body", *SITTING)
    )


def read_my_cases(request: WorkRequest, about: None, date: datetime.date) -> Reads:
    """Reads for :func:`my_cases`."""
    cases = Case.objects.filter(state__in=FIRST).select_related("proposer", "proposing_body")
    if request.actor.holds(SECRETARIAT):
        return {"raised": cases.filter(state=CaseState.RAISED).order_by("raised_on", "pk")[:SHOWN]}
    return {"own_cases": cases.filter(mine(request.actor)).order_by("-pk")[: 2 * SHOWN]}


def my_cases(
    request: WorkRequest,
    about: None,
    date: datetime.date,
    raised: list[Case] | None = None,
    own_cases: list[Case] | None = None,
) -> dict[str, Any] | None:
    """What waits for the secretariat; else where one's own cases are, what is asked first."""
    if raised:
        return {"cases": raised, "is_waiting": True}
    own = sorted(own_cases or (), key=lambda one: FIRST.index(CaseState(one.state)))
    if own or request.actor.holds(*CONTACT, *SITTING):
        return {"cases": own[:SHOWN], "is_waiting": False}
    return None


def read_my_decisions(request: WorkRequest, about: None, date: datetime.date) -> Reads:
    """Reads for :func:`my_decisions`."""
    parties = request.actor.targets("party", *CONTACT)
    if not parties:
        return {}
    since = date - RECENT
    found = AgendaItem.objects.decided().filter(
        outcome=Outcome.DECIDED, case__isnull=False, meeting__approved_on__gte=since
    )
    named = Case.parties.through.objects
    concerned = Q(case__in=named.filter(party__in=parties).values("case")) | ~Q(
        case__in=named.values("case")
    )
    newest = found.filter(concerned).order_by("-meeting__approved_on", "-pk")
    return {"decided": newest.select_related("case", "meeting")[:SHOWN]}


def my_decisions(
    request: WorkRequest,
    about: None,
    date: datetime.date,
    decided: list[AgendaItem] | None = None,
) -> dict[str, Any] | None:
    """What bodies decided lately that concerns one's party."""
    return {"decided": decided} if decided else None
