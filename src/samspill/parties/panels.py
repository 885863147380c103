"""One's organisations, on one's own page; and what is left behind, on the secretariat's."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samspill.common.left_behind import panel_of
from samspill.common.panels import Reads
from samspill.common.work_request import WorkRequest
from samspill.parties import left_behind
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


def read_left(request: WorkRequest, about: None, date: datetime.date) -> Reads:
    """Reads for :func:`left`."""
    return left_behind.to_read(date)


def left(
    request: WorkRequest, about: None, date: datetime.date, **rows: list[Any]
) -> dict[str, Any] | None:
    """What parties that have ended left behind, to be decided."""
    title = _("Of organisations that have ended: decide who takes over")
    return panel_of("etterlatt", title, left_behind.left_behind(rows, date))
