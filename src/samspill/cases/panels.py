"""Meetings on the signed-in pages of oneself and of a body, and in a body's calendar feed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import icalendar
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Prefetch
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.cases.models import Meeting
from samspill.cases.states import MeetingState
from samspill.common.actors import Actor
from samspill.common.addresses import address
from samspill.common.models import Partnership
from samspill.common.panels import Reads
from samspill.common.permissions import SECRETARIAT, which
from samspill.common.work_request import WorkRequest

SHOWN = 10
NEXT = 5
MOST = 1000
STATUS = {
    MeetingState.TENTATIVE: "TENTATIVE",
    MeetingState.PLANNED: "TENTATIVE",
    MeetingState.CANCELLED: "CANCELLED",
}


def read_next_of_body(request: WorkRequest, body: Body, date: datetime.date) -> Reads:
    """Reads for :func:`next_of_body`."""
    return {"next_meetings": Meeting.objects.of(body).coming(date)[:SHOWN]}


def next_of_body(
    request: WorkRequest, body: Body, date: datetime.date, next_meetings: list[Meeting]
) -> dict[str, Any]:
    """When the body meets next."""
    return {"meetings": next_meetings}


def read_my_next(request: WorkRequest, about: None, date: datetime.date) -> Reads:
    """Reads for :func:`my_next`."""
    coming = Meeting.objects.coming(date).annotate(
        who=StringAgg("bodies__name", delimiter=" + ", order_by="bodies__order")
    )
    if not request.actor.holds(SECRETARIAT):
        mine = {role.target for role in request.actor.roles if role.of == "body"}
        meeting_there = Meeting.bodies.through.objects.filter(body__in=mine)
        coming = coming.filter(pk__in=meeting_there.values("meeting"))
    return {"coming": coming[:NEXT]}


def my_next(
    request: WorkRequest, about: None, date: datetime.date, coming: list[Meeting]
) -> dict[str, Any] | None:
    """When one's bodies meet next; for the secretariat all bodies."""
    return {"coming": coming, "today": date} if coming else None


def events(
    partnership: Partnership, actor: Actor, body: Body, first: datetime.date, last: datetime.date
) -> Iterator[icalendar.Event]:
    """A body's meetings between two days, for its calendar feed."""
    found = Meeting.objects.of(body).filter(date__range=(first, last)).in_order()
    for meeting in which(actor, found.prefetch_related(_bodies()))[:MOST]:
        yield event_of(partnership, meeting)


def event_of(partnership: Partnership, meeting: Meeting) -> icalendar.Event:
    """A meeting as a calendar program reads it."""
    event = icalendar.Event()
    event.add("uid", f"meeting-{meeting.pk}@{partnership.slug}.samspill")
    event.add("dtstamp", datetime.datetime.now(datetime.UTC))
    event.add("sequence", meeting.sequence)
    who = " + ".join(one.short_name or one.name for one in meeting.bodies.all())
    event.add("summary", f"{who}: {meeting.title or _('Meeting')}")
    if meeting.starts is None:
        event.add("dtstart", meeting.date)
        event.add("dtend", meeting.date + datetime.timedelta(days=1))
    else:
        zone = get_current_timezone()
        starts = datetime.datetime.combine(meeting.date, meeting.starts, zone)
        ends = datetime.datetime.combine(meeting.date, meeting.ends, zone) if meeting.ends else None
        event.add("dtstart", starts.astimezone(datetime.UTC))
        event.add("dtend", (ends or starts + datetime.timedelta(hours=1)).astimezone(datetime.UTC))
    if meeting.place:
        event.add("location", meeting.place)
    event.add("status", STATUS.get(MeetingState(meeting.state), "CONFIRMED"))
    event.add("url", address(partnership, "public:meeting", meeting.slug))
    return event


def _bodies() -> Prefetch[Any]:
    return Prefetch("bodies", Body.objects.order_by("order", "sort_key"))
