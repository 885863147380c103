"""What to know before a day is set: holidays, other meetings that day, and whose turn it is."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.bodies.holders import holders_on
from samspill.bodies.leading import leading, reads
from samspill.bodies.models import Body, Office
from samspill.cases import holidays
from samspill.cases.models import Meeting
from samspill.cases.states import MeetingState
from samspill.common.ready import together

LEAST_DAYS = 7
SATURDAY = 5


def doubts_of(days: Sequence[Meeting], bodies: Sequence[Body], *, besides: int = 0) -> list[str]:
    """What seems wrong with the days of planned meetings; a doubt forbids nothing.

    Args:
        days: the meetings as they would be, not saved yet.
        besides: the key of the meeting that is moved, which does not stand in its own way.
    """
    if not days:
        return []
    dates = {one.date for one in days}
    others = Meeting.objects.filter(date__in=dates).exclude(state=MeetingState.CANCELLED)
    there = list(others.exclude(pk=besides).prefetch_related("bodies").in_order())
    people = _people(min(dates))
    found = []
    for day in days:
        named = date_format(day.date, "l j. F Y").capitalize()
        if holiday := holidays.on(day.date):
            found.append(
                _("%(day)s is a public holiday: %(holiday)s.") % {"day": named, "holiday": holiday}
            )
        elif day.date.weekday() >= SATURDAY:
            found.append(_("%(day)s is in a weekend.") % {"day": named})
        for other in there:
            if other.date == day.date and _meet_at_once(day, other):
                found += _shared(named, other, bodies, people)
    return found


def _meet_at_once(one: Meeting, other: Meeting) -> bool:
    """Whether they are at the same time; where a time is not given, they may be."""
    if one.starts is None or other.starts is None:
        return True
    one_ends, other_ends = one.ends or datetime.time.max, other.ends or datetime.time.max
    return one.starts < other_ends and other.starts < one_ends


def _shared(
    named: str, other: Meeting, bodies: Sequence[Body], people: dict[int, set[int]]
) -> list[str]:
    theirs = list(other.bodies.all())
    told = {"day": named, "who": " + ".join(one.title for one in theirs)}
    if set(theirs) & set(bodies):
        return [_("%(day)s: %(who)s meets already.") % told]
    mine = set().union(*(people.get(one.pk, set()) for one in bodies))
    both = mine & set().union(*(people.get(one.pk, set()) for one in theirs))
    if not both:
        return []
    said = ngettext(
        "%(day)s: %(who)s meets at the same time, and %(count)d sits in both.",
        "%(day)s: %(who)s meets at the same time, and %(count)d sit in both.",
        len(both),
    )
    return [said % {**told, "count": len(both)}]


def _people(date: datetime.date) -> dict[int, set[int]]:
    """Who sits in each body."""
    found: dict[int, set[int]] = {}
    for person, seat in holders_on(date):
        found.setdefault(seat.body, set()).add(person.pk)
    return found


def turns_of(body: Body, dates: Iterable[datetime.date]) -> dict[datetime.date, dict[str, str]]:
    """Whose turn it is to be host and to lead, by day: what the rotation of the body says."""
    listed = sorted(set(dates))
    if not listed:
        return {}
    read = together(**reads(listed[0], body=body.pk))
    found = {}
    for date in listed:
        turns = {}
        for led in leading(date, read):
            if led.body == body.pk and led.due is not None and led.office in FIELDS:
                turns[FIELDS[led.office]] = " / ".join(sorted(led.named(x) for x in led.due.whom))
        found[date] = turns
    return found


FIELDS = {Office.Kind.HOST.value: "host", Office.Kind.CHAIR.value: "led_by"}
"""The offices that a meeting tells of, and where."""
