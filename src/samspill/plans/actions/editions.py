"""What is done to a plan's edition: moved to another state, or rolled on into a new draft."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.bodies import decisions
from samspill.bodies.models import Body
from samspill.common import actions
from samspill.common.actors import Actor
from samspill.plans import following
from samspill.plans.models import (
    DroppedMeasure,
    FocusArea,
    MainGoal,
    Measure,
    MeasureLink,
    MeasureOwner,
    PlanEdition,
)
from samspill.plans.states import Move, moves_from
from samspill.plans.upholding import each_party_adopts, require_who_may


@transaction.atomic
def move(
    *,
    by: Actor,
    edition: PlanEdition,
    name: str,
    version: str = "",
    adopted_by: Body | None = None,
    adopted_on: datetime.date | None = None,
    case_reference: str = "",
    recommended_by: Body | None = None,
    decided_in: str = "",
    exception: str = "",
) -> PlanEdition:
    """Moves an edition to another state, by one of the ways in ``states.MOVES``.

    Args:
        by: who does it.
        edition: the edition; it is read again and locked.
        name: the move.
        version: how the edition stood when the form was opened.
        adopted_by, adopted_on, case_reference, recommended_by: what adoption must record
            (the authority rules of ``documents/authority.py``); no body where a rule leaves it to
            each party, which is then written down as such.
        decided_in: the decision of a meeting (``bodies/decisions.py``), in place of what is told.
        exception: why another adopted than the rules say; it stands on the plan's page and in the
            audit trail.

    Raises:
        ValidationError: no such move from where it is, the adoption lacks body or day, or another
            body decides by the rules.
        NotAllowed, ChangedMeanwhile: as ``common.actions.save``.
    """
    found = PlanEdition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    way = _way(found, name)
    if way.needs_adoption:
        if (made := decisions.chosen(decided_in)) is not None:
            adopted_on, adopted_by, recommended_by = made.on, made.by, made.recommended_by
            case_reference = case_reference or made.reference
            exception = exception or made.otherwise
        if adopted_on is None or not (adopted_by or each_party_adopts(found, adopted_on)):
            raise ValidationError(_("Tell which body adopted the plan, and on which day."))
        found.adopted_by, found.adopted_on = adopted_by, adopted_on
        found.adopted_by_each_party = adopted_by is None
        found.case_reference = case_reference
        found.recommended_by, found.adopted_otherwise = recommended_by, exception.strip()
        require_who_may(found)
    found.state = way.after
    saved = actions.save(
        by=by, record=found, version=version, action=way.name, reason=exception.strip()
    )
    decisions.carry_out(by=by, key=decided_in, record=saved)
    following.bring_in_line(by=by, partnership=found.partnership)
    return saved


def _way(edition: PlanEdition, name: str) -> Move:
    for way in moves_from(edition.state):
        if way.name == name:
            return way
    raise ValidationError(
        _("The edition is «%(state)s» and cannot be moved that way.")
        % {"state": edition.get_state_display()}
    )


@transaction.atomic
def roll(*, by: Actor, edition: PlanEdition, slug: str) -> PlanEdition:
    """Makes a draft of the next edition in which every measure is carried over.

    Each new measure points at the one it carries on; :func:`drop` takes one away with a reason.

    Raises:
        NotAllowed: the actor may not keep the plan.
        ValidationError: the plan has an edition of that name.
    """
    base: dict[str, Any] = {"partnership_id": edition.partnership_id}
    draft = actions.save(
        by=by,
        record=PlanEdition(**base, plan=edition.plan, slug=slug, adopted_by=edition.adopted_by),
        action="roll",
    )
    base["edition"] = draft
    goals: dict[int, MainGoal] = {}
    for goal in edition.goals.all():
        goals[goal.pk] = MainGoal(**base, **_same(goal, "number", "title", "order"))
        actions.save(by=by, record=goals[goal.pk])
    areas: dict[int, FocusArea] = {}
    for area in edition.areas.prefetch_related("documents"):
        same = _same(area, "number", "title", "order", "agreements", "summary")
        areas[area.pk] = FocusArea(**base, goal=goals[area.goal_id], **same)
        actions.save(by=by, record=areas[area.pk])
        areas[area.pk].documents.set(area.documents.all())
    beside = ("owners__body", "owners__party", "also_serves", "patient_groups", "links")
    for measure in edition.measures.prefetch_related(*beside):
        _carry(by, measure, draft, areas)
    return draft


KEPT = ("number", "order", "text", "responsible", "when_as_written", "years", "note")


def _carry(by: Actor, measure: Measure, draft: PlanEdition, areas: dict[int, FocusArea]) -> Measure:
    carried = Measure(
        partnership_id=draft.partnership_id,
        edition=draft,
        area=areas[measure.area_id],
        predecessor=measure,
        **_same(measure, *KEPT),
    )
    actions.save(by=by, record=carried, action="carry over")
    carried.also_serves.set([areas[area.pk] for area in measure.also_serves.all()])
    carried.patient_groups.set(measure.patient_groups.all())
    base: dict[str, Any] = {"partnership_id": draft.partnership_id, "measure": carried}
    MeasureOwner.objects.bulk_create(
        MeasureOwner(**base, **_same(owner, "body", "party", "group", "role", "order"))
        for owner in measure.owners.all()
    )
    MeasureLink.objects.bulk_create(
        MeasureLink(**base, **_same(link, "document", "provision", "note"))
        for link in measure.links.all()
    )
    return carried


def _same(record: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


@transaction.atomic
def drop(*, by: Actor, measure: Measure, reason: str) -> DroppedMeasure:
    """Takes a carried measure out of a draft again, and keeps why.

    Raises:
        NotAllowed: the actor may not, or the edition is frozen.
        ValidationError: there is no reason, or the measure carries nothing on.
    """
    if measure.predecessor is None:
        raise ValidationError(_("The measure is new in this draft; it can simply be removed."))
    dropped = DroppedMeasure(
        partnership_id=measure.partnership_id,
        edition=measure.edition,
        measure=measure.predecessor,
        reason=reason,
    )
    actions.save(by=by, record=dropped, action="drop", reason=reason)
    measure.owners.all().delete()
    measure.links.all().delete()
    actions.remove(by=by, record=measure, reason=reason)
    return dropped
