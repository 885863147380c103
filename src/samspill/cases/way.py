"""How far a case has come on the way that the rules of authority say, and what is to come.

Only what anyone may read counts as done: a treatment whose minutes are open.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from samspill.cases.models import AgendaItem, Case
from samspill.cases.states import Outcome
from samspill.common.ready import together
from samspill.documents.authority import ToldRule
from samspill.documents.models import AuthorityRule, DocumentKind
from samspill.documents.way import Kind, StepOfWay, rules_to_read, told_from, way_of

PREPARED = (Outcome.SENT_ON, Outcome.RECOMMENDED, Outcome.NOTED, Outcome.DECIDED)


@dataclass(frozen=True)
class Stage:
    """A step of the way, and whether the case has taken it; ``taken`` of how many times."""

    step: StepOfWay
    taken: int = 0
    is_here: bool = False

    @property
    def is_done(self) -> bool:
        return self.taken >= self.step.times

    @property
    def kind(self) -> str:
        """The sign that stands with it (the design system's words)."""
        if self.is_done:
            return "ok"
        return "partial" if self.is_here else "upcoming"


@dataclass(frozen=True)
class WayByRule:
    """A rule that the case may be decided by, with its stages; ``holds`` on the day asked about."""

    told: ToldRule
    stages: list[Stage]
    holds: bool = True

    @property
    def rule(self) -> AuthorityRule:
        return self.told.rule


def rules_of_case(case: Case, on: datetime.date) -> QuerySet[AuthorityRule]:
    """The rule that the case names; else those in force for the documents that it is about."""
    if case.authority_id is not None:
        return AuthorityRule.objects.filter(pk=case.authority_id)
    kinds = DocumentKind.objects.filter(documents__case_links__case=case)
    found: QuerySet[AuthorityRule] = AuthorityRule.objects.in_force_on(on).filter(
        pk__in=AuthorityRule.document_kinds.through.objects.filter(
            documentkind__in=kinds.values("pk")
        ).values("authorityrule")
    )
    return found


def ways_of_case(
    case: Case, items: Iterable[AgendaItem], on: datetime.date, read: Mapping[str, list[Any]]
) -> list[WayByRule]:
    """The ways that a case may go.

    Args:
        items: its treatments, each with its meeting and the meeting's bodies.
        read: what ``rules_to_read(rules_of_case(…))`` names, and ``in_force``: the keys of
            the rules in force.
    """
    in_force = {one.pk for one in read["in_force"]}
    items = list(items)
    goes_on = any(not one.outcome for one in items)
    open_items = [one for one in items if one.meeting.are_minutes_open]
    return [
        WayByRule(told, _stages(case, told, open_items, goes_on), told.rule.pk in in_force)
        for told in told_from(read, on)
    ]


def to_read(case: Case, on: datetime.date) -> dict[str, QuerySet]:
    """What a page reads to tell the ways of a case."""
    in_force = AuthorityRule.objects.in_force_on(on)
    ours = Q(pk=case.authority_id) if case.authority_id else Q()
    return rules_to_read(rules_of_case(case, on)) | {"in_force": in_force.filter(ours).only("pk")}


def ways_in_force(on: datetime.date) -> list[WayByRule]:
    """Every way that something may go to be decided on a day, for who raises a case."""
    read = together(**rules_to_read(AuthorityRule.objects.in_force_on(on)))
    return [WayByRule(told, [Stage(one) for one in way_of(told)]) for told in told_from(read, on)]


def to_come(ways: Sequence[WayByRule]) -> list[Stage]:
    """What is left of the only way that a case may go; none where there are several, or none."""
    if len(ways) != 1:
        return []
    stages = ways[0].stages
    last = max((place for place, one in enumerate(stages) if one.taken), default=-1)
    return [one for one in stages[max(last, 0) :] if not (one.is_done or one.step.is_optional)]


def _stages(
    case: Case, told: ToldRule, items: Collection[AgendaItem], goes_on: bool
) -> list[Stage]:
    """The stages in order; it is at the first that is not taken, optional ones apart.

    Of a case that is on a later agenda too (``goes_on``) the last decision was not yet made: what
    was decided so far was on the way, such as to send a proposal on hearing.
    """
    found: list[Stage] = []
    is_found = case.state == "closed"
    for step in way_of(told):
        taken = _taken(step, items)
        if goes_on and step.kind == Kind.DECIDE:
            taken = min(taken, step.times - 1)
        is_here = not is_found and taken < step.times and not step.is_optional
        is_found = is_found or is_here
        found.append(Stage(step, taken, is_here))
    return found


def _taken(step: StepOfWay, items: Collection[AgendaItem]) -> int:
    """In how many meetings the case has taken a step. What each party decides is not told here."""
    outcomes = {
        Kind.PREPARE: PREPARED,
        Kind.RECOMMEND: (Outcome.RECOMMENDED,),
        Kind.DECIDE: (Outcome.DECIDED,),
    }.get(step.kind, ())
    bodies = {one.pk for one in step.bodies}
    return len({
        one.meeting_id
        for one in items
        if one.outcome in outcomes and bodies & _bodies_of(one)
    })  # fmt: skip


def _bodies_of(item: AgendaItem) -> set[int]:
    if item.body_id is not None:
        return {item.body_id}
    return {one.pk for one in item.meeting.bodies.all()}
