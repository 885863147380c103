"""Who decides on a document or a plan: asked of the authority rules by the acts that decide.

A rule holds as long as the edition that gives it: what a proposal would give to a body, nobody has
given it yet. Where no rule is in force, a body that only advises decides nothing all the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.documents.models import AuthorityRule, DocumentKind

Kind = Body.Kind
ADVISING = (Kind.NETWORK, Kind.WORKING_GROUP, Kind.SECRETARIAT, Kind.COORDINATING_UNIT)


@dataclass(frozen=True)
class Decision:
    """What was decided by whom: ``by`` a body, or by each party itself when it is None."""

    on: datetime.date
    by: Body | None = None
    recommended_by: Body | None = None


def require_authority(
    decision: Decision, kinds: Collection[DocumentKind], *, exception: str = ""
) -> None:
    """Refuses what somebody decided who may not, in words that say who may.

    One rule that is kept is enough: one body may adopt a kind of document, and another revise it.

    Args:
        kinds: the kinds of document that it is of.
        exception: why it was decided otherwise all the same; the caller writes it down. No reason
            lets a body decide on a day when it did not exist.

    Raises:
        ValidationError: no rule lets that body decide, or it did so without the recommendation.
    """
    _require_a_body_of_the_day(decision)
    if exception.strip():
        return
    found = AuthorityRule.objects.in_force_on(decision.on).filter(document_kinds__in=kinds)
    rules = list(
        found.distinct()
        .select_related("document__kind")
        .prefetch_related("bodies", "recommending_bodies")
    )
    if not rules:
        _require_one_that_decides(decision)
        return
    lets = [rule for rule in rules if _decides(rule, decision.by)]
    if not lets:
        raise ValidationError({"adopted_by": _in_words(rules)})
    if not any(_is_recommended(rule, decision.recommended_by) for rule in lets):
        raise ValidationError({"recommended_by": _in_words(lets)})


def _require_a_body_of_the_day(decision: Decision) -> None:
    if decision.by is not None and not decision.by.holds_on(decision.on):
        raise ValidationError({
            "adopted_by": _("%(body)s did not exist on that day.") % {"body": decision.by.name}
        })  # fmt: skip


def _require_one_that_decides(decision: Decision) -> None:
    body = decision.by
    if body is None:
        return
    if body.decision_mode == Body.DecisionMode.ADVISORY or body.kind in ADVISING:
        raise ValidationError({
            "adopted_by": _(
                "%(body)s gives advice, and no rule in force lets it decide. Name the body that "
                "decided, or say why it was done otherwise."
            ) % {"body": body.name}
        })  # fmt: skip


def _decides(rule: AuthorityRule, body: Body | None) -> bool:
    if rule.decider == AuthorityRule.Decider.EACH_PARTY:
        return body is None
    return body is not None and body in rule.bodies.all()


def _is_recommended(rule: AuthorityRule, body: Body | None) -> bool:
    asked = list(rule.recommending_bodies.all())
    if body is None:
        return not asked or rule.recommendation_optional
    return not asked or body in asked


def _in_words(rules: Iterable[AuthorityRule]) -> str:
    told = " ".join(rule_in_words(rule) for rule in rules)
    return _("%(rules)s If it was done otherwise, say why.") % {"rules": told}


def rule_in_words(rule: AuthorityRule) -> str:
    """What is decided, by whom, on whose recommendation, and where that stands, as one sentence."""
    names = {
        "subject": rule.subject,
        "clause": f"{rule.document.short_label} {rule.clause}".strip() if rule.document else "",
        "bodies": ", ".join(one.name for one in rule.bodies.all()),
        "recommending": ", ".join(one.name for one in rule.recommending_bodies.all()),
    }
    if rule.decider == AuthorityRule.Decider.EACH_PARTY:
        said = _("%(subject)s: each party decides itself") % names
    else:
        said = _("%(subject)s: decided by %(bodies)s") % names
    if names["recommending"]:
        way = (
            _("recommendation from %(recommending)s is possible")
            if rule.recommendation_optional
            else _("on the recommendation of %(recommending)s")
        )
        said = f"{said}, {way % names}"
    return f"{said} ({names['clause']})." if names["clause"] else f"{said}."
