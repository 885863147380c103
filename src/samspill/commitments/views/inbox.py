"""Signed in: what is asked of me, my bodies and my party, done in place."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.commitments import actions, processes, reach
from samspill.commitments.models import Commitment, LegendStatus, StatusReport
from samspill.commitments.showing import ANSWERED, MADE_FROM, to_answer
from samspill.common.actors import Actor
from samspill.common.keeping import kept
from samspill.common.models import today
from samspill.common.moments import in_full
from samspill.common.permissions import require
from samspill.common.work import WorkRequest, get_or_404, work_page

SHOWN = 25


@work_page
def inbox(request: WorkRequest) -> HttpResponse:
    """``/arbeid/innboks/``: the first due first; what needs only a yes is answered right here.

    Below stands what was answered last: what, by whom and when.
    """
    if request.method == "POST":
        return _press(request)
    actor = request.actor
    context = kept(
        request.partnership, "inbox", actor.roles, make=lambda: _asked(actor), made_from=MADE_FROM
    )
    return render(request, "commitments/inbox.html", {**context, "kept": request.kept or {}})


def _asked(actor: Actor) -> dict[str, object]:
    found = list(reach.first_asked_of(actor, SHOWN + 1).with_presses())
    return {
        "groups": to_answer(found[:SHOWN], today(), _said_of(found[:SHOWN])),
        "today": today(),
        "has_more": len(found) > SHOWN,
        "answered": answered_by(actor),
    }


def _said_of(found: list[Commitment]) -> dict[int, StatusReport]:
    """What was answered last to those that are answered, by primary key."""
    reports = StatusReport.objects.filter(commitment__in=[one for one in found if one.is_answered])
    latest = reports.order_by("commitment_id", "-pk").distinct("commitment_id")
    return {one.commitment_id: one for one in latest.select_related("result", "work")}


def answered_by(actor: Actor) -> list[tuple[StatusReport, str]]:
    """What was reported last of what the actor answers for, by anybody, the newest first.

    Each with the occasion that it was reported on, such as a round, where there was one.
    """
    owes = reach.of_actor(actor)
    found = list(Commitment.objects.last_reported_by(*owes, most=ANSWERED))
    on: dict[int, str] = {}
    for process in {report.commitment.process for report in found}:
        if occasions := processes.process_of(process).occasions:
            on |= occasions(found)
    newest = sorted(found, key=lambda report: -report.pk)
    return [(report, on.get(report.pk, "")) for report in newest]


def _press(request: WorkRequest) -> HttpResponse:
    """One press of a button: a status, most often the one that the process names, and a note."""
    key = request.POST.get("commitment", "")
    at_home = request.POST.get("from") == "home"
    back = HttpResponseRedirect(reverse("work:home" if at_home else "work:commitments:inbox"))
    if not key.isdecimal():
        messages.error(request, _("Nothing was chosen. Nothing is saved."))
        return back
    asked = Commitment.objects.select_related("result_legend", "work_legend")
    found = get_or_404(request.actor, asked, pk=int(key))
    require(request.actor, "answer", found)
    usual = processes.process_of(found.process).one_press
    if usual is None:
        return back
    legends = [found.result_legend_id, found.work_legend_id]
    slug = request.POST.get("press") or usual[0]
    status = LegendStatus.objects.filter(legend__in=legends, slug=slug).first()
    about = status.legend.about if status else ""
    note = request.POST.get("note", "")
    try:
        given = {about: status} if status else {}
        actions.report(by=request.actor, commitment=found, done=note, **given)  # type: ignore[arg-type]
    except ValidationError as refused:
        messages.error(request, " ".join([*refused.messages, *_meanwhile(found, note)]))
    else:
        messages.success(request, _("Thank you. It is noted."))
    return back


def _meanwhile(found: Commitment, note: str) -> Iterator[str]:
    """Who answered it before, and what was typed and is not saved."""
    latest = found.reports.first()
    if found.state == Commitment.State.CLOSED and latest is not None:
        at = timezone.localtime(latest.at)
        yield _("%(by)s (%(role)s) answered it on %(date)s at %(time)s: %(status)s.") % {
            "by": latest.by,
            "role": latest.role,
            "date": in_full(at),
            "time": f"{at:%H.%M}",
            "status": latest.result or latest.work or latest.done,
        }
    if note.strip():
        yield _("Your note is not saved: «%(note)s»") % {"note": note}
