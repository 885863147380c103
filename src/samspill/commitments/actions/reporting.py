"""Reporting how a commitment stands: checked against its legends, and never over another's text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samspill.commitments import processes
from samspill.commitments.actions.files import attach
from samspill.commitments.actions.states import closed
from samspill.commitments.deadlines import next_date
from samspill.commitments.models import (
    Commitment,
    LegendStatus,
    Scale,
    StatusLegend,
    StatusReport,
)
from samspill.commitments.models.files import MOST
from samspill.commitments.models.ledger import LONGEST_TEXT
from samspill.common import actions, audit
from samspill.common.actions import ChangedMeanwhile
from samspill.common.actors import Actor
from samspill.common.files.accepting import Accepted
from samspill.common.files.field import too_many
from samspill.common.files.storing import kept_if_named
from samspill.common.identity import holds_identity_number, told_of_number
from samspill.common.models import today
from samspill.common.permissions import require
from samspill.common.web import is_web_address

NONE_YET = "-"
TEXTS = ("reason", "done", "effect", "next_step")


def version_after(latest: StatusReport | None) -> str:
    """A mark of the latest report, which a form carries to see whether another has come."""
    return actions.version_of(latest) if latest else NONE_YET


@kept_if_named()
@transaction.atomic
def report(
    *,
    by: Actor,
    commitment: Commitment,
    result: LegendStatus | None = None,
    work: LegendStatus | None = None,
    reason: str = "",
    done: str = "",
    effect: str = "",
    next_step: str = "",
    link: str = "",
    attached: Sequence[Accepted] = (),
    version: str = "",
) -> StatusReport:
    """Adds what an owner says of a commitment. An earlier report stays; the latest one holds.

    A status with which the work is over closes the commitment. What recurs is due again on its
    next day instead: the first one after both today and the day that it was due.

    Args:
        result, work: the statuses, each of the commitment's own legend.
        attached: files that go with it; written to the disk here, and removed again if this fails.
        version: :func:`version_after` when the form was opened; empty not to look.

    Raises:
        NotAllowed: the actor may not answer for an owner.
        ChangedMeanwhile: somebody else has reported since; theirs is kept, and so is this one once
            it is sent again.
        ValidationError: it is closed, a status is not in its legend, or something is missing.
    """
    commitment = _taken(commitment)
    require(by, "answer", commitment)
    if commitment.state != Commitment.State.OPEN:
        raise ValidationError(_("«%(title)s» is closed.") % {"title": commitment})
    texts = {"reason": reason, "done": done, "effect": effect, "next_step": next_step}
    _check(commitment, result, work, texts, link, attached)
    latest = commitment.reports.order_by("-pk").first()
    if version and latest is not None and version != actions.version_of(latest):
        raise ChangedMeanwhile(latest)
    with translation.override(by.language):
        role = by.in_words[:300]
    made = StatusReport.objects.create(
        partnership_id=commitment.partnership_id,
        commitment=commitment,
        result=result,
        work=work,
        link=link,
        by=by.name[:200],
        user=by.user,
        role=role,
        **{name: text.strip() for name, text in texts.items()},
    )
    attach(made, attached)
    _follow(by, commitment, made, attached)
    answered = processes.process_of(commitment.process).answered
    if answered is not None:
        answered(commitment, made, by)
    return made


def _taken(commitment: Commitment) -> Commitment:
    """The row, locked, with all that a report looks at."""
    found = Commitment.objects.select_for_update(of=("self",)).prefetch_related("owners")
    looked_at = found.select_related("result_legend", "work_legend", "result", "work")
    taken: Commitment = looked_at.get(pk=commitment.pk)
    return taken


def _check(
    commitment: Commitment,
    result: LegendStatus | None,
    work: LegendStatus | None,
    texts: dict[str, str],
    link: str,
    files: Sequence[Accepted],
) -> None:
    wrong: dict[str, Any] = {}
    for name, status, legend in (
        ("result", result, commitment.result_legend),
        ("work", work, commitment.work_legend),
    ):
        if status is not None and (legend is None or status.legend_id != legend.pk):
            wrong[name] = _not_in(legend, status)
        elif status is not None and status.needs_reason and not texts["reason"].strip():
            wrong["reason"] = _("«%(status)s» needs a reason.") % {"status": status}
    for name, text in texts.items():
        if len(text) > LONGEST_TEXT:
            wrong[name] = _("The text is too long: at most %(most)s characters.") % {
                "most": LONGEST_TEXT
            }
        elif holds_identity_number(text):
            wrong[name] = told_of_number()
    if len(files) > MOST:
        wrong["attached"] = too_many(len(files), MOST).messages
    if link:
        try:
            is_web_address(link)
        except ValidationError as refused:
            wrong["link"] = refused.messages
    if result is None and work is None and not any(text.strip() for text in texts.values()):
        raise (
            ValidationError(_("Choose a status, or write something."))
            if not wrong
            else (ValidationError(wrong))
        )
    if wrong:
        raise ValidationError(wrong)


def _not_in(legend: StatusLegend | None, status: LegendStatus) -> str:
    known = [str(one) for one in legend.statuses.all()] if legend is not None else []
    return _("«%(status)s» is not in the legend: %(known)s.") % {
        "status": status,
        "known": ", ".join(known) or "–",
    }


def _follow(
    by: Actor, commitment: Commitment, made: StatusReport, files: Sequence[Accepted]
) -> None:
    """Brings the commitment to where the report says that it stands."""
    before = audit.state_of(commitment)
    commitment.result = made.result or commitment.result
    commitment.work = made.work or commitment.work
    commitment.reported_on = today()
    for name, value in _after(commitment, made).items():
        setattr(commitment, name, value)
    commitment.save()
    audit.record_change(
        by=by,
        action="report",
        about=commitment,
        before=before,
        after=audit.state_of(commitment),
        detail={
            "report": made.pk,
            # Not their names: what should not have been sent can be taken away, and this cannot.
            **({"files": len(files)} if files else {}),
        },
    )
    actions.touched(commitment)


def _after(commitment: Commitment, made: StatusReport) -> dict[str, Any]:
    """What a report does to the state and the due date."""
    ending = next((one for one in (made.work, made.result) if one is not None and one.closes), None)
    is_dropped = ending is not None and ending.scale == Scale.DROPPED
    if commitment.recurrence and commitment.due_on and not is_dropped:
        following = next_date(
            commitment.recurrence,
            start=commitment.due_on,
            after=max(commitment.due_on, today()),
        )
        return {"due_on": following} if following else closed(Commitment.ClosedAs.DONE)
    if ending is None:
        return {}
    outcome = Commitment.ClosedAs.DROPPED if is_dropped else Commitment.ClosedAs.DONE
    return closed(outcome, made.reason)
