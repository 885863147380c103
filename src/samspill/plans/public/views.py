"""The action plan: what is to be done, by whom and when, what nobody is named for, and input."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.bodies.successors import successors
from samspill.commitments.models import Commitment
from samspill.common.loose import HeldOnDay, held_on
from samspill.common.loose_words import loose_period
from samspill.common.public.page import PublicRequest, asking, page_url, public_page
from samspill.common.public.panels import panels, panels_by
from samspill.common.ready import put_with, ready, ready_together
from samspill.common.ui import Crumb
from samspill.documents.models import Document, PatientGroup
from samspill.documents.standing import named
from samspill.plans.how_it_stands import how_it_stands
from samspill.plans.models import (
    FocusArea,
    Measure,
    MeasureLink,
    MeasureOwner,
    PlanEdition,
    PlanInput,
    StatusTable,
)
from samspill.plans.overviews import VIEWS
from samspill.plans.overviews.choosing import choices_of, read_choices
from samspill.plans.owing import answering_on
from samspill.plans.public import page as plan_page
from samspill.plans.public.editions import editions_on
from samspill.plans.public.status_page import side_by_side
from samspill.plans.standings import by_owner, roles_of
from samspill.plans.states import PUBLISHED, PlanState
from samspill.plans.years import years_of

SHOWN = ("bodies", "documents", "parties", "plans")
"""What the page of a plan is made from."""


@public_page(made_from=(*SHOWN, "commitments"), parameters=plan_page.PARAMETERS)
def plan(request: PublicRequest) -> HttpResponse:
    """``/handlingsplan/``: the plan that runs on the date."""
    editions = editions_on(date=request.as_of.date)
    if not editions:
        return render(request, "plans/public/none.html", {"crumbs": crumbs_of(request)})
    return _render(request, editions[0], editions)


@public_page(made_from=(*SHOWN, "commitments"), parameters=plan_page.PARAMETERS)
def one_plan(request: PublicRequest, slug: str) -> HttpResponse:
    """``/handlingsplan/<plan>/``: a certain plan."""
    editions = editions_on(date=request.as_of.date)
    return _render(request, _of_plan(editions, slug), editions)


def edition_of(request: PublicRequest, slug: str) -> PlanEdition:
    return _of_plan(editions_on(date=request.as_of.date), slug)


def _of_plan(editions: list[PlanEdition], slug: str) -> PlanEdition:
    found = next((one for one in editions if one.plan.slug == slug), None)
    if found is None:
        raise Http404("no such plan on this date")
    return found


def _render(
    request: PublicRequest, edition: PlanEdition, editions: list[PlanEdition]
) -> HttpResponse:
    chosen = plan_page.PlanFilters.read(request.GET)
    read = plan_page.read_plan(edition, request.as_of.date)
    every = read.measures
    owed = plan_page.owed_by(edition, chosen.owner, request.as_of.date, read.line)
    shown = plan_page.matching(every, chosen, owed)
    goals = plan_page.goals_of(read, shown, chosen)
    listed = sum(len(area.measures) for goal in goals for area in goal.areas)
    others = {other.plan_id: other.plan for other in editions}
    others.pop(edition.plan_id, None)
    here = request.as_of.query
    around = read_choices(edition=edition.pk, date=request.as_of.date)

    def overview(view: str) -> str:
        return page_url(request, "plan_overview", edition.plan.slug, view)

    context = {
        "crumbs": crumbs_of(request, (edition.plan.label, "")),
        "edition": edition,
        "state": edition.state_on(request.as_of.date),
        "plan": edition.plan,
        "goals": goals,
        "count": len(every),
        "listed": listed,
        "unnamed": sum(1 for one in every if not one.owners),
        "untimed": sum(1 for one in every if one.lacks_time),
        "chosen": chosen,
        "owners": choices_of(around, request.as_of.date, read.line),
        "areas": read.areas,
        "is_over": edition.is_past_its_years(request.as_of.date),
        "standing": how_it_stands(
            Measure.objects.filter(pk__in=[one.measure.pk for one in shown]),
            Commitment.objects.filter(is_public=True),
            request.as_of.date,
        ),
        "time": loose_period(edition),
        "not_known": held_on(edition, request.as_of.date) is HeldOnDay.NOT_KNOWN,
        "others": list(others.values()),
        "unnamed_url": asking(here, f"mangler={plan_page.NOBODY}"),
        "untimed_url": asking(here, f"mangler={plan_page.NO_TIME}"),
        "chosen_url": asking(here, chosen.query),
        "views": [(way.label, asking(overview(view), chosen.query)) for view, way in VIEWS.items()],
    }
    return render(request, "plans/public/plan.html", context)


@public_page(made_from=(*SHOWN, "commitments"), panels=("measure:evidence",))
def measure(request: PublicRequest, slug: str, number: str) -> HttpResponse:
    """``/handlingsplan/<plan>/tiltak/<number>/``: one measure, with all that is known of it."""
    edition = edition_of(request, slug)
    found = next(iter(_numbered(edition=edition.pk, number=number)), None)
    if found is None:
        raise Http404("no such measure")
    around = _around(measure=found.pk, area=found.area_id)
    put_with(found, owners=around["owners"])
    put_with(found, patient_groups=around["patient_groups"], also_serves=around["also_serves"])
    before = found.predecessor
    context = {
        "crumbs": crumbs_of(
            request, (edition.plan.label, page_url(request, "one_plan", slug)), (number, "")
        ),
        "edition": edition,
        "plan": edition.plan,
        "measure": found,
        "owners": answering_on(around["owners"], request.as_of.date, successors()),
        "when": plan_page.in_words(found),
        "years": years_of(found, edition.plan.years),
        "links": around["links"],
        "tied": _tied(around),
        "inputs": around["inputs"],
        "standings": by_owner(found, request.as_of.date),
        "roles": roles_of(found),
        "carried_over": around["carried_over"],
        "predecessor": before if before and before.edition.state in PUBLISHED else None,
        "panels": panels(request, "measure:evidence", found, request.as_of.date),
    }
    return render(request, "plans/public/measure.html", context)


def _tied(around: dict[str, list[Any]]) -> list[Document]:
    """The documents that the focus area is tied to, but for those that the measure names itself."""
    named_itself = {link.document_id for link in around["links"]}
    return [one for one in around["documents"] if one.pk not in named_itself]


@ready
def _numbered(edition: Any, number: Any) -> QuerySet:
    found = Measure.objects.filter(edition=edition, number=number)
    return found.select_related("area__goal", "predecessor__edition__plan", "source")


@ready_together
def _around(measure: Any, area: Any) -> dict[str, QuerySet]:
    """Who answers for a measure, what it carries out, and what it came from and went over into."""
    public = Document.objects.public()
    links = MeasureLink.objects.filter(measure=measure, document__in=public)
    carried = Measure.objects.filter(predecessor=measure, edition__state__in=PUBLISHED)
    return {
        "owners": MeasureOwner.objects.filter(measure=measure).named(),
        "patient_groups": PatientGroup.objects.filter(measures=measure).only("name"),
        "also_serves": FocusArea.objects.filter(measures_beside=measure).only("number", "title"),
        "documents": public.filter(focus_areas=area).select_related("kind").only(*named()),
        "links": links.select_related("document__kind", "provision").only(
            "note", "provision__slug", *named("document__")
        ),
        "inputs": PlanInput.objects.filter(measures=measure).only("slug", "sender"),
        "carried_over": carried.select_related("edition__plan"),
    }


@public_page(made_from=SHOWN, panels=("plan:inputs",))
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
    public = public.with_replaced(request.as_of.date)
    editions = [
        one
        for one in public.prefetch_related(Prefetch("inputs", found, to_attr="heard"))
        if one.pk == edition.pk or one.heard or one.state == PlanState.HEARING
    ]
    editions.sort(key=lambda one: one.pk != edition.pk)
    said = panels_by(request, "plan:inputs", request.as_of.date)
    for heard in (one for shown in editions for one in shown.heard):
        heard.said = said.get(heard.pk, [])
    crumbs = crumbs_of(
        request, (edition.plan.label, page_url(request, "one_plan", slug)), (_("Input"), "")
    )
    told = [(one, one.state_on(request.as_of.date)) for one in editions]
    context = {"crumbs": crumbs, "plan": edition.plan, "edition": edition, "editions": told}
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
