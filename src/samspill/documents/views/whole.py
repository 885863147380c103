"""Signed in: a draft worked on as one text, with a report before anything is saved."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.common import unsaved
from samspill.common.forms import conflict_message
from samspill.common.permissions import require
from samspill.common.work import WorkRequest, work_page
from samspill.documents.forms import WholeTextForm
from samspill.documents.models import Edition
from samspill.documents.rewriting import OthersMeanwhile, Plan, base_of, plan, rewrite, text_of
from samspill.documents.views.editions import edition_of
from samspill.documents.whole_text import normal


@work_page
def whole_text(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``…/hele-teksten/``: the whole draft as one text; first a report, then the carrying out."""
    found = edition_of(request, slug, edition)
    require(request.actor, "change", found)
    back = reverse("work:documents:edition", args=[slug, edition])
    data = request.POST if request.method == "POST" else None
    initial = {"text": text_of(found), "base": base_of(found)}
    form = WholeTextForm(data, initial=initial, kept=request.kept)
    if (answer := unsaved.answered(request, form)) is not None:
        return answer
    report, theirs = None, []
    if data is not None and form.is_valid():
        typed, base = form.cleaned_data["text"], form.cleaned_data["base"]
        report = plan(found, typed, base)
        theirs = report.theirs
        is_seen = form.cleaned_data["seen"] == _seen(typed, report)
        if "carry_out" in data and is_seen and not theirs and not report.is_wrong:
            try:
                rewrite(by=request.actor, edition=found, typed=typed, base=base)
            except OthersMeanwhile as conflict:
                theirs = conflict.theirs
            except ValidationError as refused:
                form.add_error(None, refused)
            else:
                unsaved.forget(request)
                messages.success(request, _("Saved."))
                return HttpResponseRedirect(back)
    return _shown(request, found, form, report, theirs)


def _shown(
    request: WorkRequest,
    edition: Edition,
    form: WholeTextForm,
    report: Plan | None,
    theirs: list[tuple[str, str]],
) -> HttpResponse:
    """The page with the text, and the report where one was asked for."""
    if report is not None:
        if theirs:
            form.add_error(None, conflict_message())
            report = plan(edition, form.cleaned_data["text"], base_of(edition))
        given: Any = form.data
        typed = given.copy()
        typed["seen"] = _seen(form.cleaned_data["text"], report)
        typed["base"] = base_of(edition) if theirs else form.cleaned_data["base"]
        form.data = typed
    unsaved.offer(request, form)
    named = [(name or _("Introduction"), text) for name, text in theirs]
    context = {
        "edition": edition,
        "document": edition.document,
        "form": form,
        "report": report,
        "theirs": named,
    }
    status = 409 if theirs else 422 if form.is_bound and form.errors else 200
    return render(request, "documents/work_whole_text.html", context, status=status)


def _seen(typed: str, report: Plan) -> str:
    """A mark of the text and of what it would change: what was not shown is not carried out."""
    changes = [(one.change.value, one.slug, one.is_moved) for one in report.comparison.changes]
    return hashlib.sha256(repr((normal(typed), changes)).encode()).hexdigest()[:16]
