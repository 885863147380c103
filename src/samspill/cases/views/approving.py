"""Signed in: minutes objected to, their versions set against each other, and corrections added."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.bodies.models import Seat
from samspill.cases import actions
from samspill.cases.forms.approving import CorrectForm, ObjectForm
from samspill.cases.models import Correction, Meeting, MinutesVersion, Objection
from samspill.cases.states import MinutesState
from samspill.cases.views.meetings import at, crumbs, the_meeting
from samspill.common.editing import edited
from samspill.common.models import today
from samspill.common.moments import in_full
from samspill.common.permissions import require, which
from samspill.common.ui import Crumb, Empty
from samspill.common.work import WorkRequest, work_page
from samspill.documents.wording import Mark, Span, words

Changed = tuple[str, tuple[Span, ...], bool]
"""A heading, its text with what was taken out and put in, and whether anything was."""


@work_page
def object_to(request: WorkRequest, slug: str) -> HttpResponse:
    """``…/referat-merknad/``: a member says what is wrong in the minutes; it stops the approval."""
    found = the_meeting(request, slug)
    require(request.actor, "object", Objection(version=MinutesVersion(meeting=found)))
    mine = Seat.objects.held_on(today(), user=request.actor.user)
    seats = list(mine.filter(body__in=found.bodies.all()).distinct())

    def write(valid: ObjectForm) -> Objection:
        text = valid.cleaned_data["text"]
        return actions.object_to(by=request.actor, meeting=found, seat=valid.chosen, text=text)

    return edited(
        request,
        partial(ObjectForm, seats=seats),
        title=_("Object to the minutes"),
        lead=_lead(found),
        crumbs=crumbs(Crumb(str(found), at(found))),
        button=_("Send the objection"),
        write=write,
        done=at(found),
        said=_("Your objection is sent. The minutes are not approved before it is met."),
        instead=_not_now(found),
    )


def _lead(meeting: Meeting) -> str:
    if meeting.objections_by:
        day = in_full(meeting.objections_by)
        return _("Until %(day)s. The secretary gets it, and all with a seat can read it.") % {
            "day": day
        }
    return _("The secretary gets it, and all with a seat can read it.")


def _not_now(meeting: Meeting) -> Empty | None:
    if meeting.minutes == MinutesState.APPROVED:
        return Empty(
            _("The minutes are approved"),
            _("Ask the secretary to add a correction if something is wrong."),
        )
    if meeting.minutes != MinutesState.SENT:
        return Empty(_("The minutes are not sent to the members now"), "")
    if meeting.objections_by and today() > meeting.objections_by:
        day = in_full(meeting.objections_by)
        return Empty(_("The last day to object was %(day)s.") % {"day": day}, "")
    return None


@work_page
def correct(request: WorkRequest, slug: str) -> HttpResponse:
    """``…/referat-rettelse/``: a correction with its day, under minutes that stay as they are."""
    found = the_meeting(request, slug)
    require(request.actor, "change", found)

    def write(valid: CorrectForm) -> Correction:
        text = valid.cleaned_data["text"]
        return actions.correct(by=request.actor, meeting=found, text=text)

    is_approved = found.minutes == MinutesState.APPROVED
    return edited(
        request,
        CorrectForm,
        title=_("Add a correction"),
        crumbs=crumbs(Crumb(str(found), at(found))),
        write=write,
        done=at(found),
        instead=None
        if is_approved
        else Empty(_("Minutes that are not approved are put right themselves."), ""),
    )


@work_page
def versions(request: WorkRequest, slug: str) -> HttpResponse:
    """``…/referat-versjoner/``: what was sent, what members objected, and what changed since."""
    found = the_meeting(request, slug)
    require(request.actor, "see", MinutesVersion(meeting=found))
    kept = which(request.actor, found.versions.all()).prefetch_related("objections__seat")
    sent = list(kept.order_by("number"))
    shown = [
        (version, _changes(sent[place - 1] if place else None, version))
        for place, version in enumerate(sent)
    ]
    context = {
        "meeting": found,
        "shown": shown[::-1],
        "crumbs": crumbs(Crumb(str(found), at(found))),
    }
    return render(request, "cases/versions.html", context)


def _changes(before: MinutesVersion | None, now: MinutesVersion) -> list[Changed]:
    """Each part of a version, with what differs from the one before it."""
    was = dict(before.parts) if before else {}
    stands = [(heading, text) for heading, text in now.parts]
    gone = [(heading, "") for heading in was if heading not in dict(stands)]
    found = []
    for heading, text in [*stands, *gone]:
        spans = words(was.get(heading, ""), text) if before else words(text, text)
        differs = any(span.kind is not Mark.SAME for span in spans)
        found.append((heading, spans, differs))
    return found
