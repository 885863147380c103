"""The audit trail as the secretariat reads it: per object, per person, newest first."""

from __future__ import annotations

import datetime

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samspill.common.models import AuditEntry
from samspill.common.paging import part_of
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
    if request.GET.get("bruker", "").isdecimal():
        found = found.filter(user=int(request.GET["bruker"]))
    until = _day(request.GET.get("til", ""))
    if until is not None:
        found = found.filter(at__lt=_after(until))
    query = request.GET.copy()
    query.pop("side", None)
    context = {
        "part": part_of(found, request.GET.get("side", ""), PAGE),
        "asked": asked,
        "until": until,
        "query": query.urlencode(),
    }
    return render(request, "workspace/log.html", context)


def _day(given: str) -> datetime.date | None:
    try:
        day = datetime.date.fromisoformat(given)
    except ValueError:
        return None
    return day if 1900 <= day.year < 2200 else None


def _after(day: datetime.date) -> datetime.datetime:
    """The first moment after a day, here."""
    midnight = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
    return timezone.make_aware(midnight)
