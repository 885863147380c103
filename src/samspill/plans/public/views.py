"""The action plan: what is to be done, by whom and when, what nobody is named for, and input."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.common.public.page import PublicRequest, page_url, public_page
from samspill.common.ui import Crumb
from samspill.documents.models import Document
from samspill.plans.models import FocusArea, Measure, PlanEdition, PlanInput, StatusTable
from samspill.plans.overviews import VIEWS
from samspill.plans.public import page as plan_page
from samspill.plans.public.status_page import side_by_side
from samspill.plans.standings import by_owner
from samspill.plans.states import PUBLISHED, PlanState
from samspill.plans.years import years_of

SHOWN = ("bodies", "documents", "parties", "plans")
"""What the page of a plan is made from."""


@public_page(made_from=SHOWN, parameters=plan_page.PARAMETERS)
def plan(request: PublicRequest) -> HttpResponse:
    """``/handlingsplan/``: the plan that runs on the date."""
    edition = _editions(request).first()
    if edition is None:
        return render(request, "plans/public/none.html", {"crumbs": crumbs_of(request)})
    return _render(request, edition)


@public_page(made_from=SHOWN, parameters=plan_page.PARAMETERS)
def one_plan(request: PublicRequest, slug: str) -> HttpResponse:
    """``/handlingsplan/<plan>/``: a certain plan."""
    return _render(request, edition_of(request, slug))


def _editions(request: PublicRequest) -> Any:
    editions = PlanEdition.objects.public().to_show_on(request.as_of.date)
    return editions.select_related("plan__document", "adopted_by", "recommended_by", "source")


def edition_of(request: PublicRequest, slug: str) -> PlanEdition:
    found: PlanEdition | None = _editions(request).filter(plan__slug=slug).first()
    if found is None:
        raise Http404("no such plan on this date")
    return found


def _render(request: PublicRequest, edition: PlanEdition) -> HttpResponse:
    chosen = plan_page.Chosen.read(request.GET)
    every = plan_page.measures_of(edition)
    shown = plan_page.matching(every, chosen)
    goals = plan_page.goals_of(edition, shown, chosen)
    listed = sum(len(area.measures) for goal in goals for area in goal.areas)
    others = {other.plan_id: other.plan for other in _editions(request)}
    others.pop(edition.plan_id, None)
    context = {
        "crumbs": crumbs_of(request, (edition.plan.label, "")),
        "edition": edition,
        "plan": edition.plan,
        "goals": goals,
        "count": len(every),
        "listed": listed,
        "unnamed": sum(1 for one in every if not one.owners),
        "untimed": sum(1 for one in every if one.lacks_time),
        "chosen": chosen,
        "owners": plan_page.owner_choices(every),
        "areas": list(edition.areas.all()),
        "is_over": edition.plan.last_year < request.as_of.date.year
        and edition.state != PlanState.CLOSED,
        "others": list(others.values()),
        "views": [
            (way.label, page_url(request, "plan_overview", edition.plan.slug, view))
            for view, way in VIEWS.items()
        ],
    }
    return render(request, "plans/public/plan.html", context)


@public_page(made_from=(*SHOWN, "commitments"))
def measure(request: PublicRequest, slug: str, number: str) -> HttpResponse:
    """``/handlingsplan/<plan>/tiltak/<number>/``: one measure, with all that is known of it."""
    edition = edition_of(request, slug)
    public = Document.objects.public().select_related("kind")
    found = (
        edition.measures.filter(number=number)
        .select_related("area__goal", "predecessor__edition__plan", "source")
        .prefetch_related(
            "owners__body",
            "owners__party",
            "patient_groups",
            "also_serves",
            "links__provision",
            Prefetch("area__documents", public),
        )
        .first()
    )
    if found is None:
        raise Http404("no such measure")
    carried = Measure.objects.filter(predecessor=found, edition__state__in=PUBLISHED)
    links = found.links.filter(document__in=Document.objects.public())
    context = {
        "crumbs": crumbs_of(
            request, (edition.plan.label, page_url(request, "one_plan", slug)), (number, "")
        ),
        "edition": edition,
        "plan": edition.plan,
        "measure": found,
        "owners": list(found.owners.all()),
        "when": plan_page.in_words(found),
        "years": years_of(found, edition.plan.years),
        "links": links.select_related("document__kind", "provision"),
        "inputs": PlanInput.objects.filter(measures=found),
        "standings": by_owner(found, request.as_of.date),
        "carried_over": carried.select_related("edition__plan"),
        "predecessor": found.predecessor
        if found.predecessor and found.predecessor.edition.state in PUBLISHED
        else None,
    }
    return render(request, "plans/public/measure.html", context)


@public_page(made_from=SHOWN)
def inputs(request: PublicRequest, slug: str) -> HttpResponse:
    """``/handlingsplan/<plan>/innspill/``: what was asked of the plan, and what came of it.

    Input to an edition on hearing stands here too, also while another edition is the one shown.
    """
    edition = edition_of(request, slug)
    found = PlanInput.objects.select_related("party", "body", "source").prefetch_related(
        Prefetch("focus_areas", FocusArea.objects.order_by("order")),
        Prefetch("measures", Measure.objects.order_by("order")),
    )
    public = PlanEdition.objects.public().filter(plan=edition.plan).select_related("plan")
    editions = [
        one
        for one in public.prefetch_related(Prefetch("inputs", found, to_attr="heard"))
        if one.pk == edition.pk or one.heard or one.state == PlanState.HEARING
    ]
    editions.sort(key=lambda one: one.pk != edition.pk)
    crumbs = crumbs_of(
        request, (edition.plan.label, page_url(request, "one_plan", slug)), (_("Input"), "")
    )
    context = {"crumbs": crumbs, "plan": edition.plan, "edition": edition, "editions": editions}
    return render(request, "plans/public/inputs.html", context)


@public_page(made_from=("parties", "plans"))
def goal_status(request: PublicRequest) -> HttpResponse:
    """``/maalstatus/``: goals with the status that was reported, each table in its own legend."""
    tables = StatusTable.objects.select_related("party", "source").prefetch_related(
        "levels", "rows"
    )
    context = {
        "crumbs": crumbs_of(request, (_("Status of goals"), "")),
        "tables": [side_by_side(table) for table in tables],
    }
    return render(request, "plans/public/goal_status.html", context)


def crumbs_of(request: PublicRequest, *steps: tuple[str, str]) -> list[Crumb]:
    first = [Crumb(_("Front page"), page_url(request, "home"))]
    if steps and steps[-1][0] != _("Status of goals"):
        first.append(Crumb(_("Action plan"), page_url(request, "plan")))
    elif not steps:
        first.append(Crumb(_("Action plan")))
    return [*first, *(Crumb(*step) for step in steps)]
