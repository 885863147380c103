"""What the secretariat's own page says of everything that needs attention."""

from __future__ import annotations

import datetime
from typing import Any

from samspill.common.panels import facts_of, parts_of
from samspill.common.permissions import OPERATOR, SECRETARIAT
from samspill.common.work_request import WorkRequest
from samspill.jobs.standing import standing
from samspill.workspace import installation


def for_the_secretariat(
    request: WorkRequest, about: None, date: datetime.date
) -> dict[str, Any] | None:
    """How much of each kind there is some of, and the way to it.

    A kind that nothing is found of is left out: what is not entered is not found either.
    """
    if not request.actor.holds(SECRETARIAT):
        return None
    found = facts_of(parts_of(request, "work:attention"))
    return {"facts": [fact for fact in found if fact.value]}


def for_the_operator(
    request: WorkRequest, about: None, date: datetime.date
) -> dict[str, Any] | None:
    """What somebody must do about the installation, and the way to all of it."""
    if not request.actor.holds(OPERATOR):
        return None
    found = installation.tasks(standing(), installation.letters())
    return {"tasks": list(found)}
