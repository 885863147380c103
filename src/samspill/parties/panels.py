"""One's organisations, on one's own page."""

from __future__ import annotations

import datetime
from typing import Any

from samspill.common.work_request import WorkRequest
from samspill.parties.models import Assignment, Party


def my_organisations(
    request: WorkRequest, about: None, date: datetime.date
) -> dict[str, Any] | None:
    """Those that one has a role for, and whether what they keep is confirmed."""
    mine = request.actor.targets("party", *Assignment.FOR_A_PARTY)
    parties = list(Party.objects.filter(pk__in=mine)) if mine else []
    return {"parties": parties} if parties else None
