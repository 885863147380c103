"""Signed in: what a draft changes in the edition that is in force."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from samspill.common import audit
from samspill.common.permissions import which
from samspill.common.work import WorkRequest, work_page
from samspill.documents.difference import compare
from samspill.documents.models import Edition
from samspill.documents.public.words import counted
from samspill.documents.views.editions import edition_of, start_of


@work_page
def difference(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``…/forskjell/``: an edition beside the one in force, else beside the last before it."""
    found = edition_of(request, slug, edition)
    if not found.is_open:
        audit.record_reading(by=request.actor, about=found)
    others = Edition.objects.filter(document=found.document, has_text=True).exclude(pk=found.pk)
    before = start_of(list(which(request.actor, others)))
    comparison = compare(before, found) if before else None
    context = {
        "edition": found,
        "document": found.document,
        "before": before,
        "comparison": comparison,
        "counts": counted(comparison) if comparison else [],
    }
    return render(request, "documents/work_difference.html", context)
