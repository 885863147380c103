"""Disagreement: written down with what both sides say, sent on step by step, and settled."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.cases.disagreeing import left, steps_of
from samspill.cases.models import (
    AgendaItem,
    Case,
    Disagreement,
    DisagreementStep,
    SideView,
)
from samspill.common import actions
from samspill.common.actors import Actor
from samspill.common.models import today
from samspill.documents.models import Document
from samspill.parties.models import Side


@transaction.atomic
def disagree(
    *,
    by: Actor,
    case: Case,
    title: str,
    views: Mapping[Side, str],
    item: AgendaItem | None = None,
    document: Document | None = None,
    raised_on: datetime.date | None = None,
) -> Disagreement:
    """Writes down that the parties disagree.

    Args:
        views: what each side says; a disagreement has two sides at least.
        document: the one that says what is done; None: the body sends it on.

    Raises:
        NotAllowed: the actor may not.
        ValidationError: a side says nothing, or it is of a day to come.
    """
    said = {side: text.strip() for side, text in views.items() if text.strip()}
    if len(said) < 2:
        raise ValidationError(_("Write what each side says: a disagreement has two at least."))
    if raised_on is not None and raised_on > today():
        raise ValidationError({"raised_on": [_("That day has not come yet.")]})
    frame = {"partnership_id": case.partnership_id}
    made = Disagreement(
        **frame,
        case=case,
        slug=f"uenighet-{case.disagreements.count() + 1}",
        title=title.strip(),
        item=item,
        document=document,
        raised_on=raised_on,
    )
    saved = actions.save(by=by, record=made, action="disagree")
    for side, text in said.items():
        actions.save(by=by, record=SideView(**frame, disagreement=saved, side=side, text=text))
    return saved


@transaction.atomic
def take_on(
    *,
    by: Actor,
    disagreement: Disagreement,
    answer: str = "",
    sent_on: datetime.date | None = None,
) -> DisagreementStep:
    """Sends a disagreement to the next step that the rules leave.

    Args:
        answer: what came of the step that it stands at; needed where there is one.

    Raises:
        NotAllowed: the actor may not.
        ValidationError: it is settled, no step is left, or it is not said what came of the last.
    """
    found, taken = _held(disagreement)
    after = left(steps_of(found), taken)
    if not after:
        raise ValidationError(_("No step is left. Write how it ended."))
    _answer(by, taken, answer)
    step, on = after[0], sent_on or today()
    return actions.save(
        by=by,
        record=DisagreementStep(
            partnership_id=found.partnership_id,
            disagreement=found,
            position=len(taken),
            body=step.body,
            who="" if step.body else step.who,
            is_outside=step.is_outside,
            sent_on=on,
            due_on=on + datetime.timedelta(days=step.days) if step.days else None,
        ),
        action="take on",
    )


@transaction.atomic
def settle(
    *, by: Actor, disagreement: Disagreement, outcome: str, settled_on: datetime.date | None = None
) -> Disagreement:
    """Writes how a disagreement ended.

    Raises:
        NotAllowed: the actor may not.
        ValidationError: it is settled already, or it is not said how.
    """
    found, taken = _held(disagreement)
    if not outcome.strip():
        raise ValidationError({"outcome": [_("Write how it ended.")]})
    if taken and not taken[-1].answer:
        _answer(by, taken, outcome)
    found.outcome, found.settled_on = outcome.strip(), settled_on or today()
    return actions.save(by=by, record=found, action="settle")


def _held(disagreement: Disagreement) -> tuple[Disagreement, list[DisagreementStep]]:
    """The disagreement, read again and held, with the steps that it took."""
    found = Disagreement.objects.select_for_update(of=("self",)).get(pk=disagreement.pk)
    if found.settled_on is not None:
        raise ValidationError(_("It is settled already."))
    return found, list(found.steps.all())


def _answer(by: Actor, taken: list[DisagreementStep], answer: str) -> None:
    if not taken or taken[-1].answer:
        return
    if not answer.strip():
        raise ValidationError(
            {"answer": [_("Write what came of it with %(who)s first.") % {"who": taken[-1]}]}
        )
    taken[-1].answer = answer.strip()
    actions.save(by=by, record=taken[-1])
