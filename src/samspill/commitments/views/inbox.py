"""Signed in: what is asked of me, my bodies and my party, done in place."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.commitments import actions, processes, reach
from samspill.commitments.models import Commitment, LegendStatus
from samspill.commitments.showing import MADE_FROM, by_time
from samspill.common.actors import Actor
from samspill.common.keeping import kept
from samspill.common.models import today
from samspill.common.permissions import require
from samspill.common.work import WorkRequest, get_or_404, work_page

SHOWN = 25


@work_page
def inbox(request: WorkRequest) -> HttpResponse:
    """``/arbeid/innboks/``: the first due first; what needs only a yes is answered right here."""
    if request.method == "POST":
        return _press(request)
    actor = request.actor
    context = kept(
        request.partnership, "inbox", actor.roles, make=lambda: _asked(actor), made_from=MADE_FROM
    )
    return render(request, "commitments/inbox.html", {**context, "kept": request.kept or {}})


def _asked(actor: Actor) -> dict[str, object]:
    found = list(reach.first_asked_of(actor, SHOWN + 1).with_owners())
    return {"groups": by_time(found[:SHOWN], today()), "has_more": len(found) > SHOWN}


def _press(request: WorkRequest) -> HttpResponse:
    """One press of a button: the status that the process answers with, and a note."""
    key = request.POST.get("commitment", "")
    back = HttpResponseRedirect(reverse("work:commitments:inbox"))
    if not key.isdecimal():
        messages.error(request, _("Nothing was chosen. Nothing is saved."))
        return back
    asked = Commitment.objects.select_related("result_legend", "work_legend")
    found = get_or_404(request.actor, asked, pk=int(key))
    require(request.actor, "answer", found)
    press = processes.process_of(found.process).one_press
    if press is None:
        return back
    legends = [found.result_legend_id, found.work_legend_id]
    status = LegendStatus.objects.filter(legend__in=legends, slug=press[0]).first()
    about = status.legend.about if status else ""
    note = request.POST.get("note", "")
    try:
        given = {about: status} if status else {}
        actions.report(by=request.actor, commitment=found, done=note, **given)  # type: ignore[arg-type]
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Thank you. It is noted."))
    return back
