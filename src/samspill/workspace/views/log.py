"""The audit trail as the secretariat reads it: per object, per person, newest first."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from samspill.common.models import AuditEntry
from samspill.common.permissions import NotAllowed, rule_of, which
from samspill.common.work import WorkRequest, work_page

PAGE = 50


@work_page
def log(request: WorkRequest) -> HttpResponse:
    """``/arbeid/logg/``: who did what, in which role, when, and what it was before and after."""
    if rule_of(AuditEntry).see.q(request.actor) is False:
        raise NotAllowed(request.actor, "see", AuditEntry)
    found = which(request.actor, AuditEntry.objects.all())
    asked = request.GET.get("q", "").strip()[:100]
    if asked:
        found = found.filter(Q(object__icontains=asked) | Q(by__icontains=asked))
    if request.GET.get("bruker", "").isdigit():
        found = found.filter(user=int(request.GET["bruker"]))
    query = request.GET.copy()
    query.pop("side", None)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("side")),
        "asked": asked,
        "query": query.urlencode(),
    }
    return render(request, "workspace/log.html", context)
