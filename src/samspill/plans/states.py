"""The states of a plan's edition, and the only ways from one to another."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    """Where an edition of a plan is on its way."""

    DRAFT = "draft", _("Draft")
    HEARING = "hearing", _("On hearing")
    ADOPTED = "adopted", _("Adopted")
    RUNNING = "running", _("Running")
    CLOSED = "closed", _("Closed")


@dataclass(frozen=True)
class Move:
    """One way between two states.

    Attributes:
        name: what it is called in addresses and in the audit trail.
        before: the states it leads from.
        after: the state it leads to.
        label: what the button says.
        needs_adoption: that it must be recorded who adopted it, and when.
    """

    name: str
    before: tuple[PlanState, ...]
    after: PlanState
    label: str | Promise
    needs_adoption: bool = False

    @property
    def ends(self) -> bool:
        """It leads nowhere further: never the first that a page offers."""
        return self.after == PlanState.CLOSED


MOVES = (
    Move("send", (PlanState.DRAFT,), PlanState.HEARING, _("Send on hearing")),
    Move("take_back", (PlanState.HEARING,), PlanState.DRAFT, _("Take back to draft")),
    Move(
        "adopt",
        (PlanState.DRAFT, PlanState.HEARING),
        PlanState.ADOPTED,
        _("Adopt"),
        needs_adoption=True,
    ),
    Move("start", (PlanState.ADOPTED,), PlanState.RUNNING, _("Let it run")),
    Move("close", (PlanState.ADOPTED, PlanState.RUNNING), PlanState.CLOSED, _("Close")),
)
"""What is adopted is never a draft again: a change is a new edition."""

OPEN = (PlanState.DRAFT, PlanState.HEARING)
"""Goals, focus areas and measures may be changed. In the others they are frozen, by the database
too (migration ``0002_frozen``)."""

FROZEN = (PlanState.ADOPTED, PlanState.RUNNING, PlanState.CLOSED)
IN_USE = (PlanState.ADOPTED, PlanState.RUNNING)
PUBLISHED = (PlanState.HEARING, *FROZEN)


def moves_from(state: str) -> list[Move]:
    """The moves that lead from a state."""
    return [move for move in MOVES if state in move.before]
