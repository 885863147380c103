"""A round of reporting: opened for every owner at once, answered, closed for good."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.commitments import actions as ledger
from samspill.commitments.models import Commitment, StatusReport
from samspill.common import actions
from samspill.common.actors import Actor, program
from samspill.common.models import today
from samspill.common.norwegian import address_name
from samspill.plans import asking, following
from samspill.plans.models import Measure, PlanEdition, ReportingRound, RoundReport
from samspill.plans.states import PlanState


@transaction.atomic
def open_round(
    *,
    by: Actor,
    edition: PlanEdition,
    title: str,
    due_on: datetime.date,
    measures: Iterable[Measure] | None = None,
    parties: Collection[int] = (),
    bodies: Collection[int] = (),
) -> ReportingRound:
    """Asks everybody who owes one of the measures how it stands; as many queries for 400 as for 4.

    Args:
        due_on: the day to answer by.
        measures: which; None for all of the edition. What is done or dropped is not asked again.
        parties, bodies: primary keys of those whose measures are asked about; none for everybody.
            Whoever owes one of them together with these is asked too.

    Raises:
        NotAllowed: only the secretariat may.
        ValidationError: the edition does not run, the day is over, nothing is left to ask about,
            or a round is open.
    """
    if edition.state != PlanState.RUNNING:
        raise ValidationError(_("Only a plan that runs is reported on."))
    if due_on < today():
        raise ValidationError({"due_on": _("The day is over. Choose today or a later one.")})
    following.bring_in_line(by=program("plans"), partnership=edition.partnership)
    about = edition.measures.all() if measures is None else list(measures)
    there = Commitment.objects.open().filter(owedmeasure__thing__in=about)
    if parties or bodies:
        there = there.owed_by(parties, bodies)
    asked = list(there)
    if not asked:
        raise ValidationError(_("Nothing is left to ask about: every measure is done or dropped."))
    made = actions.save(
        by=by,
        record=ReportingRound(
            partnership_id=edition.partnership_id,
            edition=edition,
            slug=_free_slug(edition, title),
            title=title,
            due_on=due_on,
        ),
        action="open round",
    )
    made.asked.set(asked)
    asking.ask(by=by, round=made)
    return made


def _free_slug(edition: PlanEdition, title: str) -> str:
    base = address_name(title)[:50] or "runde"
    taken = set(ReportingRound.objects.filter(edition=edition).values_list("slug", flat=True))
    number = 1
    while (slug := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return slug


@transaction.atomic
def answer(
    *,
    by: Actor,
    round: ReportingRound,
    commitment: Commitment,
    version: str = "",
    said: Mapping[str, Any],
) -> StatusReport:
    """Reports how one measure stands in a round.

    Args:
        said: what ``commitments.actions.report`` takes: statuses and texts.

    Raises:
        ValidationError: the round is closed, or does not ask about it; or as ``report``.
        NotAllowed, ChangedMeanwhile: as ``report``.
    """
    asked = ReportingRound.asked.through.objects.filter(
        reportinground=OuterRef("pk"), commitment=commitment
    )
    rounds = ReportingRound.objects.annotate(asks=Exists(asked))
    held = rounds.select_for_update(of=("self",)).get(pk=round.pk)
    if not held.is_open:
        raise ValidationError(
            _("The round was closed on %(date)s and takes no more answers. "
              "Ask the secretariat, or report on the measure itself.")
            % {"date": timezone.localtime(held.closed_at).date()}
        )  # fmt: skip
    if not held.asks:
        raise ValidationError(_("The round does not ask about «%(what)s».") % {"what": commitment})
    return ledger.report(by=by, commitment=commitment, version=version, **said)


def answered(commitment: Commitment, report: StatusReport, by: Actor) -> None:
    """Puts a report in the round that is open, wherever it was reported.

    What an owner owes there is closed once they have reported on all that it asks.
    """
    opened = ReportingRound.objects.filter(closed_at=None, asked=commitment)
    held = opened.select_for_update(of=("self",)).first()
    if held is None:
        return
    RoundReport.objects.create(partnership_id=held.partnership_id, report=report, round=held)
    asking.settle(round=held, only=commitment)


@transaction.atomic
def close_round(*, by: Actor, round: ReportingRound, version: str = "") -> ReportingRound:
    """Ends a round. Whoever has not answered stays marked as missing; nothing is filled in.

    Raises:
        NotAllowed, ChangedMeanwhile: as ``common.actions.save``.
        ValidationError: it is closed already.
    """
    held = ReportingRound.objects.select_for_update(of=("self",)).get(pk=round.pk)
    if not held.is_open:
        raise ValidationError(_("The round is closed already."))
    return asking.end(by=by, round=held, version=version)
