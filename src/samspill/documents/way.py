"""The way that something goes to be decided, told before anybody asks: from the rules of authority.

Who prepares it, who gives advice, who recommends, who decides, and whether each party ratifies it
after. A body that has ended stands as the one that took over (``bodies/successors.py``).
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.bodies.models import Body
from samspill.bodies.successors import bodies_to_read, body_successors_of
from samspill.common.ready import put_with
from samspill.documents.authority import ToldRule, either
from samspill.documents.models import AuthorityRule

NAMED = {
    "bodies": "deciders",
    "recommending_bodies": "recommenders",
    "preparing_bodies": "preparers",
}


class Kind(StrEnum):
    """What is done in a step."""

    PREPARE = "prepare"
    ADVISE = "advise"
    RECOMMEND = "recommend"
    DECIDE = "decide"
    RATIFY = "ratify"


LABELS: dict[Kind, str | Promise] = {
    Kind.PREPARE: gettext_lazy("Prepares"),
    Kind.ADVISE: gettext_lazy("Gives advice"),
    Kind.RECOMMEND: gettext_lazy("Recommends"),
    Kind.DECIDE: gettext_lazy("Decides"),
    Kind.RATIFY: gettext_lazy("Ratifies"),
}


@dataclass(frozen=True)
class StepOfWay:
    """A step to come: one of ``bodies``, or who it is in words; ``note`` says by which rule."""

    kind: Kind
    bodies: tuple[Body, ...] = ()
    who: str = ""
    note: str = ""
    is_optional: bool = False
    times: int = 1

    @property
    def label(self) -> str | Promise:
        return LABELS[self.kind]

    @property
    def names(self) -> str:
        """Who takes it, in a line."""
        return self.who or either(self.bodies)


def way_of(told: ToldRule) -> list[StepOfWay]:
    """The steps of a rule in order, the deciding one last but for the parties' own."""
    rule, steps = told.rule, list[StepOfWay]()
    if told.preparing:
        steps.append(StepOfWay(Kind.PREPARE, tuple(told.preparing)))
    if rule.adviser_outside:
        outside = _("outside the helsefellesskap")
        steps.append(StepOfWay(Kind.ADVISE, who=rule.adviser_outside, note=outside))
    if told.recommending:
        optional = rule.recommendation_optional
        steps.append(
            StepOfWay(Kind.RECOMMEND, tuple(told.recommending), is_optional=optional,
                 note=_("may be left out") if optional else "")
        )  # fmt: skip
    steps.append(_deciding(told))
    if rule.each_party_ratifies:
        steps.append(StepOfWay(Kind.RATIFY, who=_("Each party itself")))
    return steps


def _deciding(told: ToldRule) -> StepOfWay:
    rule = told.rule
    times = rule.decision_steps or 1
    notes = [rule.get_decision_rule_display()] if rule.decision_rule else []
    if times > 1:
        notes.append(_("%(count)s decisions, each in a meeting of its own") % {"count": times})
    note = ". ".join(notes)
    if told.is_each_party:
        return StepOfWay(Kind.DECIDE, who=_("Each party itself"), note=note)
    return StepOfWay(
        Kind.DECIDE, tuple(told.deciding), who=rule.decider_outside, note=note, times=times
    )


def rules_to_read(rules: QuerySet[AuthorityRule]) -> dict[str, QuerySet]:
    """What must be read of rules to tell their way, for a page that reads it with other things."""
    read: dict[str, QuerySet] = {
        "rules": rules.select_related("document", "edition"),
        **bodies_to_read(),
    }
    for field, name in NAMED.items():
        through: Any = getattr(AuthorityRule, field).through
        tied = through.objects.filter(authorityrule__in=rules.values("pk"))
        read[name] = tied.select_related("body").order_by("pk")
    return read


def told_from(read: Mapping[str, list[Any]], on: datetime.date) -> list[ToldRule]:
    """The rules that were read (:func:`rules_to_read`), as they are on a day."""
    after = body_successors_of(read)
    for field, name in NAMED.items():
        of: dict[int, list[Body]] = defaultdict(list)
        for one in read[name]:
            of[one.authorityrule_id].append(one.body)
        for rule in read["rules"]:
            put_with(rule, **{field: of[rule.pk]})
    return [ToldRule(rule, after, on) for rule in read["rules"]]
