"""The front page: find, what holds, what happens next, who we are."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from samspill.bodies.models import Body, CalendarEntry
from samspill.common.public.page import PublicRequest, public_page
from samspill.documents.models import Document, DocumentKind
from samspill.parties.tiles import tiles_on

SHOWN_MEETINGS = 5


@public_page(made_from=("bodies", "documents", "parties"))
def home(request: PublicRequest) -> HttpResponse:
    """``/``: the search field, the map, and the three things that most come for."""
    date = request.as_of.date
    in_force = list(
        Document.objects.public()
        .in_force_on(date)
        .select_related("kind", "partnership")
        .order_by("kind__order", "order", "slug")
    )
    roles = DocumentKind.Role
    coming = list(
        CalendarEntry.objects.filter(date__gte=date)
        .select_related("body")
        .order_by("date", "starts")[:SHOWN_MEETINGS]
    )
    context = {
        "tiles": tiles_on(request, date),
        "agreements": [d for d in in_force if d.kind.role == roles.AGREEMENT],
        "guidelines": [
            d for d in in_force if d.kind.role in {roles.GUIDELINE, roles.SERVICE_AGREEMENT}
        ],
        "routines": [d for d in in_force if d.kind.role == roles.ROUTINE],
        "special_count": sum(1 for d in in_force if d.kind.role == roles.SPECIAL_AGREEMENT),
        "coming": coming,
        "last_meeting": None
        if coming
        else CalendarEntry.objects.filter(date__lt=date).select_related("body").last(),
        "bodies": Body.objects.on(date)
        .filter(kind=Body.Kind.BODY)
        .select_related("tier")
        .order_by("tier__order", "order", "sort_key"),
    }
    return render(request, "portal/home.html", context)
