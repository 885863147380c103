"""A meeting as calendar programs read it (iCalendar, RFC 5545; invitations, RFC 5546)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import icalendar
from django.conf import settings
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from samspill.cases.models import Meeting
from samspill.cases.states import MeetingState
from samspill.common.addresses import address
from samspill.common.models import Partnership

STATUS = {
    MeetingState.TENTATIVE: "TENTATIVE",
    MeetingState.PLANNED: "TENTATIVE",
    MeetingState.CANCELLED: "CANCELLED",
}


def uid_of(partnership: Partnership, meeting: Meeting) -> str:
    """What calendars know the meeting by: the same in every feed and in every call."""
    return f"meeting-{meeting.pk}@{partnership.slug}.samspill"


def feed_of(
    partnership: Partnership, name: str, events: Iterable[icalendar.Event]
) -> icalendar.Calendar:
    """Events as a calendar that is subscribed to."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", datetime.timedelta(hours=6), {"value": "DURATION"})
    for event in events:
        calendar.add_component(event)
    return calendar


def event_of(partnership: Partnership, meeting: Meeting) -> icalendar.Event:
    """A meeting as an event; ``meeting.bodies`` are read with it.

    One whose end nobody knows has none: it takes no time in a calendar (RFC 5545, 3.6.1).
    """
    event = icalendar.Event()
    event.add("uid", uid_of(partnership, meeting))
    event.add("dtstamp", datetime.datetime.now(datetime.UTC))
    event.add("sequence", meeting.sequence)
    event.add("summary", f"{_who(meeting)}: {meeting.title or _('Meeting')}")
    if meeting.starts is None:
        event.add("dtstart", meeting.date)
        if meeting.date < datetime.date.max:
            event.add("dtend", meeting.date + datetime.timedelta(days=1))
    else:
        event.add("dtstart", _moment(meeting.date, meeting.starts))
    if meeting.starts and meeting.ends:
        event.add("dtend", _moment(meeting.date, meeting.ends))
    if meeting.place:
        event.add("location", meeting.place)
    event.add("status", STATUS.get(MeetingState(meeting.state), "CONFIRMED"))
    event.add("url", address(partnership, "public:meeting", meeting.slug))
    return event


def invitation(
    meeting: Meeting,
    *,
    to: str,
    name: str,
    organizer: tuple[str, str] | None,
    text: str,
    cancelled: bool,
    optional: bool = False,
) -> str:
    """A call, or that it is taken back, for one calendar.

    Nobody else's address stands in it: who is called is told on the meeting's page.

    Args:
        organizer: the address and name of who reads the answers that calendars send. None where
            nobody does: then no answer is asked by the calendar, only by the letter.
        optional: for observers and guests.
    """
    event = event_of(meeting.partnership, meeting)
    event["status"] = "CANCELLED" if cancelled else "CONFIRMED"
    said, called = organizer or (settings.DEFAULT_FROM_EMAIL, meeting.partnership.short_name)
    event.add("organizer", _person(said.rpartition("<")[2].strip("> "), called))
    attendee = _person(to, name)
    attendee.params["ROLE"] = "OPT-PARTICIPANT" if optional else "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = "NEEDS-ACTION"
    attendee.params["RSVP"] = "TRUE" if organizer and not cancelled else "FALSE"
    event.add("attendee", attendee)
    event.add("description", text)
    if meeting.link:
        event.add("conference", meeting.link, {"VALUE": "URI", "FEATURE": "VIDEO"})
    calendar = _calendar("CANCEL" if cancelled else "REQUEST")
    calendar.add_component(event)
    return calendar.to_ical().decode()


def _calendar(method: str) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Samspill//NO")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _person(email: str, name: str) -> icalendar.vCalAddress:
    found = icalendar.vCalAddress(f"mailto:{email}")
    found.params["CN"] = name
    return found


def _moment(date: datetime.date, time: datetime.time) -> datetime.datetime:
    """A time in Norway in UTC, which every calendar shows in its reader's own time."""
    there = datetime.datetime.combine(date, time, get_current_timezone())
    return there.astimezone(datetime.UTC)


def _who(meeting: Meeting) -> str:
    return " + ".join(one.short_name or one.name for one in meeting.bodies.all())
