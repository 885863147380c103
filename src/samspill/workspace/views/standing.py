"""Signed in: what a party or a body has promised, what is due, what is late; the same for all.

The same page for a municipality, a clinic and the trust: equal partners (the agreement's principle
of likeverdige parter). What it shows is brought by the apps that know it.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from samspill.bodies.models import Body
from samspill.common.panels import facts_of, parts_of
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.parties.models import Party


@work_page
def party(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/parter/<slug>/``: owed, late, answered, compared, signed, represented by."""
    found = get_or_404(request.actor, Party.objects.all(), slug=slug)
    parts = parts_of(request, "work:party", found)
    context = {"party": found, "parts": parts, "facts": facts_of(parts)}
    return render(request, "workspace/standing_party.html", context)


@work_page
def body(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/organ/<slug>/``: what it owes, its measures, documents, mandate, meetings."""
    found = get_or_404(request.actor, Body.objects.all(), slug=slug)
    parts = parts_of(request, "work:body", found)
    context = {"body": found, "parts": parts, "facts": facts_of(parts)}
    return render(request, "workspace/standing_body.html", context)
