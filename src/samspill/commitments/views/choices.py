"""Signed in: how one is reminded, and the calendar addresses."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.bodies.models import Body
from samspill.commitments import actions
from samspill.commitments.actions.choices import choice_of
from samspill.commitments.forms import RemindersForm
from samspill.commitments.models import FeedAddress, ReminderChoice
from samspill.commitments.rules import OF_A_PARTY, SEATED
from samspill.common.addresses import address
from samspill.common.editing import edited
from samspill.common.permissions import which
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.parties.models import Party, Person


def _me(request: WorkRequest) -> Person:
    return get_or_404(request.actor, Person.objects.all(), pk=request.actor.person or 0)


def _followed(request: WorkRequest) -> dict[str, Any]:
    """The calendars that there are, and those that one may have."""
    mine = which(request.actor, FeedAddress.objects.filter(revoked_at=None))
    parties = request.actor.targets("party", *OF_A_PARTY)
    bodies = request.actor.targets("body", *SEATED)
    return {
        "addresses": mine.select_related("person", "party", "body"),
        "parties": Party.objects.filter(pk__in=parties),
        "bodies": Body.objects.filter(pk__in=bodies),
    }


@work_page
def reminders(request: WorkRequest) -> HttpResponse:
    """``/arbeid/paminnelser/``: how often, of what, and calendars for one's own program."""
    choice = choice_of(_me(request))
    initial = {"pace": choice.pace, "optional_too": choice.optional_too}

    def write(valid: RemindersForm) -> ReminderChoice:
        return actions.choose_pace(by=request.actor, person=choice.person, **valid.cleaned_data)

    return edited(
        request,
        partial(RemindersForm, initial=initial),
        title=_("Reminders and calendar"),
        crumbs=[Crumb(_("Inbox"), reverse("work:commitments:inbox"))],
        write=write,
        done=reverse("work:commitments:reminders"),
        template="commitments/reminders.html",
        context=_followed(request),
    )


@work_page
@require_POST
def make_calendar(request: WorkRequest) -> HttpResponse:
    """``/arbeid/paminnelser/kalender/``: makes an address, and shows it this once."""
    kind, _colon, slug = request.POST.get("of", "").partition(":")
    party = get_or_404(request.actor, Party.objects.all(), slug=slug) if kind == "part" else None
    body = get_or_404(request.actor, Body.objects.all(), slug=slug) if kind == "organ" else None
    made, token = actions.make_feed_address(
        by=request.actor, partnership=request.partnership, party=party, body=body
    )
    context = {
        "made": made,
        "secret": address(request.partnership, "letterbox:calendar", token),
        "heading": _("A new calendar address"),
    }
    return render(request, "commitments/calendar_made.html", context)


@work_page
@require_POST
def revoke_calendar(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/paminnelser/kalender/<pk>/avslutt/``: the address gives nothing from now on."""
    found = get_or_404(request.actor, FeedAddress.objects.all(), pk=pk)
    actions.revoke_feed_address(by=request.actor, address=found)
    return HttpResponseRedirect(reverse("work:commitments:reminders"))
