"""What goes along when an item, or a part of minutes, is removed; and when none is."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from samspill.cases.actions.calling import take_back_guest
from samspill.cases.models import (
    AgendaItem,
    Attendance,
    FollowUp,
    Guest,
    Meeting,
    Note,
    Proposal,
    Recusal,
    SideVotes,
)
from samspill.cases.states import MeetingState
from samspill.cases.upholding import require_unsent
from samspill.common.actors import Actor

WAYS: dict[type[Model], str] = {
    AgendaItem: "items",
    Attendance: "attendance",
    FollowUp: "items__follow_ups",
    Proposal: "items__proposals",
    Recusal: "items__recusals",
    SideVotes: "items__side_votes",
}
"""How a meeting leads to what is a part of its minutes."""


def make_way(by: Actor, model: type[Model], keys: Collection[int]) -> None:
    """Takes along the notes on an item, which nobody but their writers knows of, and the guests who
    are asked to it alone: without the item they would be asked to the whole meeting.

    Raises:
        ValidationError: the minutes are sent or approved, or the item stands in a call.
    """
    if model not in WAYS:
        return
    for meeting in Meeting.objects.filter(**{f"{WAYS[model]}__in": keys}).distinct():
        require_unsent(meeting)
        if model is AgendaItem and meeting.state == MeetingState.CALLED:
            raise ValidationError(_("The meeting is called: its agenda stays."))
    if model is AgendaItem:
        Note.objects.filter(item__in=keys).delete()
        for guest in Guest.objects.filter(item__in=keys).select_related("meeting"):
            take_back_guest(by=by, guest=guest)
