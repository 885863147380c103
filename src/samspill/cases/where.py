"""Where a case is now, who answers, and what happens next: in words, for those signed in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.cases.models import AgendaItem, Case, CaseNumber, Meeting
from samspill.cases.states import CaseState
from samspill.common.models import AuditEntry, today
from samspill.common.moments import in_full


class Where(NamedTuple):
    """Where a case is, and what happens next."""

    now: str
    next: str
    meeting: Meeting | None = None
    """The one that it is to be treated in, or may be put up for."""
    is_put_up: bool = False


class Handled(NamedTuple):
    """One thing that was done with a case before and beside the meetings."""

    on: datetime.date
    label: str | Promise
    role: str
    reason: str


HANDLED: dict[str, Promise] = {
    "raise": gettext_lazy("Case raised"),
    "ask": gettext_lazy("The secretariat asked for more"),
    "complete": gettext_lazy("Answered"),
    "return": gettext_lazy("Returned"),
    "accept": gettext_lazy("Accepted"),
    "merge": gettext_lazy("Merged"),
    "send on": gettext_lazy("Sent on"),
    "close case": gettext_lazy("Case closed"),
    "take up again": gettext_lazy("Taken up again"),
    "look at again": gettext_lazy("The secretariat looks at it again"),
}


def where_now(
    case: Case,
    numbers: Sequence[CaseNumber],
    items: Sequence[AgendaItem],
    meetings: Sequence[Meeting],
    *,
    proposes: bool = False,
) -> Where:
    """Told from the state of the case and the agendas that it is on.

    Args:
        meetings: the next one of the body that has it, where there is one.
        proposes: whether it is told to who raised it.
    """
    state = CaseState(case.state)
    if state == CaseState.ACCEPTED:
        return _on_its_way(case, numbers, items, meetings)
    by = str(case.proposer or case.proposing_body or case.proposed_by)
    return {
        CaseState.RAISED: Where(
            _("The secretariat has it, and has not answered yet."),
            _("The secretariat accepts it, asks for more, or returns it with a reason. You are "
              "told here and by e-mail.") if proposes
            else _("It is accepted, asked about, or returned with a reason. Who raised it is told "
                   "by e-mail."),
        ),
        CaseState.ASKED: Where(
            _("The secretariat asks %(by)s for more.") % {"by": by},
            _("When that is answered, the secretariat looks at it again."),
        ),
        CaseState.RETURNED: Where(
            _("It is returned, and goes no further."),
            _("It can be raised again, changed."),
        ),
        CaseState.MERGED: Where(
            _("It is merged with another case, and goes on there."), "",
        ),
        CaseState.CLOSED: Where(_("It is closed."), ""),
    }[state]  # fmt: skip


def _on_its_way(
    case: Case,
    numbers: Sequence[CaseNumber],
    items: Sequence[AgendaItem],
    meetings: Sequence[Meeting],
) -> Where:
    body = case.body.title if case.body else ""
    number = next((one.written for one in reversed(numbers) if one.body_id == case.body_id), "")
    now = _("%(body)s has it.") % {"body": body} if body else _("No body has it yet.")
    if number:
        now = _("%(body)s has it, as %(number)s.") % {"body": body, "number": number}
    coming = [one for one in items if one.meeting.date >= today() and not one.outcome]
    if coming:
        on = in_full(coming[0].meeting.date)
        told = _("It is on the agenda of %(date)s.") % {"date": on}
        return Where(now, told, coming[0].meeting, is_put_up=True)
    if not meetings:
        return Where(now, _("It is on no agenda yet, and no meeting is entered."))
    meeting = meetings[0]
    then = _("It is on no agenda yet. The next meeting is on %(date)s.") % {
        "date": in_full(meeting.date)
    }
    if meeting.cases_by:
        last = in_full(meeting.cases_by)
        then = f"{then} {_('Cases are to be there by %(date)s.') % {'date': last}}"
    return Where(now, then, meeting)


def handled(entries: Iterable[AuditEntry]) -> list[Handled]:
    """What the secretariat and who raised a case have done with it, the first first."""
    return [
        Handled(timezone.localdate(one.at), HANDLED[one.action], one.role, one.reason)
        for one in entries
        if one.action in HANDLED
    ]
