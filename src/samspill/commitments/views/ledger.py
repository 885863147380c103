"""Signed in: the list of commitments, one commitment with its history, and keeping it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.commitments import actions
from samspill.commitments.evidence import doubts_about
from samspill.commitments.filtering import Filters
from samspill.commitments.forms import AnswerForm, MoveForm, OwnersForm, ReasonForm, copied
from samspill.commitments.models import Commitment, StatusReport
from samspill.commitments.models.files import FOLDER
from samspill.commitments.processes import all_processes, process_of
from samspill.commitments.showing import due_in_words, light_of, shown
from samspill.common.editing import edited
from samspill.common.models import today
from samspill.common.paging import part_of
from samspill.common.permissions import may, require
from samspill.common.ui import Crumb, TermFact
from samspill.common.work import WorkRequest, get_or_404, work_page

PAGE = 50


@work_page
def listed(request: WorkRequest) -> HttpResponse:
    """``/arbeid/forpliktelser/``: what is owed, by whom, and how it stands, as it is asked for."""
    filters = Filters.of(request.GET, request.actor)
    part = part_of(filters.found(request.actor), request.GET.get("side", ""), PAGE)
    query = request.GET.copy()
    query.pop("side", None)
    context = {
        "filters": filters,
        "rows": [shown(commitment, today()) for commitment in part.rows],
        "part": part,
        "query": query.urlencode(),
        "pages": [one.page for one in all_processes() if one.page],
    }
    return render(request, "commitments/list.html", context)


def _one(request: WorkRequest, pk: int) -> Commitment:
    found = Commitment.objects.with_owners().select_related("result_legend", "work_legend")
    return get_or_404(request.actor, found, pk=pk)


@work_page
def commitment(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/forpliktelser/<pk>/``: one thing that is owed, and all that was said of it."""
    found = _one(request, pk)
    reports = StatusReport.objects.filter(commitment=found)
    reports = reports.select_related("result", "work").prefetch_related("files")
    is_open = found.state == Commitment.State.OPEN
    occasions = process_of(found.process).occasions
    on = occasions(reports) if occasions else {}
    context = {
        "commitment": found,
        "shown": shown(found, today()),
        "facts": _facts(found),
        "result": light_of(found.result) if found.result_legend else None,
        "work": light_of(found.work) if found.work_legend else None,
        "doubts": doubts_about([found], today()).get(found.pk, []),
        "reports": [(report, _lights(report), on.get(report.pk)) for report in reports],
        "is_open": is_open,
        "may_answer": is_open and may(request.actor, "answer", found),
        "may_change": may(request.actor, "change", found),
        "may_take_away": may(request.actor, "answer", found),
    }
    return render(request, "commitments/commitment.html", context)


def _lights(report: StatusReport) -> list[Any]:
    return [light_of(status) for status in (report.result, report.work) if status is not None]


def _facts(found: Commitment) -> list[TermFact]:
    owners = ", ".join(str(owner) for owner in found.owners.all())
    facts = [
        TermFact(_("Who"), owners or _("Nobody yet")),
        TermFact(_("Due"), due_in_words(found)),
        TermFact(_("Why"), found.source_label or "–", found.source_path),
    ]
    if found.state == Commitment.State.CLOSED:
        reason = f": {found.closed_reason}" if found.closed_reason else ""
        facts.append(TermFact(_("Closed"), f"{found.get_closed_as_display()}{reason}"))
    return facts


@work_page(files=FOLDER)
def answer(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/forpliktelser/<pk>/svar/``: says how it stands. Made for a phone first."""
    found = _one(request, pk)
    require(request.actor, "answer", found)
    latest = StatusReport.objects.filter(commitment=found).first()
    begun = copied(latest) if "kopier" in request.GET else {}
    initial = {**begun, "version": actions.version_after(latest)}

    def write(valid: AnswerForm) -> StatusReport:
        return actions.report(by=request.actor, commitment=found, **valid.cleaned_data)

    return edited(
        request,
        partial(AnswerForm, commitment=found, initial=initial),
        title=found.title,
        lead=found.text,
        crumbs=[Crumb(_("Inbox"), reverse("work:commitments:inbox"))],
        button=_("Send the answer"),
        write=write,
        said=_("Thank you. It is noted."),
        template="commitments/answer.html",
        context={"commitment": found, "facts": _facts(found), "latest": latest},
    )


def crumbs_to(found: Commitment) -> list[Crumb]:
    """The way to what is done with a commitment."""
    return [
        Crumb(_("Commitments"), reverse("work:commitments:commitments")),
        Crumb(found.title, reverse("work:commitments:commitment", args=[found.pk])),
    ]


@work_page
def move(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/forpliktelser/<pk>/frist/``: sets another due date."""
    found = _one(request, pk)
    require(request.actor, "change", found)

    def write(valid: MoveForm) -> Commitment:
        due, reason = valid.cleaned_data["due"], valid.cleaned_data["reason"]
        return actions.move(by=request.actor, commitment=found, due=due, reason=reason)

    return edited(
        request,
        partial(MoveForm, initial=MoveForm.as_it_is(found)),
        title=_("Another due date"),
        lead=found.title,
        crumbs=crumbs_to(found),
        write=write,
    )


@work_page
def withdraw(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/forpliktelser/<pk>/trekk/``: closes what should not have been asked."""
    found = _one(request, pk)
    require(request.actor, "change", found)

    def write(valid: ReasonForm) -> Commitment:
        return actions.withdraw(by=request.actor, commitment=found, **valid.cleaned_data)

    return edited(
        request,
        ReasonForm,
        title=_("Withdraw"),
        lead=found.title,
        crumbs=crumbs_to(found),
        button=_("Withdraw"),
        write=write,
    )


@work_page
def reopen(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/forpliktelser/<pk>/gjenapne/``: lets a closed commitment bind again."""
    found = _one(request, pk)
    require(request.actor, "change", found)

    def write(valid: ReasonForm) -> Commitment:
        return actions.reopen(by=request.actor, commitment=found, **valid.cleaned_data)

    return edited(
        request,
        ReasonForm,
        title=_("Open again"),
        lead=found.title,
        crumbs=crumbs_to(found),
        button=_("Open again"),
        write=write,
    )


@work_page
def change_owners(request: WorkRequest, pk: int) -> HttpResponse:
    """``/arbeid/forpliktelser/<pk>/eiere/``: gives it to others."""
    found = _one(request, pk)
    require(request.actor, "change", found)
    owners = list(found.owners.all())
    initial = {
        "parties": [owner.party_id for owner in owners if owner.party_id],
        "bodies": [owner.body_id for owner in owners if owner.body_id],
    }

    def write(valid: OwnersForm) -> Commitment:
        reason = valid.cleaned_data["reason"]
        return actions.change_owners(
            by=request.actor, commitment=found, owners=valid.owners, reason=reason
        )

    return edited(
        request,
        partial(OwnersForm, initial=initial),
        title=_("Who owes it"),
        lead=found.title,
        crumbs=crumbs_to(found),
        write=write,
    )
