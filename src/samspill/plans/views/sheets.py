"""The measures of a plan as a spreadsheet: download it, send it back, see the report, carry out."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samspill.common.editing import edited
from samspill.common.permissions import may, require
from samspill.common.ui import Crumb, Empty
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.common.workbooks.rows import WorkbookReading
from samspill.common.workbooks.sending import ReportForm, WorkbookForm
from samspill.common.workbooks.writing import answer
from samspill.plans.models import Measure, PlanEdition
from samspill.plans.sheets.comparing import Outdated, carry_out, compare
from samspill.plans.sheets.reading import read
from samspill.plans.sheets.writing import workbook
from samspill.plans.views.editions import crumbs_to
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


@work_page
@require_GET
def file(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``/arbeid/planer/<plan>/<edition>/tiltak.xlsx``: the measures as they stand."""
    return answer(workbook(_edition(request, slug, edition)), f"{slug}-{edition}.xlsx")


@work_page(in_turn=False)
def start(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``…/regneark/``: download the measures, and a place to send them back."""
    found = _edition(request, slug, edition)
    measure = Measure(partnership=request.partnership, edition=found)
    if request.method == "POST":
        require(request.actor, "change", measure)
    frozen = Empty(
        _("The edition is adopted"),
        _("Its goals and measures are frozen. To change them, make the next edition."),
    )

    def write(valid: WorkbookForm) -> Upload:
        return receive(request, valid.cleaned_data["file"], about=_about(found), read=read)

    return edited(
        request,
        partial(WorkbookForm, label=_("The edited file")),
        title=_("Measures as a spreadsheet"),
        crumbs=crumbs_to(found),
        button=_("Read the workbook"),
        write=write,
        done=lambda made: reverse("work:plans:sheet_report", args=[slug, edition, made.pk]),
        said=_("The workbook is read."),
        instead=None if may(request.actor, "change", measure) else frozen,
        template="plans/sheet.html",
        context={"edition": found},
    )


def _about(edition: PlanEdition) -> str:
    return f"plan-edition/{edition.pk}"


@work_page
def report(request: WorkRequest, slug: str, edition: str, pk: int) -> HttpResponse:
    """``…/regneark/<pk>/``: every doubtful row and every change; sent back, it is carried out."""
    found = _edition(request, slug, edition)
    upload = get_or_404(request.actor, Upload.objects.waiting(_about(found)), pk=pk)
    reading = WorkbookReading.from_json(upload.content)

    def write(valid: ReportForm) -> Upload:
        mark = valid.cleaned_data["mark"]
        try:
            plan = carry_out(by=request.actor, edition=found, reading=reading, mark=mark)
        except Outdated as outdated:
            raise valid.show_anew(outdated.plan) from outdated
        except ValidationError as refused:
            why = {"why": " ".join(refused.messages)}
            raise ValidationError(_("Nothing is saved. %(why)s") % why) from refused
        upload.carried_out(len(plan.added), len(plan.changed))
        upload.save()
        return upload

    sheet = reverse("work:plans:sheet", args=[slug, edition])
    return edited(
        request,
        partial(ReportForm, compare=lambda: compare(found, reading)),
        title=_("What the file would change"),
        lead=_("%(file)s. Nothing is saved yet.") % {"file": upload.file_name},
        crumbs=[*crumbs_to(found), Crumb(_("Measures as a spreadsheet"), sheet)],
        button=_("Save the changes"),
        write=write,
        done=crumbs_to(found)[-1].url,
        said=_told,
        template="plans/sheet_report.html",
        context={"shown": SHOWN, "first": f":{SHOWN}"},
    )


def _told(upload: Upload) -> str:
    said = _("Saved: %(added)d added, %(changed)d changed.")
    return said % {"added": upload.added, "changed": upload.changed}
