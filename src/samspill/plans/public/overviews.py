"""The plan seen in several ways: tables and charts, and the same as PDF and XLSX."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samspill.accounts.limits import SEARCHING, limited
from samspill.commitments.models import Commitment
from samspill.common.public.as_of import PARAMETER
from samspill.common.public.page import PublicRequest, page_url, public_page
from samspill.plans.models import Measure, PlanEdition
from samspill.plans.overviews import PARAMETERS, Chosen, Reading, context_of, file_of
from samspill.plans.public.views import SHOWN, crumbs_of, edition_of


@public_page(made_from=(*SHOWN, "commitments"), parameters=PARAMETERS)
def overview(request: PublicRequest, slug: str, view: str) -> HttpResponse:
    """``/handlingsplan/<plan>/<view>/``."""
    edition = edition_of(request, slug)
    context = context_of(view, _reading(request, edition))
    way = (edition.plan.label, page_url(request, "one_plan", slug))
    context["crumbs"] = crumbs_of(request, way, (context["overview"].label, ""))
    return render(request, "plans/public/overview.html", context)


@public_page(made_from=(*SHOWN, "commitments"), parameters=PARAMETERS)
@limited(SEARCHING)
def overview_file(request: PublicRequest, slug: str, view: str, form: str) -> HttpResponse:
    """``…/<view>/pdf/`` and ``…/<view>/xlsx/``: the same as a file."""
    reading = _reading(request, edition_of(request, slug))
    return file_of(view, form, reading, request.partnership)


def _reading(request: PublicRequest, edition: PlanEdition) -> Reading:
    slug = edition.plan.slug

    def link(measure: Measure) -> str:
        return page_url(request, "measure", slug, measure.number)

    def address(view: str) -> str:
        name, _slash, form = view.partition("/")
        if form:
            return reverse("public:plan_overview_file", args=[slug, name, form])
        return reverse("public:plan_overview", args=[slug, name])

    as_of = request.as_of
    return Reading(
        edition=edition,
        commitments=Commitment.objects.filter(is_public=True),
        date=as_of.date,
        chosen=Chosen.read(request.GET),
        link=link,
        address=address,
        kept={PARAMETER: as_of.date.isoformat()} if as_of.explicit else {},
    )
