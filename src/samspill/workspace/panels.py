"""What the secretariat's own page says of everything that needs attention."""

from __future__ import annotations

import datetime
from typing import Any

from samspill.common.panels import facts_of, parts_of
from samspill.common.permissions import SECRETARIAT
from samspill.common.work_request import WorkRequest


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
