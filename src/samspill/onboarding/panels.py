"""The way to onboarding, from where one looks for it."""

from __future__ import annotations

import datetime
from typing import Any

from samspill.common.permissions import may
from samspill.common.work_request import WorkRequest
from samspill.uploads.models import Upload


def way(request: WorkRequest, about: None, date: datetime.date) -> dict[str, Any] | None:
    """For those who may send a workbook."""
    is_open = may(request.actor, "add", Upload(partnership=request.partnership))
    return {} if is_open else None
