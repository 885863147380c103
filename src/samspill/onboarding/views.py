"""First-time onboarding in the browser: the template, the report, and the carrying out."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samspill.common.editing import edited
from samspill.common.permissions import require
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.common.workbooks.rows import WorkbookReading
from samspill.common.workbooks.sending import ReportForm, WorkbookForm
from samspill.common.workbooks.writing import answer
from samspill.onboarding.carrying_out import Refused, WorkbookOutdated, carry_out
from samspill.onboarding.comparing import WorkbookOutcome, compare
from samspill.onboarding.reading import read
from samspill.onboarding.template import template
from samspill.uploads.models import Upload
from samspill.uploads.receiving import receive

ABOUT = "onboarding"
SHOWN = 300
"""How many of each list a report shows."""


@work_page(in_turn=False)
def start(request: WorkRequest) -> HttpResponse:
    """``/arbeid/oppstart/``: what to do, the template, and a place to send it back."""
    _require(request)
    waiting = Upload.objects.waiting(ABOUT).filter(user=request.actor.user)

    def write(valid: WorkbookForm) -> Upload:
        return receive(request, valid.cleaned_data["file"], about=ABOUT, read=read)

    return edited(
        request,
        partial(WorkbookForm, label=_("The filled-in workbook")),
        title=_("Fill in from a spreadsheet"),
        lead=_("Parties, regions, people, contact points, bodies and seats in one workbook."),
        crumbs=[Crumb(_("Registers"), reverse("work:registers"))],
        button=_("Read the workbook"),
        write=write,
        done=lambda upload: reverse("work:onboarding:report", args=[upload.pk]),
        said=_("The workbook is read."),
        template="onboarding/start.html",
        context={"waiting": waiting.defer("content")[:5]},
    )


def _require(request: WorkRequest) -> None:
    require(request.actor, "add", Upload(partnership=request.partnership))


@work_page
@require_GET
def template_file(request: WorkRequest) -> HttpResponse:
    """``/arbeid/oppstart/mal.xlsx``: the template, filled with what is there."""
    _require(request)
    with translation.override(request.partnership.language):
        return answer(template(), f"{request.partnership.slug}.xlsx")


@work_page
def report(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/oppstart/<pk>/``: what would change; sent back, it is carried out."""
    _require(request)
    upload = get_or_404(request.actor, Upload.objects.waiting(ABOUT), pk=pk)

    def write(valid: ReportForm) -> WorkbookOutcome:
        try:
            return carry_out(by=request.actor, upload=upload, mark=valid.cleaned_data["mark"])
        except WorkbookOutdated as outdated:
            raise valid.show_anew(outdated.plan) from outdated
        except Refused as refused:
            raise ValidationError(_in_words(refused)) from refused

    return edited(
        request,
        partial(ReportForm, compare=lambda: compare(WorkbookReading.from_json(upload.content))),
        title=_("What the workbook would change"),
        lead=upload.file_name,
        crumbs=[
            Crumb(_("Registers"), reverse("work:registers")),
            Crumb(_("Fill in from a spreadsheet"), reverse("work:onboarding:start")),
        ],
        button=_("Save all of it"),
        write=write,
        done=reverse("work:registers"),
        said=_told,
        template="onboarding/report.html",
        context={"shown": SHOWN, "first": f":{SHOWN}"},
    )


def _in_words(refused: Refused) -> str:
    return _("Nothing is saved. %(sheet)s, row %(row)d (%(name)s): %(why)s") % {
        "sheet": refused.change.title,
        "row": refused.change.row,
        "name": refused.change.shown,
        "why": " ".join(refused.messages),
    }


def _told(plan: WorkbookOutcome) -> str:
    said = _("Saved: %(added)d added, %(changed)d changed.")
    return said % {"added": len(plan.added) + len(plan.named), "changed": len(plan.changed)}
