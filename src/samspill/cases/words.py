"""What is said of how a meeting, its minutes and what came of an item stand."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from samspill.cases.models import Meeting
from samspill.cases.states import MeetingState, Outcome


class ToldState(NamedTuple):
    """A sign (a kind of ``ui_status``) and its words."""

    kind: str
    label: str


STATES = {
    MeetingState.TENTATIVE: "none",
    MeetingState.PLANNED: "upcoming",
    MeetingState.CALLED: "ok",
    MeetingState.HELD: "ok",
    MeetingState.CANCELLED: "withdrawn",
}
OUTCOMES = {
    "": "upcoming",
    Outcome.POSTPONED: "partial",
    Outcome.SENT_BACK: "partial",
    Outcome.SENT_ON: "ok",
    Outcome.RECOMMENDED: "ok",
    Outcome.DECIDED: "ok",
    Outcome.NOTED: "ok",
    Outcome.UNKNOWN: "none",
}


def state_of(meeting: Meeting, date: datetime.date) -> ToldState:
    """How a meeting stands; of one that was planned and is past, nobody has said more."""
    state = MeetingState(meeting.state)
    if meeting.date < date and state not in (MeetingState.HELD, MeetingState.CANCELLED):
        words = _("Not entered whether it was held")
        return ToldState("none", f"{state.label}. {words}")
    return ToldState(STATES[state], str(state.label))


def to_be_read() -> ToldState:
    """Of what is written in minutes that are not approved: it is not that nobody entered it."""
    return ToldState("partial", _("Can be read when the minutes are approved"))


def outcome_of(outcome: str, *, is_past: bool) -> ToldState:
    """What came of an item."""
    if outcome:
        return ToldState(OUTCOMES[Outcome(outcome)], str(Outcome(outcome).label))
    if is_past:
        return ToldState("none", _("Not entered what came of it"))
    return ToldState("upcoming", _("To be treated"))
