"""Signed in: the call to a meeting, answered by oneself or noted for others, and its guests."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.cases import actions
from samspill.cases.call_forms import GuestForm, RegionsForm
from samspill.cases.models import Call, Guest, Meeting
from samspill.cases.views.meetings import at, crumbs, the_meeting
from samspill.common.editing import edited
from samspill.common.permissions import require
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page


@work_page
@require_POST
def answer(request: WorkRequest, slug: str) -> HttpResponse:
    """``…/svar/``: whether one comes; who keeps the meeting notes it for others too.

    Likewise that the letter came back: nobody is waited for who knows nothing.
    """
    meeting = the_meeting(request, slug)
    key, given = request.POST.get("call", ""), request.POST.get("answer", "")
    every = Call.objects.active().filter(meeting=meeting)
    number = int(key) if key.isdecimal() and len(key) < 19 else 0
    found = get_or_404(request.actor, every, "see", pk=number)
    require(request.actor, "answer", found)
    if given in ("yes", "no"):
        try:
            actions.answer(by=request.actor, call=found, comes=given == "yes")
            messages.success(request, _("The answer is noted."))
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
    elif given == "back":
        if actions.letter_came_back(by=request.actor, call=found) is None:
            messages.error(request, _("No letter has gone out yet, so none has come back."))
        else:
            messages.success(request, _("It is noted. Tell of the meeting in another way."))
    return HttpResponseRedirect(f"{at(meeting)}#hvem-kommer")


@work_page
def ask_guest(request: WorkRequest, slug: str) -> HttpResponse:
    """``…/gjester/``: somebody without a seat, asked to all of it or to one item."""
    meeting = the_meeting(request, slug)
    require(request.actor, "change", meeting)

    def write(valid: GuestForm) -> Guest:
        return actions.ask_guest(by=request.actor, meeting=meeting, **valid.cleaned_data)

    return edited(
        request,
        partial(GuestForm, meeting=meeting),
        title=_("Ask a guest"),
        lead=_("The call goes by e-mail when the meeting is called, or at once when it is."),
        crumbs=crumbs(Crumb(str(meeting), at(meeting))),
        button=_("Ask"),
        write=write,
    )


@work_page
@require_POST
def take_back_guest(request: WorkRequest, slug: str, pk: int) -> HttpResponse:
    """``…/gjester/<pk>/fjern/``: a guest is not to come after all, and is told."""
    meeting = the_meeting(request, slug)
    guests = Guest.objects.filter(meeting=meeting).select_related("meeting")
    found = get_or_404(request.actor, guests, "change", pk=pk)
    actions.take_back_guest(by=request.actor, guest=found)
    messages.success(request, _("The guest is not asked any longer."))
    return HttpResponseRedirect(f"{at(meeting)}#hvem-kommer")


@work_page
def invite_regions(request: WorkRequest, slug: str) -> HttpResponse:
    """``…/regioner/``: whose municipalities are invited, such as to a dialogue meeting."""
    meeting = the_meeting(request, slug)
    require(request.actor, "change", meeting)

    def write(valid: RegionsForm) -> Meeting:
        chosen = list(valid.cleaned_data["regions"])
        return actions.invite_regions(by=request.actor, meeting=meeting, regions=chosen)

    return edited(
        request,
        partial(RegionsForm, meeting=meeting),
        title=_("Invite the municipalities of a region"),
        lead=_(
            "Each municipality is asked as a guest, at its contact. The call goes by e-mail when "
            "the meeting is called, or at once when it is."
        ),
        crumbs=crumbs(Crumb(str(meeting), at(meeting))),
        write=write,
        done=f"{at(meeting)}#hvem-kommer",
    )
