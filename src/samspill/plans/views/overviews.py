"""Signed in: an edition seen in several ways, with what the reader may see of the ledger."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samspill.commitments.models import Commitment
from samspill.common.models import today
from samspill.common.permissions import which
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.plans.models import Measure, PlanEdition
from samspill.plans.overviews import Chosen, Reading, context_of, file_of


@work_page
def overview(request: WorkRequest, slug: str, edition: str, view: str) -> HttpResponse:
    """``/arbeid/planer/<plan>/<edition>/oversikt/<view>/``: one way of seeing it."""
    return render(
        request, "plans/work_overview.html", context_of(view, _reading(request, slug, edition))
    )


@work_page
def overview_file(
    request: WorkRequest, slug: str, edition: str, view: str, form: str
) -> HttpResponse:
    """``…/<view>/pdf/`` and ``…/<view>/xlsx/``: the same as a file."""
    return file_of(view, form, _reading(request, slug, edition), request.partnership)


def _reading(request: WorkRequest, slug: str, edition: str) -> Reading:
    editions = PlanEdition.objects.with_replaced(today()).select_related("plan")
    found = get_or_404(request.actor, editions, plan__slug=slug, slug=edition)

    def link(measure: Measure) -> str:
        return reverse("work:record", args=["tiltak", measure.pk])

    def address(view: str) -> str:
        name, _slash, form = view.partition("/")
        arguments = [part for part in (slug, edition, name, form) if part]
        return reverse(f"work:plans:overview{'_file' if form else ''}", args=arguments)

    return Reading(
        edition=found,
        commitments=which(request.actor, Commitment.objects.all()),
        date=today(),
        chosen=Chosen.read(request.GET),
        link=link,
        address=address,
    )
