"""What one's own page says of oneself: one's roles, and where the secretariat begins."""

from __future__ import annotations

import datetime
from typing import Any

from samspill.common.permissions import SECRETARIAT
from samspill.common.work_request import WorkRequest


def my_roles(request: WorkRequest, about: None, date: datetime.date) -> dict[str, Any]:
    """The roles that one holds today."""
    return {"roles": request.actor.roles}


def for_the_secretariat(
    request: WorkRequest, about: None, date: datetime.date
) -> dict[str, Any] | None:
    """The way to everything that needs attention."""
    return {} if request.actor.holds(SECRETARIAT) else None
