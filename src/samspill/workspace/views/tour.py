"""The tour for those who sign in for the first time: what this is, and where to begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.accounts import actions
from samspill.common.actors import Actor
from samspill.common.permissions import SECRETARIAT
from samspill.common.work import WorkRequest, work_page
from samspill.parties.models import Party


@dataclass(frozen=True)
class Stop:
    """One stop of the tour."""

    title: str
    text: str
    address: str


@work_page
def tour(request: WorkRequest) -> HttpResponse:
    """``/arbeid/omvisning/``: the stops that fit one's roles; left for good by its button."""
    if request.method == "POST":
        actions.leave_tour(user=request.user)  # type: ignore[arg-type]
        return HttpResponseRedirect(reverse("work:home"))
    return render(request, "workspace/tour.html", {"steps": list(steps_for(request.actor))})


def steps_for(actor: Actor) -> Iterator[Stop]:
    """The stops for somebody with these roles, in the order to walk them."""
    yield Stop(
        _("Your own page"),
        _("Your roles, your seats and what waits for you. You come here when you sign in."),
        reverse("work:home"),
    )
    for party in Party.objects.filter(pk__in=actor.targets("party", "contact")):
        yield Stop(
            _("%(party)s: people and contact points") % {"party": party.name},
            _("You keep them true. Look through them once a year, and confirm."),
            reverse("work:people:party", args=[party.slug]),
        )
    yield Stop(
        _("Bodies and seats"),
        _("Who sits where, for whom and how long, and which seats are vacant."),
        reverse("work:bodies:bodies"),
    )
    yield Stop(
        _("Agreements and routines"),
        _("What is agreed, in every edition. What is being drafted is shown to those who draft."),
        reverse("work:documents:documents"),
    )
    if actor.holds(SECRETARIAT):
        yield Stop(
            _("Registers"),
            _("All that is entered: change it, end it, take it out, see its history."),
            reverse("work:registers"),
        )
        yield Stop(
            _("Fill in from a spreadsheet"),
            _("Parties, contacts, bodies and seats from one workbook, checked before it is saved."),
            reverse("work:onboarding:start"),
        )
        yield Stop(
            _("The log"),
            _("Who did what, when, in which role, and why."),
            reverse("work:log"),
        )
    yield Stop(
        _("Your sign-in"),
        _("Add a passkey or an app with codes, so that a stolen password is not enough."),
        reverse("accounts_home"),
    )
