"""What must hold of cases, meetings and their items, whatever page writes them: asked at each save.

The actions own the rules. This keeps a form over the bare fields, or something that is undone, from
going round them.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspill.cases.arenas import moves_between, needs_of
from samspill.cases.models import AgendaItem, Attendance, Case, CaseNumber, FollowUp, Meeting
from samspill.cases.reading import require_theirs
from samspill.cases.states import (
    CASE_MOVES,
    CASES_OPEN,
    MINUTES_MOVES,
    MeetingState,
    MinutesState,
    StateMove,
)
from samspill.common.actors import Actor
from samspill.common.audit import state_of

IN_THE_CALL = ("date", "starts", "ends", "title", "place", "link")
"""What those called are told of: changed, the call goes out anew (``actions.change_meeting``)."""
BESIDE_THE_MINUTES = (
    "minutes_at", "link", "slug", "formerly", "sequence", "source_id", "source_note",
)  # fmt: skip
"""What the minutes do not tell of their meeting, as ``0018_whole_meeting_frozen`` has it."""
ORDER_OPEN = (MeetingState.TENTATIVE, MeetingState.PLANNED)


def uphold_case(by: Actor, case: Case, stored: Case | None) -> None:
    """Raises:
    ValidationError: it is moved otherwise than its states allow, or to another body without a
        number there.
    """
    if stored is None:
        return
    _require_way(CASE_MOVES, stored.state, case.state)
    is_sent_on = case.body_id not in (None, stored.body_id) and stored.state in CASES_OPEN
    if is_sent_on and not CaseNumber.objects.filter(case=case, body=case.body_id).exists():
        told = _("Send the case on from its own page: then the body gives it a number.")
        raise ValidationError({"body": [told]})


def uphold_meeting(by: Actor, meeting: Meeting, stored: Meeting | None) -> None:
    """Raises:
    ValidationError: it is moved otherwise than its states allow, its minutes are with the members
        or approved, or those who are called would not be told.
    """
    if stored is None:
        return
    _require_way(moves_between(needs_of(meeting)), stored.state, meeting.state)
    if (stored.minutes, meeting.minutes) != (MinutesState.DRAFT, MinutesState.APPROVED):
        _require_way(MINUTES_MOVES, stored.minutes, meeting.minutes)
    elif needs_of(meeting).is_approved:
        raise ValidationError(_("Send the minutes to the members first."))
    changed = {name for name, value in state_of(meeting).items() if value != state_of(stored)[name]}
    if changed - {*BESIDE_THE_MINUTES} and stored.minutes == meeting.minutes:
        require_unsent(meeting)
    is_told = meeting.sequence != stored.sequence
    if changed & {*IN_THE_CALL} and stored.state == MeetingState.CALLED and not is_told:
        raise ValidationError(
            _("The meeting is called. Use «Change the meeting» on its page, so that those who are "
              "called are told.")
        )  # fmt: skip


def uphold_item(by: Actor, item: AgendaItem, stored: AgendaItem | None) -> None:
    """Raises:
    ValidationError: the case or the body is none of theirs, the minutes are with the members, or
        the agenda is frozen by the call.
    """
    meeting = Meeting.objects.get(pk=item.meeting_id)
    _require_not_sent(meeting)
    if item.case is not None and (stored is None or stored.case_id != item.case_id):
        require_theirs(by, meeting, item.case)
    if item.body_id is not None and (stored is None or stored.body_id != item.body_id):
        _require_meets(meeting, item.body_id, "body")
    if stored is None and meeting.state == MeetingState.CALLED and not item.is_late:
        raise ValidationError(
            _("The meeting is called. Put it on the agenda on the page of the meeting, so that "
              "those who are called are told.")
        )  # fmt: skip
    if stored is not None and stored.position != item.position and meeting.state not in ORDER_OPEN:
        raise ValidationError(_("The meeting is called: the order of its agenda stays."))


def uphold_part(by: Actor, part: Any, stored: Any | None) -> None:
    """Raises:
    ValidationError: the minutes that it is a part of are with the members, its seat is of a body
        that does not meet, or what is to be done is due before the meeting.
    """
    of = part.meeting_id if isinstance(part, Attendance) else part.item.meeting_id
    meeting = Meeting.objects.get(pk=of)
    _require_not_sent(meeting)
    seat = getattr(part, "seat", None)
    if seat is not None and (stored is None or stored.seat_id != seat.pk):
        _require_meets(meeting, seat.body_id, "seat")
    if isinstance(part, FollowUp) and part.due_on and part.due_on < meeting.date:
        raise ValidationError({"due_on": [_("It cannot be due before the meeting.")]})


def _require_meets(meeting: Meeting, body: int, field: str) -> None:
    if not meeting.bodies.filter(pk=body).exists():
        raise ValidationError({field: [_("That body does not meet here.")]})


def require_unsent(meeting: Meeting) -> None:
    """Raises:
    ValidationError: the minutes lie with the members, or are approved: what was sent and not
        objected to is what is approved.
    """
    if meeting.minutes == MinutesState.APPROVED:
        raise ValidationError(_("The minutes are approved: nothing is changed in them."))
    _require_not_sent(meeting)


def _require_not_sent(meeting: Meeting) -> None:
    if meeting.minutes == MinutesState.SENT:
        raise ValidationError(
            _("The minutes are sent to the members. Take them back to draft to write in them.")
        )


def _require_way(moves: tuple[StateMove, ...], before: str, after: str) -> None:
    if before != after and not any(before in one.before and one.after == after for one in moves):
        raise ValidationError(_("This cannot be done now. Look at how it stands, and try again."))
