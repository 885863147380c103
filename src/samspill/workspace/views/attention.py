"""The secretariat's page: everything late, unanswered, unowned, vacant and about to end."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from samspill.commitments.models import Commitment
from samspill.common.panels import facts_of, parts_of
from samspill.common.permissions import require
from samspill.common.work import WorkRequest, work_page


@work_page
def attention(request: WorkRequest) -> HttpResponse:
    """``/arbeid/sekretariat/``: what each app has that waits for somebody to look after it."""
    require(request.actor, "change", Commitment(partnership=request.partnership))
    parts = parts_of(request, "work:attention")
    context = {"parts": parts, "facts": facts_of(parts)}
    return render(request, "workspace/attention.html", context)
