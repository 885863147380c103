"""The register of decisions: what was decided or recommended, by whom, searched and narrowed."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.cases.models import AgendaItem, CaseNumber, FollowUp, Meeting
from samspill.cases.states import Outcome
from samspill.common.paging import part_of
from samspill.common.public.page import PublicRequest, page_url, public_page
from samspill.common.ui import Crumb

SHOWN = 20
ASKED = ("q", "organ", "ar", "hva")
OUTCOMES = (
    (Outcome.DECIDED, Outcome.DECIDED.label),
    (Outcome.RECOMMENDED, Outcome.RECOMMENDED.label),
)


@public_page(keep=False)
def decisions(request: PublicRequest) -> HttpResponse:
    """``/vedtak/?q=&organ=psu&ar=2021&hva=decided``: the latest first."""
    asked = {name: request.GET.get(name, "").strip()[:200] for name in ASKED}
    part = part_of(_found(asked), request.GET.get("side", ""), SHOWN)
    kept = request.GET.copy()
    kept.pop("side", None)
    context = {
        "crumbs": [Crumb(_("Front page"), page_url(request, "home")), Crumb(_("Decisions"))],
        "part": part,
        "asked": asked,
        "query": kept.urlencode(),
        "bodies": Body.objects.filter(pk__in=Meeting.bodies.through.objects.values("body"))
        .order_by("order", "sort_key")
        .only("slug", "name", "short_name"),
        "outcomes": OUTCOMES,
    }
    return render(request, "cases/public/decisions.html", context)


def _found(asked: dict[str, str]) -> Any:
    found: Any = AgendaItem.objects.decided().select_related("meeting", "case", "body")
    for word in asked["q"].split()[:8]:
        found = found.filter(
            Q(decision__icontains=word) | Q(title__icontains=word) | Q(case__title__icontains=word)
        )
    if asked["organ"]:
        of_body = Meeting.bodies.through.objects.filter(body__slug=asked["organ"])
        found = found.filter(
            Q(body__slug=asked["organ"]) | Q(body=None, meeting__in=of_body.values("meeting"))
        )
    if asked["ar"].isdecimal() and len(asked["ar"]) == 4:
        found = found.filter(meeting__date__year=int(asked["ar"]))
    if asked["hva"] in dict(OUTCOMES):
        found = found.filter(outcome=asked["hva"])
    return found.order_by(F("meeting__date").desc(), "-pk").prefetch_related(
        Prefetch("meeting__bodies", Body.objects.only("slug", "name", "short_name")),
        Prefetch("case__numbers", CaseNumber.objects.only("case", "body", "written")),
        Prefetch("follow_ups", FollowUp.objects.select_related("party", "body")),
    )
