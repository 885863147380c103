"""Signed in: what came of each item, who came, and what is to be done."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _

from samspill.bodies.models import Seat
from samspill.cases import actions
from samspill.cases.forms import CameForm, FollowUpForm, TreatForm
from samspill.cases.models import AgendaItem, FollowUp, Meeting
from samspill.cases.views.meetings import at, crumbs, the_meeting
from samspill.common.editing import edited
from samspill.common.permissions import require
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page


def _item(request: WorkRequest, meeting: Meeting, slug: str) -> AgendaItem:
    ways = ("meeting", "case__authority", "body")
    items = meeting.items.select_related(*ways).prefetch_related("meeting__bodies")
    found = get_or_404(request.actor, items, slug=slug)
    require(request.actor, "change", found)
    return found


def _crumbs(meeting: Meeting) -> list[Crumb]:
    return crumbs(Crumb(str(meeting), at(meeting)))


@work_page
def treat(request: WorkRequest, slug: str, item: str) -> HttpResponse:
    """``…/punkt/<item>/``: what was said, what came of it, and how it is to stand."""
    meeting = the_meeting(request, slug)
    found = _item(request, meeting, item)

    def write(valid: TreatForm) -> AgendaItem:
        return actions.treat(by=request.actor, item=found, **valid.cleaned_data)

    return edited(
        request,
        partial(TreatForm, record=found),
        title=str(found),
        crumbs=_crumbs(meeting),
        write=write,
        done=f"{at(meeting)}#{found.slug}",
    )


@work_page
def follow_up(request: WorkRequest, slug: str, item: str) -> HttpResponse:
    """``…/punkt/<item>/oppgave/``: who does what, by when."""
    meeting = the_meeting(request, slug)
    found = _item(request, meeting, item)

    def write(valid: FollowUpForm) -> FollowUp:
        return actions.follow_up(by=request.actor, item=found, **valid.cleaned_data)

    return edited(
        request,
        FollowUpForm,
        title=_("What is to be done: %(item)s") % {"item": found},
        lead=_("It is owed when the minutes are approved."),
        crumbs=_crumbs(meeting),
        write=write,
        done=f"{at(meeting)}#{found.slug}",
    )


@work_page
def came(request: WorkRequest, slug: str) -> HttpResponse:
    """``…/frammote/``: who came, one choice for each seat of the day."""
    meeting = the_meeting(request, slug)
    require(request.actor, "change", meeting)
    seats = Seat.objects.on(meeting.date).filter(body__in=meeting.bodies.all())
    seats = seats.exclude(role="substitute").select_related("body")
    listed = list(seats.order_by("body__order", "order"))

    def write(valid: CameForm) -> Meeting:
        for seat, one in valid.chosen():
            actions.note_attendance(by=request.actor, meeting=meeting, seat=seat, came=one)
        return meeting

    return edited(
        request,
        partial(CameForm, meeting=meeting, seats=listed),
        title=_("Who came"),
        crumbs=_crumbs(meeting),
        write=write,
    )
