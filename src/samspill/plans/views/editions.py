"""Signed in: the plans with their editions, and what can be done with each."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Count, Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.common.editing import edited
from samspill.common.forms import OfARecord
from samspill.common.labels import with_names
from samspill.common.permissions import may, require, which
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.plans import actions
from samspill.plans.forms import AdoptForm, RollForm
from samspill.plans.models import MeasureOwner, Plan, PlanEdition
from samspill.plans.states import MOVES, PlanState, moves_from


@work_page
def plans(request: WorkRequest) -> HttpResponse:
    """``/arbeid/planer/``: every plan with its editions."""
    editions = which(request.actor, PlanEdition.objects.annotate(count=Count("measures")))
    found = which(request.actor, Plan.objects.all()).prefetch_related(
        Prefetch("editions", editions, to_attr="seen")
    )
    context = {
        "plans": found,
        "may_add": may(request.actor, "change", Plan(partnership=request.partnership)),
    }
    return render(request, "plans/work_plans.html", context)


def _edition(request: WorkRequest, slug: str, edition: str) -> PlanEdition:
    editions = PlanEdition.objects.select_related("plan", "adopted_by", "recommended_by")
    return get_or_404(request.actor, editions, plan__slug=slug, slug=edition)


@work_page
def edition(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``/arbeid/planer/<plan>/<edition>/``: its state, its measures, and the ways on."""
    found = _edition(request, slug, edition)
    may_change = may(request.actor, "change", found)
    context = {
        "edition": found,
        "may_change": may_change,
        "moves": moves_from(found.state) if may_change else [],
        "measures": found.measures.select_related("area").prefetch_related(
            Prefetch("owners", with_names(MeasureOwner.objects.all()))
        ),
        "rounds": list(found.rounds.all()),
        "may_open_round": may_change and found.state == PlanState.RUNNING,
        "dropped": found.dropped.select_related("measure__edition__plan"),
    }
    return render(request, "plans/work_edition.html", context)


def address_of(edition: PlanEdition) -> str:
    """The address of an edition's page of work."""
    return reverse("work:plans:edition", args=[edition.plan.slug, edition.slug])


def crumbs_to(edition: PlanEdition) -> list[Crumb]:
    """The way to what is done with an edition of a plan."""
    return [
        Crumb(_("Plans"), reverse("work:plans:plans")),
        Crumb(str(edition), address_of(edition)),
    ]


@work_page
def move(request: WorkRequest, slug: str, edition: str, name: str) -> HttpResponse:
    """``…/flytt/<move>/``: one of the ways of ``states.MOVES``."""
    found = _edition(request, slug, edition)
    require(request.actor, "change", found)
    way = next((one for one in MOVES if one.name == name), None)
    if way is None:
        raise Http404("no such move")
    frozen = _("What is adopted is frozen. A change is then a new edition.")

    def write(valid: Any) -> PlanEdition:
        return actions.move(by=request.actor, edition=found, name=name, **valid.cleaned_data)

    adopts = partial(AdoptForm, record=found, actor=request.actor)
    return edited(
        request,
        adopts if way.needs_adoption else partial(OfARecord, record=found),
        title=str(way.label),
        lead=frozen if way.needs_adoption else "",
        crumbs=crumbs_to(found),
        button=str(way.label),
        write=write,
    )


@work_page
def roll(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``…/neste/``: a draft of the next edition, with every measure carried over."""
    found = _edition(request, slug, edition)
    require(request.actor, "change", found)

    def write(valid: RollForm) -> PlanEdition:
        return actions.roll(by=request.actor, edition=found, **valid.cleaned_data)

    return edited(
        request,
        RollForm,
        title=_("Make the next edition"),
        lead=_("Every measure is carried over into a draft. Drop those that are not to go on."),
        crumbs=crumbs_to(found),
        button=_("Make the draft"),
        write=write,
        done=address_of,
    )
