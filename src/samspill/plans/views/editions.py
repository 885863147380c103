"""Signed in: the plans with their editions, and what can be done with each."""

from __future__ import annotations

import datetime
from collections import defaultdict
from functools import partial
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.common.editing import edited
from samspill.common.forms import OfARecord
from samspill.common.labels import with_names
from samspill.common.models import today
from samspill.common.permissions import may, require, which
from samspill.common.ready import put_with, together
from samspill.common.ui import Crumb
from samspill.common.work import WorkRequest, get_or_404, work_page
from samspill.common.workbooks.values import did_you_mean
from samspill.plans import actions
from samspill.plans.forms import NAMES, AdoptForm, MeasureForm, RollForm
from samspill.plans.models import Measure, MeasureOwner, Plan, PlanEdition
from samspill.plans.names import known_names, names_to_choose, to_choose
from samspill.plans.parsing import read_responsible
from samspill.plans.states import MOVES, PlanState, moves_from


@work_page
def plans(request: WorkRequest) -> HttpResponse:
    """``/arbeid/planer/``: every plan with its editions."""
    editions = which(request.actor, _counted(today()))
    found = which(request.actor, Plan.objects.all()).prefetch_related(
        Prefetch("editions", editions, to_attr="seen")
    )
    context = {
        "plans": found,
        "may_add": may(request.actor, "change", Plan(partnership=request.partnership)),
    }
    return render(request, "plans/work_plans.html", context)


def _counted(date: datetime.date) -> QuerySet[PlanEdition]:
    count = Count("measures", distinct=True)
    return PlanEdition.objects.with_replaced(date).select_related("plan").annotate(count=count)


def _edition(request: WorkRequest, slug: str, edition: str) -> PlanEdition:
    editions = PlanEdition.objects.with_replaced(today())
    editions = editions.select_related("plan", "adopted_by", "recommended_by")
    return get_or_404(request.actor, editions, plan__slug=slug, slug=edition)


@work_page
def edition(request: WorkRequest, slug: str, edition: str) -> HttpResponse:
    """``/arbeid/planer/<plan>/<edition>/``: its state, its measures, and the ways on.

    On a draft's page a new measure is filled in beside the others, one after the other.
    """
    found = _edition(request, slug, edition)
    measure = Measure(partnership=request.partnership, edition=found)
    may_add = may(request.actor, "change", measure)
    if request.method == "POST":
        require(request.actor, "change", measure)
    context = _shown(request, found)
    if not (may_add and context["areas"]):
        return render(request, "plans/work_edition.html", context | {"may_add": may_add})
    made = partial(MeasureForm, edition=found, area=request.GET.get("omrade", ""))

    def look(valid: MeasureForm) -> dict[str, Any] | None:
        known = known_names()
        owners = read_responsible(valid.cleaned_data["responsible"], known)
        unknown = [owner.key for owner in owners if owner.kind == "role"]
        near = [did_you_mean(name, list(known.shown)) for name in unknown]
        told = {"unknown": ", ".join(unknown), "near": " ".join(filter(None, near))}
        return told | {"button": _("Save it all the same")} if unknown else None

    def write(valid: MeasureForm) -> Measure:
        for name, value in valid.cleaned_data.items():
            setattr(measure, name, value)
        owners = read_responsible(measure.responsible, known_names())
        return actions.add_measure(by=request.actor, measure=measure, owners=owners)

    return edited(
        request,
        made,
        title=str(found),
        crumbs=crumbs_to(found)[:1],
        button=_("Save the measure"),
        write=write,
        look=look,
        done=lambda written: f"{address_of(found)}?omrade={written.area_id}",
        said=lambda written: (
            _("%(number)s is saved. Fill in the next one.") % {"number": written.number}
        ),
        template="plans/draft.html",
        context=context | {"names_list": NAMES},
    )


def _shown(request: WorkRequest, found: PlanEdition) -> dict[str, Any]:
    """What the page of an edition shows, whether or not something is filled in there."""
    may_change = may(request.actor, "change", found)
    owners = with_names(MeasureOwner.objects.filter(measure__edition=found))
    read = together(
        measures=found.measures.select_related("area"),
        owners=owners.order_by("order", "pk"),
        areas=found.areas.only("pk"),
        rounds=found.rounds.all(),
        dropped=found.dropped.select_related("measure__edition__plan"),
        **to_choose(today()),
    )
    of: dict[int, list[MeasureOwner]] = defaultdict(list)
    for owner in read["owners"]:
        of[owner.measure_id].append(owner)
    for measure in read["measures"]:
        put_with(measure, owners=of[measure.pk])
    return {
        **read,
        "edition": found,
        "may_change": may_change,
        "moves": moves_from(found.state) if may_change else [],
        "may_open_round": may_change and found.state == PlanState.RUNNING,
        "names": names_to_choose(read),
    }


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
