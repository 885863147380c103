"""Undoing what was just written, or the last change of a record: shown first, then done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext

from samspill.common.models import AuditEntry
from samspill.common.permissions import which
from samspill.common.putting_back import undo as put_back
from samspill.common.undoing import AT_MOST, in_the_way
from samspill.common.work import WorkRequest, work_page


@work_page
def undo(request: WorkRequest, entries: str) -> HttpResponse:
    """``/arbeid/angre/1,2/``: the changes, and a button that puts all back as it was."""
    found = _entries(request, entries)
    problems = in_the_way(found)
    if request.method == "POST" and not problems:
        try:
            count = put_back(by=request.actor, entries=found)
        except ValidationError as refused:
            problems = refused.messages
        else:
            said = ngettext("Undone.", "Undone: %(count)d things are as they were.", count)
            messages.success(request, said % {"count": count})
            return HttpResponseRedirect(reverse("work:home"))
    status = 422 if request.method == "POST" else 200
    context = {"entries": found, "problems": problems}
    return render(request, "workspace/undo.html", context, status=status)


def _entries(request: WorkRequest, named: str) -> list[AuditEntry]:
    """Those that were asked for: one's own, and what one may read in the log."""
    asked = named.split(",")[: AT_MOST + 1]
    keys = [int(key) for key in asked if key.isascii() and key.isdigit() and len(key) < 19]
    chosen: Any = AuditEntry.objects.filter(pk__in=keys)
    seen = which(request.actor, chosen).values("pk")
    found = list(chosen.filter(Q(pk__in=seen) | Q(user=request.actor.user)).order_by("-pk"))
    if not found or len(found) < len(set(keys)):
        raise Http404("no such change")
    return found
