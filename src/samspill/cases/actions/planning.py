"""A year planned at once, a planned meeting changed, and one that is called in minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.cases.actions import calling
from samspill.cases.actions.meetings import add_item, held_open, move_meeting, plan_meeting
from samspill.cases.models import Meeting
from samspill.cases.states import MeetingState
from samspill.common import actions
from samspill.common.actors import Actor

WHEN = ("date", "starts", "ends")
TOLD = (*WHEN, "title", "place", "link")
"""What stands in the call: changed, the call is sent anew."""
OPEN = (MeetingState.TENTATIVE, MeetingState.PLANNED, MeetingState.CALLED)


@transaction.atomic
def plan_year(*, by: Actor, meetings: Sequence[Meeting], bodies: Sequence[Body]) -> list[Meeting]:
    """Plans several meetings at once: all of them, or none where one is refused.

    Raises:
        NotAllowed: the actor does not keep the papers of each body.
        ValidationError: there is no day, or one is wrong.
    """
    if not meetings:
        raise ValidationError(_("Give at least one day."))
    return [plan_meeting(by=by, meeting=one, bodies=bodies) for one in meetings]


@transaction.atomic
def change_meeting(
    *, by: Actor, meeting: Meeting, facts: Mapping[str, Any], version: str = ""
) -> Meeting:
    """Changes when, where and how a meeting is; of one that is called, those called are told.

    Another time is another question, so everybody answers anew.

    Raises:
        NotAllowed, ChangedMeanwhile: as ``common.actions.save``.
        ValidationError: it is held or cancelled, or a fact is wrong.
    """
    found = held_open(meeting)
    if found.state not in OPEN:
        raise ValidationError(_("The meeting is over: its time and place stay."))
    changed = {name for name, value in facts.items() if getattr(found, name) != value}
    for name, value in facts.items():
        setattr(found, name, value)
    found.unknown = [name for name in found.unknown if not facts.get(name)]
    found.not_applicable = [name for name in found.not_applicable if not facts.get(name)]
    found.sequence += 1 if changed & set(TOLD) else 0
    saved = actions.save(by=by, record=found, version=version)
    if saved.state == MeetingState.CALLED and changed & set(TOLD):
        if changed & set(WHEN):
            calling.asked_again(saved)
        calling.told_anew(saved)
    return saved


@transaction.atomic
def call_at_once(
    *, by: Actor, meeting: Meeting, bodies: Sequence[Body], title: str, text: str = ""
) -> Meeting:
    """Plans an extraordinary meeting with one item and calls it, in one step.

    Raises:
        NotAllowed: the actor does not keep the papers of each body.
        ValidationError: the day is past, or a fact is wrong.
    """
    meeting.kind = Meeting.Kind.EXTRAORDINARY
    made = plan_meeting(by=by, meeting=meeting, bodies=bodies)
    add_item(by=by, meeting=made, title=title, text=text)
    return move_meeting(by=by, meeting=made, name="call")
