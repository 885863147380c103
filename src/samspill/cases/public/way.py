"""The way of a case as one line: raised, asked about, treated, told, and what it led to."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.cases.input import AskedForInput
from samspill.cases.models import AgendaItem, Case, FollowUp, OwedFollowUp
from samspill.cases.states import CaseState
from samspill.cases.words import ToldState, outcome_of, to_be_read
from samspill.commitments.models import Commitment
from samspill.commitments.showing import light_of
from samspill.common.public.page import PublicRequest, page_url


@dataclass(frozen=True)
class Station:
    """A treatment of a case: where, when, what came of it."""

    item: AgendaItem
    bodies: list[Body]
    number: str
    told: ToldState

    @property
    def name(self) -> str:
        """The bodies, with the number that the case has there."""
        return self.number or " + ".join(one.short_name or one.name for one in self.bodies)


@dataclass(frozen=True)
class WayStop:
    """One stop on the way; ``until`` is the last day of one that takes a while."""

    name: str
    told: ToldState
    on: datetime.date | None
    url: str = ""
    until: datetime.date | None = None
    is_here: bool = False


@dataclass(frozen=True)
class LedTo:
    """What is to be done because of a decision, and how far it has come."""

    follow_up: FollowUp
    told: ToldState


def station(item: AgendaItem, numbers: dict[int, str], date: datetime.date) -> Station:
    """A treatment; what came of it is told when its minutes are open."""
    meeting = item.meeting
    bodies = [item.body] if item.body else list(meeting.bodies.all())
    number = next((numbers[one.pk] for one in bodies if one.pk in numbers), "")
    if meeting.are_minutes_to_come:
        return Station(item, bodies, number, to_be_read())
    outcome = item.outcome if meeting.are_minutes_open else ""
    return Station(item, bodies, number, outcome_of(outcome, is_past=meeting.date < date))


def way_of(
    request: PublicRequest, case: Case, stations: Sequence[Station], asked: Sequence[AskedForInput]
) -> list[WayStop]:
    """All stops, past and to come, in order; where it is now is marked while it is on its way."""
    stops = [_of_station(request, one) for one in stations]
    stops += [_of_input(one) for one in asked]
    stops.sort(key=lambda one: one.on or datetime.date.max)
    if case.raised_on:
        raised = ToldState("ok", _("Raised"))
        by = str(case.proposer or case.proposed_by or case.proposing_body or _("Raised"))
        stops.insert(0, WayStop(by, raised, case.raised_on))
    if case.told_on:
        stops.append(
            WayStop(_("The parties"), ToldState("ok", _("Told of the decision")), case.told_on)
        )
        stops.sort(key=lambda one: one.on or datetime.date.max)
    return _marked(stops) if case.state == CaseState.ACCEPTED else stops


def _marked(stops: list[WayStop]) -> list[WayStop]:
    """The first that is still to come is where the case is; else the last one."""
    coming = (place for place, one in enumerate(stops) if one.told.kind == "upcoming")
    here = next(coming, len(stops) - 1)
    return [
        WayStop(one.name, one.told, one.on, one.url, one.until, place == here)
        for place, one in enumerate(stops)
    ]


def _of_station(request: PublicRequest, one: Station) -> WayStop:
    """Its meeting; at the item, once the page of the meeting has its items."""
    meeting = one.item.meeting
    at = one.item.slug if meeting.is_agenda_open else ""
    url = page_url(request, "meeting", meeting.slug, fragment=at)
    return WayStop(one.name, one.told, meeting.date, url)


def _of_input(one: AskedForInput) -> WayStop:
    asked = one.request
    name = _("Input to %(body)s") % {"body": asked.body} if asked.body else _("Input")
    return WayStop(name, one.told, asked.asked_on, "#innspill", asked.due_on)


def led_to(stations: Sequence[Station], date: datetime.date) -> list[LedTo]:
    """What open decisions asked of whom, with its status; three statements at most."""
    follow_ups = [
        one
        for station in stations
        if station.item.meeting.are_minutes_open
        for one in station.item.follow_ups.all()
    ]
    if not follow_ups:
        return []
    owed = OwedFollowUp.objects.filter(thing__in=follow_ups, commitment__is_public=True)
    rows = owed.select_related("commitment__result", "commitment__work")
    found = {row.thing_id: row.commitment for row in rows}
    return [LedTo(one, _status(found.get(one.pk), one, date)) for one in follow_ups]


def _status(commitment: Commitment | None, follow_up: FollowUp, date: datetime.date) -> ToldState:
    if commitment is None:
        return ToldState("none", _("Not entered"))
    if commitment.status is None and not commitment.is_overdue_on(date):
        if commitment.state == Commitment.State.CLOSED:
            return ToldState("ok", str(commitment.get_closed_as_display()))
        return ToldState("upcoming", _("To come"))
    light = light_of(commitment.status, is_late=commitment.is_overdue_on(date))
    return ToldState(light.kind, light.label)
