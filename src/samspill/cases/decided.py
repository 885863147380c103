"""Decisions of meetings that wait to be carried out: for ``bodies/decisions.py``.

Only what stands in minutes that are approved, and in as many meetings as the rule asks for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from samspill.bodies.decisions import Offered
from samspill.bodies.models import Body
from samspill.cases.models import AgendaItem, CarriedOut, Case, CaseNumber, Meeting
from samspill.cases.states import MINUTES_OPEN, Outcome
from samspill.cases.withheld import withheld
from samspill.common.moments import in_full
from samspill.common.ready import put_with, together
from samspill.documents.models import Edition
from samspill.plans.models import PlanEdition

MOST = 100
"""So many are offered, the latest ones."""


def offered() -> list[Offered]:
    """The decisions that wait, the latest first."""
    made = AgendaItem.objects.filter(
        outcome__in=(Outcome.DECIDED, Outcome.RECOMMENDED), meeting__minutes__in=MINUTES_OPEN
    ).exclude(case=None)
    waiting = made.filter(outcome=Outcome.DECIDED, carried_out=None)
    waiting = waiting.select_related("case__authority", "meeting", "body")
    waiting = waiting.numbered().with_openness()
    latest = list(waiting.order_by("-meeting__date", "-pk")[:MOST])
    if not latest:
        return []
    cases = [one.case_id for one in latest]
    ties: Any = Meeting.bodies.through
    read = together(
        around=made.filter(case__in=cases)
        .select_related("meeting", "body")
        .order_by("meeting__date", "pk"),
        ties=ties.objects.filter(meeting__items__case__in=cases).select_related("body"),
        numbers=CaseNumber.objects.filter(case__in=cases),
    )
    around = read["around"]
    bodies: dict[int, dict[int, Body]] = defaultdict(dict)
    for tie in read["ties"]:
        bodies[tie.meeting_id][tie.body_id] = tie.body
    for one in (*latest, *around):
        put_with(one.meeting, bodies=list(bodies[one.meeting_id].values()))
    for case in [one.case for one in latest if one.case is not None]:
        put_with(case, numbers=[n for n in read["numbers"] if n.case_id == case.pk])
    found = (_offered(one, [o for o in around if o.case_id == one.case_id]) for one in latest)
    return [one for one in found if one is not None]


def _offered(item: AgendaItem, around: Sequence[AgendaItem]) -> Offered | None:
    """The decision, with who recommended it last; None where it takes another decision still."""
    body, case, on = _body_of(item), item.case, item.meeting.date
    if body is None or case is None:
        return None
    before = [one for one in around if one.meeting.date <= on]
    steps = case.authority.decision_steps if case.authority else None
    meetings = {
        one.meeting_id for one in before if one.outcome == Outcome.DECIDED and _body_of(one) == body
    }
    if len(meetings) < (steps or 1):
        return None
    recommended = [_body_of(one) for one in before if one.outcome == Outcome.RECOMMENDED]
    number = next((n.written for n in case.numbers.all() if n.body_id == body.pk), "")
    # What is carried out is told to all, and offered to more than those who read the case.
    hidden = "" if item.is_open else withheld(item).words
    return Offered(
        key=str(item.pk),
        label=f"{hidden or item}: {number or body.title}, {in_full(on)}",
        by=body,
        on=on,
        reference=number or (hidden or case.title)[:200],
        recommended_by=next((one for one in reversed(recommended) if one), None),
        otherwise=hidden if item.exception and hidden else item.exception,
    )


def _body_of(item: AgendaItem) -> Body | None:
    if item.body is not None:
        return item.body
    bodies = list(item.meeting.bodies.all())
    return bodies[0] if len(bodies) == 1 else None


def came_of(case: Case) -> QuerySet[CarriedOut]:
    """What came of the decisions on a case, as far as anyone may read of it."""
    public = Q(edition=None) | Q(edition__in=Edition.objects.public().values("pk"))
    plans = Q(plan_edition=None) | Q(plan_edition__in=PlanEdition.objects.public().values("pk"))
    found = CarriedOut.objects.filter(item__case=case, item__meeting__minutes__in=MINUTES_OPEN)
    things = (
        "edition__document__kind",
        "plan_edition__plan",
        "body",
        "mandate__body",
        "item__meeting",
    )
    return found.filter(public, plans).select_related(*things)
