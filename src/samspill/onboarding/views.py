"""First-time onboarding in the browser: the template, the report, and the carrying out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samspill.common.permissions import require
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.common.workbooks.opening import Unreadable
from samspill.common.workbooks.rows import Reading
from samspill.common.workbooks.writing import answer
from samspill.onboarding.carrying_out import Outdated, Refused, carry_out
from samspill.onboarding.comparing import Plan, compare
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
    problem = ""
    if request.method == "POST":
        try:
            upload = receive(request, about=ABOUT, read=read)
        except Unreadable as unreadable:
            problem = str(unreadable)
        else:
            return HttpResponseRedirect(reverse("work:onboarding:report", args=[upload.pk]))
    waiting = Upload.objects.waiting(ABOUT).filter(user=request.actor.user)
    context = {"problem": problem, "waiting": waiting.defer("content")[:5]}
    return render(request, "onboarding/start.html", context, status=422 if problem else 200)


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
    if request.method != "POST":
        return _shown(request, upload, compare(Reading.from_json(upload.content)))
    try:
        plan = carry_out(by=request.actor, upload=upload, mark=request.POST.get("mark", ""))
    except Outdated as outdated:
        problem = _("Something has changed since you read the report. Nothing is saved yet. "
                    "Here is a new report.")  # fmt: skip
        return _shown(request, upload, outdated.plan, problem, status=409)
    except Refused as refused:
        problem = _("Nothing is saved. %(sheet)s, row %(row)d (%(name)s): %(why)s") % {
            "sheet": refused.change.title,
            "row": refused.change.row,
            "name": refused.change.shown,
            "why": " ".join(refused.messages),
        }
        return _shown(
            request, upload, compare(Reading.from_json(upload.content)), problem, status=422
        )
    said = _("Saved: %(added)d added, %(changed)d changed.")
    added = len(plan.added) + len(plan.named)
    messages.success(request, said % {"added": added, "changed": len(plan.changed)})
    return HttpResponseRedirect(reverse("work:registers"))


def _shown(
    request: WorkRequest, upload: Upload, plan: Plan, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "upload": upload,
        "plan": plan,
        "problem": problem,
        "added": plan.added[:SHOWN],
        "changed": plan.changed[:SHOWN],
        "refused": plan.refused[:SHOWN],
        "told": plan.told[:SHOWN],
        "shown": SHOWN,
    }
    return render(request, "onboarding/report.html", context, status=status)
