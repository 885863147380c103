"""The way to merging, from the register of parties."""

from __future__ import annotations

import datetime
from typing import Any

from samspill.common.permissions import may
from samspill.common.work_request import WorkRequest
from samspill.parties.models import Party


def way(request: WorkRequest, about: None, date: datetime.date) -> dict[str, Any] | None:
    """For those who may merge municipalities."""
    return {} if may(request.actor, "merge", Party(partnership=request.partnership)) else None
