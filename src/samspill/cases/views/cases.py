"""Signed in: cases that are raised, looked at by the secretariat, and moved on."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.cases import actions
from samspill.cases.forms import MoveCaseForm, RaiseForm
from samspill.cases.models import Case
from samspill.cases.states import CASE_MOVES, moves_from
from samspill.common.editing import edited
from samspill.common.models import today
from samspill.common.paging import part_of
from samspill.common.permissions import NotAllowed, may, require, which
from samspill.common.ready import together
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.parties.models import Party

SHOWN = 50


def crumbs(*more: Crumb) -> list[Crumb]:
    """The way to a page of cases."""
    home = Crumb(_("My page"), reverse("work:home"))
    return [home, Crumb(_("Cases"), reverse("work:cases:cases")), *more]


def _at(case: Case) -> str:
    return reverse("work:cases:case", args=[case.slug])


@work_page
def cases(request: WorkRequest) -> HttpResponse:
    """``/arbeid/saker/``: what is raised and waits first, then what is on its way."""
    seen = which(request.actor, Case.objects.all()).prefetch_related("numbers")
    waiting = seen.filter(state__in=["raised", "asked"]).order_by("raised_on", "pk")
    rest = seen.exclude(state__in=["raised", "asked"]).newest_first()  # type: ignore[attr-defined]
    context = {
        "waiting": waiting[:SHOWN],
        "part": part_of(rest, request.GET.get("side", ""), SHOWN),
        "may_raise": bool(_senders(request)),
    }
    return render(request, "cases/cases.html", context)


@work_page
def case(request: WorkRequest, slug: str) -> HttpResponse:
    """``/arbeid/saker/<slug>/``: what is asked, and what can be done with it now."""
    every = Case.objects.select_related("body", "proposer", "proposing_body", "merged_into")
    found = get_or_404(request.actor, every.prefetch_related("numbers"), slug=slug)
    moves = moves_from(CASE_MOVES, found.state) if may(request.actor, "change", found) else []
    items = found.items.select_related("meeting").order_by("meeting__date")
    context = {
        "case": found,
        "moves": moves,
        "items": items,
        "reads_all": may(request.actor, "read all", found),
    }
    return render(request, "cases/case.html", context)


def _senders(request: WorkRequest) -> dict[str, Party | Body]:
    """The parties and bodies that the user may raise a case for."""
    blank = partial(Case, partnership=request.partnership)
    read = together(
        parties=which(request.actor, Party.objects.members_on(today())),
        bodies=which(request.actor, Body.objects.on(today())),
    )
    found: dict[str, Party | Body] = {}
    for party in read["parties"]:
        if may(request.actor, "raise", blank(proposer=party)):
            found[f"part-{party.pk}"] = party
    for body in read["bodies"]:
        if may(request.actor, "raise", blank(proposing_body=body)):
            found[f"organ-{body.pk}"] = body
    return found


@work_page
def raise_case(request: WorkRequest) -> HttpResponse:
    """``/arbeid/saker/ny/``: a party or a body asks a body to take something up."""
    senders = _senders(request)
    if not senders:
        raise NotAllowed(request.actor, "raise", Case(partnership=request.partnership))

    def write(valid: RaiseForm) -> Case:
        made = valid.case
        made.partnership = request.partnership
        return actions.raise_case(by=request.actor, case=made)

    return edited(
        request,
        partial(RaiseForm, senders=senders),
        title=_("Raise a case"),
        lead=_("The secretariat looks at it, and answers you here."),
        crumbs=crumbs(),
        button=_("Send"),
        write=write,
        done=_at,
        said=_("The case is sent to the secretariat."),
    )


@work_page
def move(request: WorkRequest, slug: str, name: str) -> HttpResponse:
    """``…/flytt/<name>/``: accepted, asked about, returned, merged, sent on or closed."""
    found = get_or_404(request.actor, Case.objects.select_related("body"), slug=slug)
    require(request.actor, "change", found)
    way = next((one for one in moves_from(CASE_MOVES, found.state) if one.name == name), None)
    if way is None:
        raise Http404("no such move")

    def write(valid: MoveCaseForm) -> Case:
        return actions.move_case(by=request.actor, case=found, name=name, **valid.cleaned_data)

    return edited(
        request,
        partial(MoveCaseForm, record=found, name=name),
        title=str(way.label),
        crumbs=crumbs(Crumb(found.title, _at(found))),
        button=str(way.label),
        write=write,
    )
