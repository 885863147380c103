"""Routines to be confirmed in use: each party that a routine binds says so once for each edition.

A process of the ledger like any other: it opens, the parties answer there, and what no longer
holds is closed. The ledger knows nothing of it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from samspill.commitments import actions
from samspill.commitments.actions import Owes, Wanted
from samspill.commitments.deadlines import calendar_days_after
from samspill.commitments.due import Due
from samspill.commitments.models import Commitment
from samspill.commitments.processes import Process
from samspill.common.actors import Actor, program
from samspill.common.addresses import path
from samspill.common.models import Partnership
from samspill.documents.models import DocumentKind, DocumentParty, Edition
from samspill.parties.models import Party

DAYS = 60
PROCESS = Process(
    slug="confirm-in-use",
    label=gettext_lazy("Routine to be taken into use"),
    result_legend="i-bruk",
    one_press=("in_use", gettext_lazy("Confirm that it is in use")),
)


@dataclass(frozen=True)
class InUse:
    """A routine in force: how many parties were asked, and how many have confirmed."""

    edition: Edition
    asked: int
    confirmed: int
    late: int


def routines_on(date: datetime.date) -> list[InUse]:
    """The routines in force, each with how far its taking into use has come; two queries."""
    counted = {
        row["subject"]: row
        for row in Commitment.objects.of_process(PROCESS.slug)
        .values("subject")
        .annotate(
            asked=Count("pk"),
            confirmed=Count("pk", filter=Q(closed_as=Commitment.ClosedAs.DONE)),
            late=Count("pk", filter=Q(state=Commitment.State.OPEN, due_on__lt=date)),
        )
    }
    found = []
    for edition in _in_force_on(date):
        row = counted.get(subject_of(edition), {"asked": 0, "confirmed": 0, "late": 0})
        found.append(InUse(edition, row["asked"], row["confirmed"], row["late"]))
    return found


def _in_force_on(date: datetime.date) -> Iterable[Edition]:
    routines = Edition.objects.in_force_on(date).filter(
        document__kind__role=DocumentKind.Role.ROUTINE
    )
    return routines.select_related("document__kind").order_by("document__order", "document__slug")


def subject_of(edition: Edition) -> str:
    """The edition in the ledger: a new one is to be taken into use anew."""
    return f"edition/{edition.pk}"


def ask(*, by: Actor, partnership: Partnership, edition: Edition, date: datetime.date) -> int:
    """Asks each party that a routine binds, or every party where it names none, to confirm it.

    Returns:
        How many were asked now; those who were asked before are not asked again.

    Raises:
        NotAllowed: only the secretariat may.
    """
    document = edition.document
    bound = DocumentParty.objects.on(date).filter(document=document).values("party")
    parties = Party.objects.on(date).filter(pk__in=bound)
    if not parties.exists():
        parties = Party.objects.members_on(date)
    due = Due.date(calendar_days_after(date, DAYS))
    wanted = [wanted_of(edition, [Owes(party=party)], due) for party in parties]
    return actions.open_many(by=by, partnership=partnership, wanted=wanted)


def wanted_of(edition: Edition, owners: list[Owes], due: Due) -> Wanted:
    """What is asked of those whom a routine binds."""
    document = edition.document
    return Wanted(
        process=PROCESS.slug,
        subject=subject_of(edition),
        title=_("Take into use: %(routine)s") % {"routine": document.label},
        owners=owners,
        source_label=document.label,
        source_path=path(edition.partnership, "portal:document", document.slug),
        source_on=edition.valid_from,
        due=due,
        is_public=document.is_public and edition.is_public,
    )


def close_what_lapsed(date: datetime.date) -> int:
    """Closes what is asked of editions that no longer hold. Returns how many were open."""
    closed = 0
    for partnership in Partnership.objects.all():
        with scope(partnership=partnership), transaction.atomic():
            holding = [subject_of(edition) for edition in _in_force_on(date)]
            asked = Commitment.objects.of_process(PROCESS.slug).exclude(subject__in=holding)
            closed += actions.close_many(
                by=program("routines"), partnership=partnership, commitments=asked
            )
    return closed
