"""Signed in: the cases that wait and those on their way, one case, and where it is moved on."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.cases import actions
from samspill.cases.forms.cases import MoveCaseForm
from samspill.cases.input import answers_of
from samspill.cases.models import (
    AgendaItem,
    Case,
    CaseFile,
    CaseLink,
    Disagreement,
    InputRequest,
    Meeting,
)
from samspill.cases.rules import CONTACT, SITTING
from samspill.cases.states import CASE_MOVES, CASES_OPEN, CASES_THEIRS, CaseState, moves_from
from samspill.cases.where import handled, where_now
from samspill.common.actors import Actor
from samspill.common.editing import edited
from samspill.common.models import AuditEntry, today
from samspill.common.paging import part_of
from samspill.common.permissions import SECRETARIAT, may, require, which
from samspill.common.ready import put_with, together
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.documents.models import Document

SHOWN = 50


def crumbs(*more: Crumb) -> list[Crumb]:
    """The way to a page of cases."""
    home = Crumb(_("My page"), reverse("work:home"))
    return [home, Crumb(_("Cases"), reverse("work:cases:cases")), *more]


def at(case: Case) -> str:
    """A case's signed-in page."""
    return reverse("work:cases:case", args=[case.slug])


def may_raise(actor: Actor) -> bool:
    """Whether an actor speaks for anybody: then a case may be raised for those."""
    return actor.holds(SECRETARIAT, *CONTACT, *SITTING)


@work_page
def cases(request: WorkRequest) -> HttpResponse:
    """``/arbeid/saker/``: what waits for the secretariat, what waits for me, then all others."""
    ways = ("proposer", "proposing_body", "body")
    seen = which(request.actor, Case.objects.all()).select_related(*ways)
    seen = seen.prefetch_related("numbers")
    raised = seen.filter(state__in=CASES_THEIRS).order_by("raised_on", "pk")
    rest = seen.exclude(state__in=CASES_THEIRS).newest_first()  # type: ignore[attr-defined]
    waiting = list(raised[: SHOWN * 2])
    context = {
        "raised": [one for one in waiting if one.state == "raised"],
        "asked": [one for one in waiting if one.state == "asked"],
        "part": part_of(rest, request.GET.get("side", ""), SHOWN),
        "may_raise": may_raise(request.actor),
        "is_secretariat": request.actor.holds(SECRETARIAT),
        "today": today(),
    }
    return render(request, "cases/cases.html", context)


@work_page
def case(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/saker/<slug>/``: where it is, what happens next, and what can be done now."""
    every = Case.objects.select_related("body", "proposer", "proposing_body", "merged_into")
    found = get_or_404(request.actor, every, slug=slug)
    actor = request.actor
    may_change, may_complete = may(actor, "change", found), may(actor, "complete", found)
    read = together(**_around(actor, found))
    of_meetings = defaultdict(list)
    for one in read.pop("bodies"):
        of_meetings[one.meeting_id].append(one.body)
    for item in read["items"]:
        put_with(item.meeting, bodies=of_meetings[item.meeting_id])
        item.is_told = may(actor, "read minutes", item)
    into, proposes = found.merged_into, _proposes(actor, found)
    blank = InputRequest(partnership=request.partnership, case=found, body=found.body)
    context = {
        "case": found,
        **read,
        "where": where_now(
            found, read["numbers"], read["items"], read["meetings"], proposes=proposes
        ),
        "may_put_up": _keeps(actor, found),
        "moves": moves_from(CASE_MOVES, found.state) if may_change else [],
        "may_complete": may_complete and found.state in CASES_THEIRS,
        "may_disagree": may_change and found.state in CASES_OPEN,
        "may_tie": may_change or may_complete,
        "may_ask": found.state == "accepted" and may(actor, "change", blank),
        "may_attach": may(actor, "change", CaseFile(partnership=request.partnership, case=found)),
        "may_raise_again": found.state == "returned" and may_raise(actor),
        "input": answers_of(read["requests"], today()),
        "handled": handled(read["entries"]) if may_change or proposes else [],
        "reads_all": may(actor, "read all", found),
        "today": today(),
        "theirs": CASES_THEIRS,
        "goes_on_in": into if into and may(actor, "see", into) else None,
    }
    return render(request, "cases/case.html", context)


def _proposes(actor: Actor, case: Case) -> bool:
    """Whether the actor speaks for who raised the case."""
    return case.proposer_id in actor.targets("party", *CONTACT) or (
        case.proposing_body_id in actor.targets("body", *SITTING)
    )


def _keeps(actor: Actor, case: Case) -> bool:
    """Whether the actor keeps the agendas of the body that has the case."""
    return actor.holds(SECRETARIAT) or case.body_id in actor.targets("body", "secretary")


def _around(actor: Actor, case: Case) -> dict[str, Any]:
    """What is read with a case, in one statement."""
    items = which(actor, AgendaItem.objects.filter(case=case)).select_related("meeting", "body")
    items = items.order_by("meeting__date", "position")
    meet = Meeting.bodies.through.objects.filter(meeting__items__case=case).distinct()
    meetings = Meeting.objects.none()
    if case.body is not None:
        meetings = Meeting.objects.of(case.body).coming(today())[:1]
    seen = which(actor, Document.objects.all()).order_by().values("pk")
    links = CaseLink.objects.filter(case=case, document__in=seen)
    requests = which(actor, InputRequest.objects.filter(case=case)).select_related("body")
    entries = AuditEntry.objects.filter(model="cases.case", object_id=case.pk)
    return {
        "numbers": case.numbers.all(),
        "items": items,
        "bodies": meet.select_related("body").order_by("body__order", "body__sort_key"),
        "meetings": meetings,
        "links": links.select_related("document", "provision"),
        "measures": which(actor, case.measures.select_related("edition__plan")),
        "parties": case.parties.all(),
        "patient_groups": case.patient_groups.all(),
        "before": which(actor, Case.objects.filter(followed_by=case)),
        "after": which(actor, Case.objects.filter(follows=case)),
        "files": which(actor, CaseFile.objects.filter(Q(case=case))).order_by("pk"),
        "requests": requests.order_by("asked_on", "pk"),
        "entries": entries.order_by("at", "id"),
        "disagreements": which(actor, Disagreement.objects.filter(case=case)),
    }


@work_page
def move(request: WorkRequest, slug: str, name: str) -> HttpResponse:
    """``…/flytt/<name>/``: accepted, asked about, returned, merged, sent on or closed."""
    found = get_or_404(request.actor, Case.objects.select_related("body"), slug=slug)
    require(request.actor, "change", found)
    way = next((one for one in moves_from(CASE_MOVES, found.state) if one.slug == name), None)
    if way is None:
        raise Http404("no such move")

    def write(valid: MoveCaseForm) -> Case:
        return actions.move_case(by=request.actor, case=found, name=way.name, **valid.cleaned_data)

    return edited(
        request,
        partial(MoveCaseForm, record=found, name=way.name),
        title=f"{way.label}: {found.title}",
        lead=_("Who raised the case is told by e-mail."),
        crumbs=crumbs(Crumb(found.title, at(found))),
        button=str(way.label),
        write=write,
        said=_said,
    )


def _said(case: Case) -> str:
    """What was done with a case, in the words of how it stands now."""
    done = {
        CaseState.RAISED: _("The case waits for you again."),
        CaseState.ASKED: _("You have asked for more."),
        CaseState.RETURNED: _("The case is returned."),
        CaseState.MERGED: _("The case is merged with «%(case)s».") % {"case": case.merged_into},
        CaseState.CLOSED: _("The case is closed."),
    }.get(CaseState(case.state))
    if done is None:
        number = case.numbers.filter(body=case.body).order_by("-pk").first()
        words = {"body": case.body.title if case.body else "", "number": number or ""}
        done = _("%(body)s has the case, as %(number)s.") % words
    return f"{done} {_('Who raised it is told.')}"
