"""Signed in: meetings planned, their agenda in order, called, held, and their minutes approved."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.bodies.models import Body
from samspill.cases import actions, arenas
from samspill.cases import coming as who_comes
from samspill.cases.arenas import Needs, moves_of, needs_of, quorum_of, told_needs
from samspill.cases.forms import MeetingForm, NewItemForm
from samspill.cases.forms.planning import CancelForm
from samspill.cases.models import AgendaItem, FollowUp, Meeting, MinutesVersion, Objection
from samspill.cases.papers.files import papers_of
from samspill.cases.reading import reads_whole, to_be_put_up
from samspill.cases.rules import SITTING
from samspill.cases.states import (
    MINUTES_MOVES,
    MeetingState,
    MinutesState,
    StateMove,
    moves_from,
)
from samspill.cases.views import member, receipts, under_items
from samspill.cases.views.papers import reader_of
from samspill.cases.words import state_of
from samspill.common.editing import edited
from samspill.common.forms import OfARecord
from samspill.common.models import today
from samspill.common.permissions import NotAllowed, may, require, which
from samspill.common.ready import together
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page

SHOWN = 40
SECRETARY = ("secretary",)
PUBLISH = StateMove("approve minutes", ("draft",), "approved", gettext_lazy("Publish the minutes"))
"""Where nobody approves minutes (``cases.Arena``)."""


def crumbs(*more: Crumb) -> list[Crumb]:
    """The way to a page of meetings."""
    home = Crumb(_("My page"), reverse("work:home"))
    return [home, Crumb(_("Meetings"), reverse("work:cases:meetings")), *more]


def at(meeting: Meeting) -> str:
    """A meeting's signed-in page."""
    return reverse("work:cases:meeting", args=[meeting.slug])


def the_meeting(request: WorkRequest, slug: str) -> Meeting:
    """The meeting of that name, with its bodies."""
    every = Meeting.objects.prefetch_related("bodies")
    return get_or_404(request.actor, every, slug=slug)


def of_mine(request: WorkRequest) -> Any:
    """The bodies whose meetings the user may keep."""
    bodies = Body.objects.on(today()).order_by("order", "sort_key")
    if request.actor.holds("secretariat"):
        return bodies
    return bodies.filter(pk__in=request.actor.targets("body", *SECRETARY))


@work_page
def meetings(request: WorkRequest) -> HttpResponse:
    """``/arbeid/moter/``: those to come, and those that minutes are to be written of."""
    date = today()
    seen = which(request.actor, Meeting.objects.all())
    unwritten = seen.filter(date__lt=date, minutes__in=["not_entered", "draft", "sent"])
    unwritten = unwritten.exclude(state=MeetingState.CANCELLED).order_by("-date")
    coming = seen.coming(date)  # type: ignore[attr-defined]
    read = together(coming=coming[:SHOWN], unwritten=unwritten[:SHOWN])
    prefetch_related_objects([*read["coming"], *read["unwritten"]], "bodies")
    own = request.actor.targets("body", *SITTING)
    mine = [one for one in read["coming"] if any(b.pk in own for b in one.bodies.all())]
    without = arenas.without_minutes()
    context = {
        "coming": [(one, state_of(one, date)) for one in mine],
        "others": [(one, state_of(one, date)) for one in read["coming"] if one not in mine],
        "unwritten": [(one, state_of(one, date)) for one in read["unwritten"] if not without(one)],
        "may_plan": bool(of_mine(request).exists()),
        "today": date,
    }
    return render(request, "cases/meetings.html", context)


@work_page
def plan(request: WorkRequest) -> HttpResponse:
    """``/arbeid/moter/nytt/``: a meeting of one body, or of several together."""
    bodies = of_mine(request)
    if not bodies.exists():
        raise NotAllowed(request.actor, "change", Meeting)

    def write(valid: MeetingForm) -> Meeting:
        made = valid.meeting
        chosen = list(valid.cleaned_data["bodies"])
        made.partnership = request.partnership
        planned = actions.plan_meeting(by=request.actor, meeting=made, bodies=chosen)
        if invited := list(valid.cleaned_data["regions"]):
            actions.invite_regions(by=request.actor, meeting=planned, regions=invited)
        return planned

    return edited(
        request,
        partial(MeetingForm, bodies=bodies),
        title=_("Plan a meeting"),
        crumbs=crumbs(),
        write=write,
        done=at,
    )


@work_page
def meeting(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/moter/<slug>/``: the agenda, and what can be done now."""
    found = the_meeting(request, slug)
    may_keep = may(request.actor, "change", found)
    reads_all = may(request.actor, "read all", found)
    follow_ups = FollowUp.objects.select_related("party", "body")
    items = which(request.actor, AgendaItem.objects.filter(meeting=found).numbered())
    items = items.select_related("case", "body").order_by("position")
    read = together(
        items=items.prefetch_related("case__numbers", Prefetch("follow_ups", follow_ups)),
        came=found.attendance.select_related("seat__body", "substitute").order_by("seat__order"),
        **under_items.reads(found),
        **member.reads(request, found),
        **who_comes.reads(request.actor, found),
        arenas=arenas.reads(found),
    )
    under_items.put_under(read["items"], read)
    for item in read["items"]:
        item.reads_case = item.case and reads_whole(request.actor, found, item.case)
    coming = who_comes.coming(read, request.actor.person)
    needs = needs_of(found, read["arenas"])
    context = {
        "quorum": quorum_of(needs, coming.votes),
        "meeting": found,
        "told": state_of(found, today()),
        "items": read["items"],
        "may_keep": may_keep,
        "reads_all": reads_all,
        "papers": papers_of(found, reader_of(request, found)),
        "reads_minutes": reads_all or found.are_minutes_open,
        "may_write": may_keep
        and found.state == MeetingState.HELD
        and found.minutes not in ("sent", "approved"),
        "may_begin": may_begin(found),
        "may_object": found.minutes == MinutesState.SENT
        and may(request.actor, "object", Objection(version=MinutesVersion(meeting=found))),
        "moves": _moves(found, needs) if may_keep else [],
        "needs": told_needs(needs) if may_keep else [],
        "came": read["came"],
        **member.shown(request, found, read),
        "coming": coming,
        "guests": read["guests"] if may_keep else [],
        "may_answer": found.state == MeetingState.CALLED and found.date >= today(),
    }
    return render(request, "cases/meeting.html", context)


def may_begin(meeting: Meeting) -> bool:
    """Whether its minutes can be begun: its day is confirmed, and has come."""
    return (
        meeting.minutes == MinutesState.NOT_ENTERED
        and meeting.state not in (MeetingState.TENTATIVE, MeetingState.CANCELLED)
        and meeting.date <= today()
    )


def _moves(meeting: Meeting, needs: Needs) -> list[StateMove]:
    """What can be done with the meeting now; its minutes come when it was held."""
    moves = moves_of(meeting, needs)
    if meeting.state != MeetingState.HELD or not needs.has_minutes:
        return moves
    of_minutes = moves_from(MINUTES_MOVES, meeting.minutes)
    if not needs.is_approved and meeting.minutes == MinutesState.DRAFT:
        of_minutes = [PUBLISH]
    return [*moves, *of_minutes]


@work_page
def add_item(request: WorkRequest, slug: str) -> HttpResponse:
    """``…/sakslisten/``: a case that waits, or something else, put last on the agenda."""
    found = the_meeting(request, slug)
    require(request.actor, "change", found)

    waiting = to_be_put_up(request.actor, found)
    begun = waiting.filter(slug=asked).first() if (asked := request.GET.get("sak")) else None

    def write(valid: NewItemForm) -> AgendaItem:
        return actions.add_item(by=request.actor, meeting=found, **valid.cleaned_data)

    return edited(
        request,
        partial(NewItemForm, meeting=found, cases=waiting, initial={"case": begun}),
        title=_("Put something on the agenda"),
        crumbs=crumbs(Crumb(str(found), at(found))),
        write=write,
    )


@work_page
def move(request: WorkRequest, slug: str, name: str) -> HttpResponse:
    """``…/flytt/<name>/``: called, held, cancelled; its minutes sent and approved."""
    found = the_meeting(request, slug)
    require(request.actor, "change", found)
    way = next((one for one in _moves(found, needs_of(found)) if one.slug == name), None)
    if way is None:
        raise Http404("no such move")
    act: Any = actions.move_minutes if way in (*MINUTES_MOVES, PUBLISH) else actions.move_meeting

    def write(valid: Any) -> Meeting:
        return act(by=request.actor, meeting=found, name=way.name, **valid.cleaned_data)

    return edited(
        request,
        partial(CancelForm if way.name == "cancel" else OfARecord, record=found),
        title=str(way.label),
        lead=_lead(way.name, found),
        crumbs=crumbs(Crumb(str(found), at(found))),
        button=str(way.label),
        write=write,
        said=partial(_said, way.name),
    )


def _lead(name: str, meeting: Meeting) -> str:
    """What to know before one does it."""
    lead = {
        "call": _(
            "The agenda is frozen. Everybody with a seat is called, by e-mail where an address is "
            "entered."
        ),
        "cancel": _(
            "Those who were called get a letter, and those represented who got the agenda."
        ),
        "send minutes": _(
            "Everybody with a seat and an e-mail address gets an e-mail. What is sent is kept as a "
            "version, and members can object to it."
        ),
        "approve minutes": _(
            "The minutes are published and frozen, and what is to be done is owed from now on."
        ),
    }.get(name, "")
    look = {"send minutes": receipts.missing_in, "approve minutes": receipts.too_early}.get(name)
    return " ".join(filter(None, [look(meeting) if look else "", lead]))


def _said(name: str, meeting: Meeting) -> str:
    """What to tell when it is done."""
    tell = {"call": receipts.of_call, "send minutes": receipts.of_minutes}.get(name)
    if tell is not None:
        return tell(meeting)
    return {
        "hold": _("It is noted that the meeting was held."),
        "cancel": _("The meeting is cancelled."),
        "approve minutes": _("The minutes are approved and published."),
    }.get(name, "")
