"""The status of goals in a health region, and the status note to download and edit on."""

from __future__ import annotations

import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.common.public.page import PublicRequest, page_url, public_page
from samspill.common.ui import Crumb
from samspill.plans.public.editions import plan_on
from samspill.plans.public.region_page import (
    RegionShown,
    own_status,
    partnerships_of,
    region_of,
    standing,
)
from samspill.plans.public.status_note import FORMS, PlanTold, note_of

MADE_FROM = ("parties", "plans")


def _others(request: PublicRequest) -> str:
    return standing(partnerships_of(request.partnership), MADE_FROM)


@public_page(made_from=MADE_FROM, beside=_others)
def region(request: PublicRequest) -> HttpResponse:
    """``/region/``: the same goals side by side, each in its own legend and on one scale."""
    crumbs = [
        Crumb(_("Front page"), page_url(request, "home")),
        Crumb(_("Status of goals"), page_url(request, "goal_status")),
        Crumb(_("The region")),
    ]
    context = {"crumbs": crumbs, "region": region_of(request.partnership)}
    return render(request, "plans/public/region.html", context)


@public_page(made_from=(*MADE_FROM, "bodies", "commitments", "documents"))
def own_note(request: PublicRequest, form: str) -> HttpResponse:
    """``/maalstatus/notat/<docx|pdf>/``: the note of one helsefellesskap, with its plan."""
    shown, plan = own_status(request.partnership), _plan_on(request.as_of.date)
    return _note(request, shown, form, request.partnership.slug, plan)


def _plan_on(date: datetime.date) -> PlanTold | None:
    """The plan that the front page tells of on the date, and how it stands."""
    shown = plan_on(date)
    if shown is None:
        return None
    return PlanTold(shown.edition.plan.title, shown.edition.state_on(date), shown.standing)


@public_page(made_from=MADE_FROM, beside=_others)
def region_note(request: PublicRequest, form: str) -> HttpResponse:
    """``/region/notat/<docx|pdf>/``: the note of the health region."""
    found = region_of(request.partnership)
    return _note(request, found, form, request.partnership.health_region)


def _note(
    request: PublicRequest,
    shown: RegionShown,
    form: str,
    name: str,
    plan: PlanTold | None = None,
) -> HttpResponse:
    if form not in FORMS or not shown.has_tables:
        raise Http404("no such note")
    kind = FORMS[form]
    content = kind.made(note_of(shown, request.partnership, request.as_of.date, plan))
    response = HttpResponse(content, content_type=kind.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="statusnotat-{name}.{form}"'
    return response
