"""Signed in: a year of meetings planned at once, one changed, and one called in minutes."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.cases import actions
from samspill.cases.forms.planning import AtOnceForm, ChangeMeetingForm, YearForm
from samspill.cases.models import Meeting
from samspill.cases.planning import doubts_of, turns_of
from samspill.cases.views import receipts
from samspill.cases.views.meetings import at, crumbs, of_mine, the_meeting
from samspill.common.editing import edited
from samspill.common.permissions import NotAllowed, require
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, work_page


@work_page
def plan_year(request: WorkRequest) -> HttpResponse:
    """``/arbeid/moter/aret/``: the meetings of a body in a year, with what seems wrong first."""
    bodies = of_mine(request)
    if not bodies.exists():
        raise NotAllowed(request.actor, "change", Meeting)

    def planned(valid: YearForm) -> list[Meeting]:
        made = valid.meetings
        turns = turns_of(valid.cleaned_data["body"], [one.date for one in made])
        for one in made:
            one.partnership = request.partnership
            for name, whose in turns[one.date].items():
                setattr(one, name, whose)
        return made

    def look(valid: YearForm) -> dict[str, Any]:
        made = planned(valid)
        return {"planned": made, "doubts": doubts_of(made, [valid.cleaned_data["body"]])}

    def write(valid: YearForm) -> list[Meeting]:
        body = valid.cleaned_data["body"]
        return actions.plan_year(by=request.actor, meetings=planned(valid), bodies=[body])

    return edited(
        request,
        partial(YearForm, bodies=bodies),
        title=_("Plan a year of meetings"),
        lead=_("Give the days. You see holidays and other meetings before anything is saved."),
        crumbs=crumbs(),
        write=write,
        look=look,
        done=reverse("work:cases:meetings"),
        template="cases/plan_year.html",
    )


@work_page
def change(request: WorkRequest, slug: str) -> HttpResponse:
    """``…/endre/``: another day, time or place; those who are called are told."""
    found = the_meeting(request, slug)
    require(request.actor, "change", found)
    bodies = list(found.bodies.all())

    def look(valid: ChangeMeetingForm) -> dict[str, Any] | None:
        days = {name: valid.cleaned_data[name] for name in ("date", "starts", "ends")}
        if all(getattr(found, name) == value for name, value in days.items()):
            return None
        doubts = doubts_of([Meeting(**days)], bodies, besides=found.pk)
        return {"doubts": doubts} if doubts else None

    def write(valid: ChangeMeetingForm) -> Meeting:
        version = valid.cleaned_data["version"]
        return actions.change_meeting(
            by=request.actor, meeting=found, facts=valid.facts, version=version
        )

    called = _("Those who are called get a letter, and are asked anew where the time is another.")
    return edited(
        request,
        partial(ChangeMeetingForm, record=found),
        title=_("Change the meeting"),
        lead=called if found.state == "called" else "",
        crumbs=crumbs(Crumb(str(found), at(found))),
        write=write,
        look=look,
        template="cases/change_meeting.html",
    )


@work_page
def at_once(request: WorkRequest) -> HttpResponse:
    """``/arbeid/moter/hast/``: an extraordinary meeting, planned and called by one form."""
    bodies = of_mine(request)
    if not bodies.exists():
        raise NotAllowed(request.actor, "change", Meeting)

    def write(valid: AtOnceForm) -> Meeting:
        made, given = valid.meeting, valid.cleaned_data
        made.partnership = request.partnership
        return actions.call_at_once(
            by=request.actor,
            meeting=made,
            bodies=list(given["bodies"]),
            title=given["item"],
            text=given["text"],
        )

    return edited(
        request,
        partial(AtOnceForm, bodies=bodies),
        title=_("Call an extraordinary meeting"),
        lead=_(
            "Everybody with a seat is called as soon as you press the button, by e-mail where an "
            "address is entered."
        ),
        crumbs=crumbs(),
        button=_("Call now"),
        write=write,
        said=receipts.of_call,
        done=at,
    )
