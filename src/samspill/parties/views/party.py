"""Signed in: what a party keeps about itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.common.models import today
from samspill.common.panels import parts_of
from samspill.common.permissions import may, which
from samspill.common.ready import together
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.parties import actions
from samspill.parties.models import Assignment, ContactPoint, Party, Person
from samspill.parties.successors import party_successors


@work_page
def party(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/folk/parter/<slug>/``: one page to keep a party's people and contacts true."""
    found = get_or_404(request.actor, Party.objects.all(), slug=slug)
    anybody = Person(partnership=request.partnership, party=found)
    roles = Assignment.objects.on(today()).filter(party=found).select_related("person__user")
    people = Person.objects.filter(party=found).select_related("user")
    standing = party_successors().line.standing_as(found.pk, today())
    read = together(
        roles=roles,
        people=which(request.actor, people),
        contacts=ContactPoint.objects.filter(party__in=standing).on(today()),
    )
    asked = [role for role in read["roles"] if role.kind in Assignment.FOR_A_PARTY]
    parts = parts_of(request, "work:people:party", found)
    any_to_confirm = bool(parts) or any(read.values())
    context = {
        "party": found,
        "parts": parts,
        "people": read["people"],
        "roles": read["roles"],
        "sees_people": may(request.actor, "see", anybody),
        "reaches_nobody": found.holds_on(today())
        and not any(role.person.reached_at for role in asked),
        "contacts": [(c, may(request.actor, "change", c)) for c in read["contacts"]],
        "may_confirm": any_to_confirm and may(request.actor, "confirm", found),
        "may_change": may(request.actor, "change", ContactPoint(
            partnership=request.partnership, party=found)),
    }  # fmt: skip
    return render(request, "parties/party.html", context)


@work_page
@require_POST
def confirm(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/folk/parter/<slug>/bekreft/``: the yearly word that it is all true."""
    found = get_or_404(request.actor, Party.objects.all(), slug=slug)
    actions.confirm(by=request.actor, party=found)
    messages.success(request, _("Confirmed. Thank you. We ask again in a year."))
    return HttpResponseRedirect(reverse("work:people:party", args=[slug]))
