"""Who decides on a document or a plan: asked of the authority rules by the acts that decide.

A rule holds as long as the edition that gives it: what a proposal would give to a body, nobody has
given it yet. Where no rule is in force, a body that only advises decides nothing all the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.bodies.successors import BodySuccessors, body_successors
from samspill.documents.models import AuthorityRule, DocumentKind
from samspill.documents.models.authority import AuthorityRuleQuerySet

Kind = Body.Kind
ADVISING = (Kind.NETWORK, Kind.WORKING_GROUP, Kind.SECRETARIAT, Kind.COORDINATING_UNIT)


@dataclass(frozen=True)
class Decision:
    """What was decided by whom: ``by`` a body; by each party itself, or outside, when it is None.

    What each party decided is recorded nowhere yet; that they did is the word of whoever says so.
    """

    on: datetime.date
    by: Body | None = None
    recommended_by: Body | None = None


def each_party_may_decide(
    on: datetime.date, kinds: Collection[DocumentKind], matter: str = ""
) -> bool:
    """Whether a rule in force leaves it to each party."""
    return rules_of(on, kinds, matter).filter(decider=AuthorityRule.Decider.EACH_PARTY).exists()


def require_authority(
    decision: Decision,
    kinds: Collection[DocumentKind] = (),
    *,
    matter: str = "",
    rule: AuthorityRule | None = None,
    exception: str = "",
) -> None:
    """Refuses what somebody decided who may not, in words that say who may.

    One rule that is kept is enough: one body may adopt a kind of document, and another revise it.

    Args:
        kinds: the kinds of document that it is of.
        matter: what is done, of :class:`Matter`; empty where nobody says, and every rule counts.
        rule: the one that it is decided by, where that is said; it counts on its own days alone.
        exception: why it was decided otherwise all the same; the caller writes it down. No reason
            lets a body decide on a day when it did not exist.

    Raises:
        ValidationError: no rule lets that body decide, or it did so without the recommendation.
    """
    _require_a_body_of_the_day(decision)
    if exception.strip():
        return
    asked = rules_of(decision.on, kinds, matter)
    if rule is not None:
        asked = AuthorityRule.objects.in_force_on(decision.on).filter(pk=rule.pk)
    told = told_of(asked, decision.on)
    if not told:
        require_one_that_decides(decision.by)
        return
    lets = [one for one in told if one.lets(decision.by)]
    if not lets:
        raise ValidationError(_in_words(told))
    if not any(one.is_recommended_by(decision.recommended_by) for one in lets):
        raise ValidationError(_in_words(lets))


def rules_of(
    on: datetime.date, kinds: Collection[DocumentKind] = (), matter: str = ""
) -> AuthorityRuleQuerySet:
    """The rules in force on a day for any of the kinds, or of a matter."""
    found = AuthorityRule.objects.in_force_on(on)
    if matter:
        return found.about(matter, kinds)
    return found.filter(document_kinds__in=kinds).distinct()


def told_of(rules: AuthorityRuleQuerySet, on: datetime.date) -> list[ToldRule]:
    """Rules as they are on a day: three statements, none for the rest where there is no rule."""
    beside = ("bodies", "recommending_bodies", "preparing_bodies")
    found = list(rules.select_related("document__kind").prefetch_related(*beside))
    if not found:
        return []
    after = body_successors()
    return [ToldRule(rule, after, on) for rule in found]


def _require_a_body_of_the_day(decision: Decision) -> None:
    if decision.by is not None and not decision.by.holds_on(decision.on):
        raise ValidationError(_("%(body)s did not exist on that day.") % {"body": decision.by.name})


def require_one_that_decides(body: Body | None) -> None:
    """Raises:
    ValidationError: it is a body that only gives advice.
    """
    if body is None:
        return
    if body.decision_mode == Body.DecisionMode.ADVISORY or body.kind in ADVISING:
        raise ValidationError(
            _(
                "%(body)s gives advice, and no rule in force lets it decide. Name the body that "
                "decided, or say why it was done otherwise."
            )
            % {"body": body.name}
        )


@dataclass(frozen=True)
class ToldRule:
    """A rule as it is on a day: bodies that have ended stand in it as those that took over."""

    rule: AuthorityRule
    after: BodySuccessors
    on: datetime.date

    @property
    def is_each_party(self) -> bool:
        return self.rule.decider == AuthorityRule.Decider.EACH_PARTY

    @property
    def is_no_body(self) -> bool:
        """Whether each party decides, or somebody outside."""
        return self.rule.decider != AuthorityRule.Decider.BODY

    @cached_property
    def deciding(self) -> list[Body]:
        return self._now(self.rule.bodies.all())

    @cached_property
    def recommending(self) -> list[Body]:
        return self._now(self.rule.recommending_bodies.all())

    @cached_property
    def preparing(self) -> list[Body]:
        return self._now(self.rule.preparing_bodies.all())

    def _now(self, bodies: Iterable[Body]) -> list[Body]:
        return list(dict.fromkeys(self.after.stands_now(one, self.on).now for one in bodies))

    def lets(self, body: Body | None) -> bool:
        """Whether that body may decide; each party itself, or one outside, when it is None."""
        if body is None:
            return self.is_no_body
        return not self.is_no_body and body in self.deciding

    def is_recommended_by(self, body: Body | None) -> bool:
        """Whether what was recommended by ``body`` is enough; one of several is."""
        if body is None:
            return not self.recommending or self.rule.recommendation_optional
        return not self.recommending or body in self.recommending

    @property
    def words(self) -> str:
        """Who may decide, on whose recommendation, and where that stands: without a full stop."""
        rule = self.rule
        who = _("each party itself") if self.is_each_party else self._who
        names = {"who": who, "recommending": either(self.recommending)}
        if not self.recommending or rule.recommendation_optional:
            said = _("%(who)s may decide this") % names
        else:
            said = _("%(who)s may decide this on the recommendation of %(recommending)s") % names
        return f"{said} ({self.clause})" if self.clause else said

    @property
    def clause(self) -> str:
        """Where it stands: «Samarbeidsavtalen 5.2 b»."""
        document = self.rule.document
        return f"{document.short_label if document else ''} {self.rule.clause}".strip()

    @property
    def _who(self) -> str:
        return self.rule.decider_outside or either(self.deciding)


def either(bodies: Iterable[Body]) -> str:
    """«A, B or C»: one of them is enough."""
    names = [one.name for one in bodies]
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s or %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def _in_words(rules: Iterable[ToldRule]) -> str:
    """Who may decide, and what to do, for whoever was refused."""
    may = _("; or ").join(one.words for one in rules)
    return _("Choose who decided as the rules say: %(may)s. If it was done otherwise, say why.") % {
        "may": may
    }
