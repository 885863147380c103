"""Asking the parties to take a routine into use, and closing what is asked of one that ended."""

from __future__ import annotations

import datetime

from samspill.commitments import actions
from samspill.commitments.actions import Owes
from samspill.commitments.deadlines import calendar_days_after
from samspill.commitments.due import Due
from samspill.commitments.models import Commitment
from samspill.common.actors import Actor, program
from samspill.common.everywhere import everywhere
from samspill.common.models import Partnership
from samspill.documents.models import DocumentParty, Edition
from samspill.in_use.owed import PROCESS, wanted_of
from samspill.in_use.routines import in_force_on
from samspill.parties.models import Party

DAYS = 60


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


def close_what_lapsed(date: datetime.date) -> int:
    """Closes what is asked of editions that no longer hold. Returns how many were open."""

    def close_those(partnership: Partnership) -> int:
        holding = in_force_on(date).values("pk")
        asked = Commitment.objects.of_process(PROCESS.slug)
        over = asked.exclude(owedroutine__thing__in=holding)
        return actions.close_many(by=program("routines"), partnership=partnership, commitments=over)

    return everywhere(close_those)
