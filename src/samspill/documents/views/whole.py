"""Signed in: a draft worked on as one text, with a report before anything is saved."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from samspill.common.editing import edited
from samspill.common.permissions import require
from samspill.common.work import WorkRequest, work_page
from samspill.documents.forms import WholeTextForm
from samspill.documents.rewriting import OthersMeanwhile, rewrite
from samspill.documents.views.editions import crumbs_to, edition_of
from samspill.documents.views.provisions import paste_address


@work_page
def whole_text(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``…/hele-teksten/``: the whole draft as one text; first a report, then the carrying out."""
    found = edition_of(request, slug, edition)
    require(request.actor, "change", found)

    def look(valid: WholeTextForm) -> dict[str, Any] | None:
        report = valid.look()
        if report.lost:
            raise OthersMeanwhile(found, report)
        may_go_on = valid.was_seen and not report.is_wrong
        return None if "carry_out" in request.POST and may_go_on else {}

    def write(valid: WholeTextForm) -> object:
        typed, base = valid.cleaned_data["text"], valid.cleaned_data["base"]
        return rewrite(by=request.actor, edition=found, typed=typed, base=base)

    return edited(
        request,
        partial(WholeTextForm, edition=found),
        title=_("The whole text"),
        lead=_(
            "Edit the whole edition here, or paste an agreement. You see what would change before "
            "anything is saved."
        ),
        crumbs=crumbs_to(found.document, found),
        look=look,
        write=write,
        template="documents/work_whole_text.html",
        context={"paste": paste_address(found)},
    )
