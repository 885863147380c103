"""Meetings on the signed-in page of a body, and in a body's calendar feed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import icalendar
from django.db.models import Prefetch

from samspill.bodies.models import Body
from samspill.cases.calendars import event_of
from samspill.cases.models import Meeting
from samspill.common.actors import Actor
from samspill.common.models import Partnership
from samspill.common.panels import Reads
from samspill.common.permissions import which
from samspill.common.work_request import WorkRequest

SHOWN = 10
MOST = 1000


def read_next_of_body(request: WorkRequest, body: Body, date: datetime.date) -> Reads:
    """Reads for :func:`next_of_body`."""
    return {"next_meetings": Meeting.objects.of(body).coming(date)[:SHOWN]}


def next_of_body(
    request: WorkRequest, body: Body, date: datetime.date, next_meetings: list[Meeting]
) -> dict[str, Any]:
    """When the body meets next."""
    return {"meetings": next_meetings}


def events(
    partnership: Partnership, actor: Actor, body: Body, first: datetime.date, last: datetime.date
) -> Iterator[icalendar.Event]:
    """A body's meetings between two days, for its calendar feed."""
    found = Meeting.objects.of(body).filter(date__range=(first, last)).in_order()
    for meeting in which(actor, found.prefetch_related(_bodies()))[:MOST]:
        yield event_of(partnership, meeting)


def _bodies() -> Prefetch[Any]:
    return Prefetch("bodies", Body.objects.order_by("order", "sort_key"))
