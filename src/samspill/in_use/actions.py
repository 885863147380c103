"""Asking the parties to take a routine into use, taking the question back, and closing it."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.commitments import actions
from samspill.commitments.actions import Owes
from samspill.commitments.deadlines import calendar_days_after
from samspill.commitments.due import Due
from samspill.commitments.models import Commitment, CommitmentQuerySet, StatusReport
from samspill.common.actors import Actor, program
from samspill.common.everywhere import everywhere
from samspill.common.models import Partnership
from samspill.common.ready import together
from samspill.documents.models import DocumentParty, Edition
from samspill.in_use.owed import PROCESS, wanted_of
from samspill.in_use.routines import in_force_on
from samspill.parties.models import Party

DAYS = 60
WITHDRAWN = Commitment.ClosedAs.WITHDRAWN


def usual_due(date: datetime.date) -> datetime.date:
    """The day that is proposed to answer by."""
    return calendar_days_after(date, DAYS)


def left_to_ask(edition: Edition, date: datetime.date) -> list[Party]:
    """The parties that a routine binds, or every party where it names none; those who are not
    asked yet, or of whom the question was taken back. One query."""
    bound = DocumentParty.objects.on(date).filter(document=edition.document).values("party")
    there = asked_about(edition).exclude(closed_as=WITHDRAWN)
    read = together(
        asked=there.values_list("owners__party"),
        named=Party.objects.on(date).filter(pk__in=bound),
        members=Party.objects.members_on(date),
    )
    asked = {party for (party,) in read["asked"]}
    return [party for party in read["named"] or read["members"] if party.pk not in asked]


def asked_about(edition: Edition) -> CommitmentQuerySet:
    """What was asked about an edition, of everybody."""
    return Commitment.objects.filter(owedroutine__thing=edition)


@transaction.atomic
def ask(
    *,
    by: Actor,
    partnership: Partnership,
    edition: Edition,
    date: datetime.date,
    due_on: datetime.date | None = None,
    text: str = "",
) -> int:
    """Asks each party that a routine binds, or every party where it names none, to confirm it.

    Args:
        due_on: the day to answer by; in 60 days when it is left out.
        text: what the secretariat adds to the question.

    Returns:
        How many were asked now; those who were asked before are not asked again, unless the
        question was taken back.

    Raises:
        NotAllowed: only the secretariat may.
        ValidationError: the day is over.
    """
    if due_on is not None and due_on < date:
        raise ValidationError({"due_on": _("The day is over. Choose today or a later one.")})
    due = Due.date(due_on or usual_due(date))
    parties = left_to_ask(edition, date)
    taken_back = asked_about(edition).filter(closed_as=WITHDRAWN, owners__party__in=parties)
    again = list(taken_back)
    for commitment in again:
        actions.ask_again(by=by, commitment=commitment, due=due, text=text)
    wanted = [wanted_of(edition, [Owes(party=party)], due, text) for party in parties]
    return len(again) + actions.open_many(by=by, partnership=partnership, wanted=wanted)


def is_answered(edition: Edition) -> bool:
    """Whether anybody has answered what was asked about an edition."""
    return StatusReport.objects.filter(commitment__in=asked_about(edition)).exists()


@transaction.atomic
def take_back(*, by: Actor, partnership: Partnership, edition: Edition, reason: str = "") -> int:
    """Takes the question back from all who have not answered; what was answered stands.

    Returns:
        How many are asked no more.

    Raises:
        NotAllowed: only the secretariat may.
        ValidationError: nobody is asked any more, or somebody has answered and no reason is given.
    """
    open_ones = asked_about(edition).open()
    if not open_ones.exists():
        raise ValidationError(_("Nobody is asked about it now."))
    if is_answered(edition) and not reason.strip():
        raise ValidationError(
            {"reason": _("Somebody has answered. Say why the others are not asked any more.")}
        )
    return actions.close_many(
        by=by, partnership=partnership, commitments=open_ones, closed_as=WITHDRAWN, reason=reason
    )


def close_what_lapsed(date: datetime.date) -> int:
    """Closes what is asked of editions that no longer hold. Returns how many were open."""

    def close_those(partnership: Partnership) -> int:
        holding = in_force_on(date).values("pk")
        asked = Commitment.objects.of_process(PROCESS.slug)
        over = asked.exclude(owedroutine__thing__in=holding)
        return actions.close_many(by=program("routines"), partnership=partnership, commitments=over)

    return everywhere(close_those)
