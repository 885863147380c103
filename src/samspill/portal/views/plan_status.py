"""How a plan stands: board, focus area × status, party × measure; as a page and to download."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.plans.overviews import COLUMNS
from samspill.portal.page import PortalRequest, page_url, public_page
from samspill.portal.plan_status import note_of_plan, standing_of, workbook_of
from samspill.portal.status_note import FORMS
from samspill.portal.views.plans import crumbs_of, edition_of
from samspill.workspace.sheets import XLSX


@public_page()
def plan_status(request: PortalRequest, slug: str) -> HttpResponse:
    """``/handlingsplan/<plan>/status/``."""
    edition = edition_of(request, slug)
    way = (edition.plan.label, page_url(request, "one_plan", slug))
    context = {
        "crumbs": crumbs_of(request, way, (_("How it stands"), "")),
        "edition": edition,
        "plan": edition.plan,
        "found": standing_of(edition, request.as_of.date),
        "columns": COLUMNS,
    }
    return render(request, "portal/plans/status.html", context)


@public_page()
def plan_status_file(request: PortalRequest, slug: str, form: str) -> HttpResponse:
    """``/handlingsplan/<plan>/status/<xlsx|pdf|docx>/``."""
    if form != "xlsx" and form not in FORMS:
        raise Http404("no such form")
    edition = edition_of(request, slug)
    found = standing_of(edition, request.as_of.date)
    if form == "xlsx":
        response = HttpResponse(workbook_of(found), content_type=XLSX)
    else:
        note = note_of_plan(found, request.partnership, request.as_of.date)
        response = HttpResponse(FORMS[form].made(note), content_type=FORMS[form].content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-status.{form}"'
    return response
