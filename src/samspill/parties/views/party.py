"""Signed in: what a party keeps about itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.common.models import today
from samspill.common.permissions import may, which
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.parties import actions
from samspill.parties.models import Assignment, ContactPoint, Party, Person
from samspill.parties.successors import party_successors


@work_page
def party(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/folk/parter/<slug>/``: one page to keep a party's people and contacts true."""
    found = get_or_404(request.actor, Party.objects.all(), slug=slug)
    roles = Assignment.objects.on(today()).filter(party=found).select_related("person__user")
    anybody = Person(partnership=request.partnership, party=found)
    asked = [role for role in roles if role.kind in Assignment.FOR_A_PARTY]
    standing = party_successors().line.standing_as(found.pk, today())
    contacts = ContactPoint.objects.filter(party__in=standing)
    context = {
        "party": found,
        "people": which(request.actor, Person.objects.filter(party=found).select_related("user")),
        "roles": roles,
        "sees_people": may(request.actor, "see", anybody),
        "reaches_nobody": found.holds_on(today())
        and not any(role.person.reached_at for role in asked),
        "contacts": [(c, may(request.actor, "change", c)) for c in contacts.on(today())],
        "may_confirm": may(request.actor, "confirm", found),
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
