"""That a plan is adopted by who may, whatever page writes it; see ``documents/upholding.py``."""

from __future__ import annotations

import datetime

from samspill.common.actors import Actor
from samspill.documents.authority import Decision, each_party_may_decide, require_authority
from samspill.documents.models import DocumentKind
from samspill.documents.states import Matter
from samspill.plans.models import PlanEdition
from samspill.plans.states import FROZEN

NAMES = ("adopted_on", "adopted_by_id", "adopted_by_each_party", "recommended_by_id",
         "adopted_otherwise")  # fmt: skip


def uphold_edition(by: Actor, record: PlanEdition, stored: PlanEdition | None) -> None:
    """Raises:
    ValidationError: no rule of the day lets who adopted the plan do so.
    """
    if record.state not in FROZEN:
        return
    if (
        stored is None
        or stored.state not in FROZEN
        or any(getattr(record, name) != getattr(stored, name) for name in NAMES)
    ):
        require_who_may(record)


def require_who_may(edition: PlanEdition) -> None:
    """Raises:
    ValidationError: no rule of the day lets who adopted the plan do so. A day that nobody knows
        is held against no rule.
    """
    if edition.adopted_on is None:
        return
    decision = Decision(edition.adopted_on, edition.adopted_by, edition.recommended_by)
    why, kinds = edition.adopted_otherwise, _kinds_of(edition)
    require_authority(decision, kinds, matter=_matter_of(edition), exception=why)


def each_party_adopts(edition: PlanEdition, on: datetime.date) -> bool:
    """Whether a rule of the day leaves the plan to each party."""
    return each_party_may_decide(on, _kinds_of(edition), _matter_of(edition))


def _matter_of(edition: PlanEdition) -> Matter:
    others = PlanEdition.objects.filter(plan=edition.plan_id, state__in=FROZEN)
    return Matter.REVISE if others.exclude(pk=edition.pk).exists() else Matter.ADOPT


def _kinds_of(edition: PlanEdition) -> list[DocumentKind]:
    """The kind of document that the plan is; without a document, every kind that is a plan."""
    document = edition.plan.document
    if document is not None:
        return [document.kind]
    return list(DocumentKind.objects.filter(role=DocumentKind.Role.PLAN))
