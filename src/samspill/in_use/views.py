"""Signed in: which routines are taken into use, and asking the parties."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.common.models import today
from samspill.common.permissions import SECRETARIAT, which
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.documents.models import Edition
from samspill.in_use.actions import ask
from samspill.in_use.owed import PROCESS
from samspill.in_use.routines import routines_on


@work_page
def routines(request: WorkRequest) -> HttpResponse:
    """``/arbeid/rutiner-i-bruk/``: routines in force, how many have confirmed; asks the parties."""
    if request.method == "POST":
        return _ask(request)
    seen = set(which(request.actor, Edition.objects.all()).values_list("pk", flat=True))
    context = {
        "routines": [one for one in routines_on(today()) if one.edition.pk in seen],
        "process": PROCESS.slug,
        "may_ask": request.actor.holds(SECRETARIAT),
    }
    return render(request, "in_use/routines.html", context)


def _ask(request: WorkRequest) -> HttpResponse:
    key = request.POST.get("edition", "")
    if not key.isdecimal():
        messages.error(request, _("Choose a routine first."))
        return HttpResponseRedirect(reverse("work:in_use:routines"))
    editions = Edition.objects.in_force_on(today()).select_related("document__kind")
    edition = get_or_404(request.actor, editions, pk=int(key))
    count = ask(by=request.actor, partnership=request.partnership, edition=edition, date=today())
    said = ngettext("%(count)s party is asked.", "%(count)s parties are asked.", count)
    messages.success(request, said % {"count": count})
    return HttpResponseRedirect(reverse("work:in_use:routines"))
