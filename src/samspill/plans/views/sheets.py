"""The measures of a plan as a spreadsheet: download it, send it back, see the report, carry out."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samspill.common.permissions import may, require
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.common.workbooks.opening import Unreadable
from samspill.common.workbooks.rows import Reading
from samspill.common.workbooks.writing import answer
from samspill.plans.models import Measure, PlanEdition
from samspill.plans.sheets.comparing import Changes, Outdated, carry_out, compare
from samspill.plans.sheets.reading import read
from samspill.plans.sheets.writing import workbook
from samspill.uploads.models import Upload
from samspill.uploads.receiving import receive

SHOWN = 300
"""How many of each list a report shows."""


def _edition(request: WorkRequest, slug: str, edition: str) -> PlanEdition:
    """The edition, for those who keep plans."""
    editions = PlanEdition.objects.select_related("plan")
    found = get_or_404(request.actor, editions, plan__slug=slug, slug=edition)
    require(request.actor, "change", found)
    return found


def _is_open(request: WorkRequest, edition: PlanEdition) -> bool:
    measure = Measure(partnership_id=edition.partnership_id, edition=edition)
    return may(request.actor, "change", measure)


@work_page
@require_GET
def file(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``/arbeid/planer/<plan>/<edition>/tiltak.xlsx``: the measures as they stand."""
    return answer(workbook(_edition(request, slug, edition)), f"{slug}-{edition}.xlsx")


@work_page(in_turn=False)
def start(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``…/regneark/``: download the measures, and a place to send them back."""
    found = _edition(request, slug, edition)
    is_open, problem = _is_open(request, found), ""
    if request.method == "POST":
        require(request.actor, "change", Measure(partnership=request.partnership, edition=found))
        try:
            upload = receive(request, about=_about(found), read=read)
        except Unreadable as unreadable:
            problem = str(unreadable)
        else:
            return HttpResponseRedirect(
                reverse("work:plans:sheet_report", args=[slug, edition, upload.pk])
            )
    context = {"edition": found, "is_open": is_open, "problem": problem}
    return render(request, "plans/sheet.html", context, status=422 if problem else 200)


def _about(edition: PlanEdition) -> str:
    return f"plan-edition/{edition.pk}"


@work_page
def report(request: WorkRequest, slug: str, edition: str, pk: int) -> HttpResponse:
    """``…/regneark/<pk>/``: every doubtful row and every change; sent back, it is carried out."""
    found = _edition(request, slug, edition)
    upload = get_or_404(request.actor, Upload.objects.waiting(_about(found)), pk=pk)
    reading = Reading.from_json(upload.content)
    if request.method != "POST":
        return _shown(request, found, upload, compare(found, reading))
    try:
        plan = carry_out(
            by=request.actor, edition=found, reading=reading, mark=request.POST.get("mark", "")
        )
    except Outdated as outdated:
        problem = _("Something has changed since you read the report. Nothing is saved yet. "
                    "Here is a new report.")  # fmt: skip
        return _shown(request, found, upload, outdated.plan, problem, status=409)
    except ValidationError as refused:
        problem = _("Nothing is saved. %(why)s") % {"why": " ".join(refused.messages)}
        return _shown(request, found, upload, compare(found, reading), problem, status=422)
    added = sum(1 for change in plan.changes if change.is_new)
    upload.carried_out(added, len(plan.changes) - added)
    upload.save()
    said = _("Saved: %(added)d added, %(changed)d changed.")
    messages.success(request, said % {"added": added, "changed": len(plan.changes) - added})
    return HttpResponseRedirect(reverse("work:plans:edition", args=[slug, edition]))


def _shown(
    request: WorkRequest,
    edition: PlanEdition,
    upload: Upload,
    plan: Changes,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "edition": edition,
        "upload": upload,
        "plan": plan,
        "problem": problem,
        "stopped": plan.stopped[:SHOWN],
        "told": [doubt for doubt in plan.doubts if not doubt.stops][:SHOWN],
        "changes": plan.changes[:SHOWN],
        "shown": SHOWN,
    }
    return render(request, "plans/sheet_report.html", context, status=status)
