"""One's organisations, on one's own page."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import QuerySet

from samspill.common.work_request import WorkRequest
from samspill.parties.models import Assignment, Party


def read_my_organisations(
    request: WorkRequest, about: None, date: datetime.date
) -> dict[str, QuerySet[Any]]:
    """Reads for :func:`my_organisations`."""
    mine = request.actor.targets("party", *Assignment.FOR_A_PARTY)
    return {"parties": Party.objects.filter(pk__in=mine)}


def my_organisations(
    request: WorkRequest, about: None, date: datetime.date, parties: list[Party]
) -> dict[str, Any] | None:
    """Those that one has a role for, and whether what they keep is confirmed."""
    return {"parties": parties} if parties else None
