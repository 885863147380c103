"""How cases, meetings, minutes and what came of an item stand, and what of it is open to all."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class CaseState(models.TextChoices):
    """How a case stands with the secretariat; what bodies made of it stands on their agendas."""

    RAISED = "raised", _("Raised")
    ASKED = "asked", _("More is asked for")
    RETURNED = "returned", _("Returned")
    MERGED = "merged", _("Merged with another")
    ACCEPTED = "accepted", _("On its way")
    CLOSED = "closed", _("Closed")


class MeetingState(models.TextChoices):
    """How a meeting stands. One that was only planned may have been held: nobody has said so."""

    TENTATIVE = "tentative", _("Not confirmed")
    PLANNED = "planned", _("Planned")
    CALLED = "called", _("Called")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class MinutesState(models.TextChoices):
    """How the minutes stand. ``ELSEWHERE``: only what sources tell of them is entered here."""

    NOT_ENTERED = "not_entered", _("Not entered")
    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent to the members")
    APPROVED = "approved", _("Approved")
    ELSEWHERE = "elsewhere", _("Only what the sources tell is entered")


class ApprovedHow(models.TextChoices):
    """How minutes came to be approved."""

    MEETING = "meeting", _("By a later meeting")
    NO_OBJECTION = "no_objection", _("Nobody objected in time")
    SECRETARIAT = "secretariat", _("Entered by the secretariat")


class Outcome(models.TextChoices):
    """What a meeting made of an item. Nothing: it is not treated yet, or nobody has entered it."""

    POSTPONED = "postponed", _("Postponed")
    SENT_BACK = "sent_back", _("Sent back")
    SENT_ON = "sent_on", _("Sent on")
    RECOMMENDED = "recommended", _("Recommended")
    DECIDED = "decided", _("Decided")
    NOTED = "noted", _("Noted")
    UNKNOWN = "unknown", _("Not known what came of it")


CASES_OPEN = (CaseState.ACCEPTED.value, CaseState.CLOSED.value)
"""Cases that anyone may read of, where nothing is exempt."""
NOT_GOING_ON = (CaseState.MERGED.value, CaseState.RETURNED.value)
"""Cases that no other is merged into."""
CASES_THEIRS = (CaseState.RAISED.value, CaseState.ASKED.value)
"""Cases that who raised them may still complete."""
MINUTES_OPEN = (MinutesState.APPROVED.value, MinutesState.ELSEWHERE.value)
"""Minutes that anyone may read."""
MINUTES_WRITTEN = (MinutesState.DRAFT.value, MinutesState.SENT.value)
"""Minutes that are written, and that anyone may read once they are approved."""
AGENDAS_OPEN = tuple(
    one.value for one in (MeetingState.CALLED, MeetingState.HELD, MeetingState.CANCELLED)
)
"""Meetings whose agenda anyone may read; also that of which only the sources tell."""


def open_agenda(path: str = "") -> models.Q:
    """The condition on meetings whose agenda anyone may read; ``path`` leads to the meeting."""
    return models.Q(**{f"{path}state__in": AGENDAS_OPEN}) | models.Q(
        **{f"{path}minutes__in": MINUTES_OPEN}
    )


@dataclass(frozen=True)
class StateMove:
    """One way between two states; ``name`` stands in addresses and in the audit trail."""

    name: str
    before: tuple[str, ...]
    after: str
    label: str | Promise

    @property
    def slug(self) -> str:
        """Its name in addresses."""
        return self.name.replace(" ", "-")


CASE_MOVES = (
    StateMove("accept", ("raised", "asked"), "accepted", _("Accept and give a number")),
    StateMove("ask", ("raised",), "asked", _("Ask for more")),
    StateMove("return", ("raised", "asked"), "returned", _("Return")),
    StateMove("merge", ("raised", "asked", "accepted"), "merged", _("Merge with another")),
    StateMove("send on", ("accepted",), "accepted", _("Send to another body")),
    StateMove("close case", ("accepted",), "closed", _("Close")),
    StateMove("take up again", ("closed",), "accepted", _("Take up again")),
    StateMove("look at again", ("returned",), "raised", _("Look at it again")),
)
COMPLETE = StateMove("complete", ("asked", "raised"), "raised", _("Answer"))
"""What who raised a case does with it; all other moves are the secretariat's."""
MEETING_MOVES = (
    StateMove("confirm", ("tentative",), "planned", _("Confirm the day")),
    StateMove("call", ("tentative", "planned"), "called", _("Call")),
    StateMove("hold", ("called", "planned"), "held", _("It was held")),
    StateMove("cancel", ("tentative", "planned", "called"), "cancelled", _("Cancel the meeting")),
)
HOLD_AT_NEED = StateMove("hold", ("tentative",), "held", _("It was held"))
"""The way of a meeting that needs no call (``cases.Arena``): nobody is told of its day."""
MINUTES_MOVES = (
    StateMove("begin minutes", ("not_entered",), "draft", _("Begin the minutes")),
    StateMove("send minutes", ("draft",), "sent", _("Send to the members")),
    StateMove("rewrite minutes", ("sent",), "draft", _("Take back to draft")),
    StateMove("approve minutes", ("sent",), "approved", _("Approve and publish")),
)
"""Minutes that are approved are frozen: nothing leads on from there."""


def moves_from(moves: tuple[StateMove, ...], state: str) -> list[StateMove]:
    """The moves that lead from a state."""
    return [one for one in moves if state in one.before]
