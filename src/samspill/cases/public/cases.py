"""Cases: all that anyone may read of, and a page for each with its way as one line."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.cases import decided, disagreeing, way
from samspill.cases.input import answers_of
from samspill.cases.models import (
    AgendaItem,
    Case,
    CaseFile,
    CaseLink,
    CaseNumber,
    FollowUp,
    InputRequest,
)
from samspill.cases.numbers import numbered
from samspill.cases.public.way import Station, led_to, station, way_of
from samspill.cases.public.years import year_asked
from samspill.cases.states import CASES_OPEN, MINUTES_OPEN, Outcome
from samspill.cases.words_within import saying, words_of_case
from samspill.common.models import Partnership
from samspill.common.paging import part_of
from samspill.common.public.page import PublicRequest, page_url, public_page
from samspill.common.ready import put_with, together
from samspill.common.ui import Crumb
from samspill.documents.models import Document, PatientGroup
from samspill.parties.models import Party
from samspill.plans.models import Measure, PlanEdition, PlanInput

MADE_FROM = ("bodies", "cases", "commitments", "documents", "parties", "plans")
SHOWN = 30


@public_page(
    made_from=("bodies", "cases"), parameters=("q", "organ", "ar", "type", "side"), keep=False
)
def cases(request: PublicRequest) -> HttpResponse:
    """``/saker/?q=PSU 3/17``: the cases, the latest first; a number leads straight to its case."""
    asked = {name: request.GET.get(name, "").strip()[:200] for name in ("q", "organ", "ar", "type")}
    numbers = numbered(asked["q"], _leading_on())
    by_number = list(dict.fromkeys(one.merged_into or one for one in numbers))
    if len(by_number) == 1:
        return HttpResponseRedirect(page_url(request, "case", by_number[0].slug))
    found = _found(request.partnership, asked, by_number).newest_first().prefetch_related("numbers")
    part = part_of(_with_latest(found, request.as_of.date), request.GET.get("side", ""), SHOWN)
    for one in part.rows:
        one.how_far = Outcome(one.came).label if one.came else one.get_state_display()
    bodies = Body.objects.filter(pk__in=CaseNumber.objects.values("body")).order_by("order")
    context = {
        "crumbs": [Crumb(_("Front page"), page_url(request, "home")), Crumb(_("Cases"))],
        "part": part,
        "asked": asked,
        "query": _query(request, asked),
        "bodies": bodies.only("slug", "name", "short_name"),
        "types": Case.Type.choices,
    }
    return render(request, "cases/public/cases.html", context)


def _with_latest(found: Any, date: datetime.date) -> Any:
    """With ``came`` and ``came_on``: what the last meeting before a day made of each, and when."""
    told = AgendaItem.objects.public().filter(
        case=OuterRef("pk"), meeting__minutes__in=MINUTES_OPEN, meeting__date__lte=date
    )
    last = told.exclude(outcome="").order_by("-meeting__date", "-pk")
    return found.annotate(
        came=Subquery(last.values("outcome")[:1]),
        came_on=Subquery(last.values("meeting__date")[:1]),
    )


@public_page(made_from=MADE_FROM)
def case(request: PublicRequest, slug: str) -> HttpResponse:
    """``/saker/<slug>/``: what it is about, its whole way, what was decided, and what it led to."""
    shown = _one(request, slug)
    if isinstance(shown, HttpResponse):
        return shown
    date = request.as_of.date
    read = _around(shown, date)
    stations = _stations(shown, date)
    told = [one for one in stations if one.item.decision and one.item.meeting.are_minutes_open]
    ways = way.ways_of_case(shown, [one.item for one in stations], date, read)
    asked = answers_of(read["requests"], date)
    context = {
        "crumbs": [
            Crumb(_("Front page"), page_url(request, "home")),
            Crumb(_("Cases"), page_url(request, "cases")),
            Crumb(str(next(iter(shown.numbers.all()), shown.title))),
        ],
        "case": shown,
        "stations": stations,
        "way": way_of(request, shown, stations, asked),
        "input": asked,
        "led_to": led_to(stations, date),
        "files": read["files"],
        "last": next((one for one in reversed(told) if _settles(one)), None),
        "earlier": [one for one in told if not _settles(one)],
        "before": read["before"],
        "after": read["after"],
        "links": read["links"],
        "inputs": read["inputs"],
        "carried_out": read["carried_out"],
        "ways": ways,
        "coming": way.to_come(ways) if stations else [],
        "disagreements": disagreeing.told_from(read),
    }
    return render(request, "cases/public/case.html", context)


def _settles(station: Station) -> bool:
    return station.item.outcome == Outcome.DECIDED


def _one(request: PublicRequest, slug: str) -> Case | HttpResponse:
    """The case; where the address is another way to write its number, on to its own."""
    ways = ("body", "proposer", "proposing_body", "authority__document", "source", "merged_into")
    named = _leading_on().filter(Q(slug=slug) | Q(formerly__contains=[slug]))
    found = list(named.select_related(*ways)[:2])
    exact = next((one for one in found if one.slug == slug), None) or next(iter(found), None)
    if exact is None:
        exact = next(iter(numbered(slug, _leading_on())), None)
        if exact is None:
            raise Http404("no such case")
    into = exact.merged_into if exact.state == "merged" else None
    if into is not None or exact.slug != slug:
        return HttpResponseRedirect(page_url(request, "case", (into or exact).slug))
    return exact


def _leading_on() -> Any:
    """Open cases, and those that were merged into one: their addresses and numbers lead there."""
    into = Q(state="merged", merged_into__state__in=CASES_OPEN, merged_into__is_public=True)
    return Case.objects.filter(Q(state__in=CASES_OPEN) | into, is_public=True)


def _stations(case: Case, date: datetime.date) -> list[Station]:
    """The treatments in order; what came of one is told when its minutes are open."""
    found = AgendaItem.objects.public().filter(case=case).select_related("meeting", "body")
    follow_ups = FollowUp.objects.select_related("party", "body")
    every = found.order_by("meeting__date", "meeting__starts", "position").prefetch_related(
        "meeting__bodies", Prefetch("follow_ups", follow_ups)
    )
    numbers = {one.body_id: one.written for one in case.numbers.all()}
    return [station(item, numbers, date) for item in every]


def _around(case: Case, date: datetime.date) -> dict[str, list[Any]]:
    """What stands beside the case, in one statement; of documents those that anyone may read."""
    links = CaseLink.objects.filter(case=case, document__in=Document.objects.public().values("pk"))
    measures = Measure.objects.filter(cases=case, edition__in=PlanEdition.objects.public())
    read = together(
        numbers=CaseNumber.objects.filter(case=case),
        patient_groups=PatientGroup.objects.filter(cases=case),
        parties=Party.objects.filter(cases=case),
        inputs=PlanInput.objects.filter(cases=case).select_related("edition__plan"),
        measures=measures.select_related("edition__plan"),
        before=Case.objects.public().filter(followed_by=case).only("slug", "title"),
        after=Case.objects.public().filter(follows=case).only("slug", "title"),
        links=links.select_related("document__kind"),
        files=CaseFile.objects.public().filter(case=case),
        requests=InputRequest.objects.filter(case=case, is_public=True).select_related("body"),
        carried_out=decided.came_of(case),
        **way.to_read(case, date),
        **disagreeing.to_read(case),
    )
    own = ("numbers", "patient_groups", "parties", "measures")
    put_with(case, **{name: read[name] for name in own})
    return read


def _found(partnership: Partnership, asked: dict[str, str], by_number: list[Case]) -> Any:
    found: Any = Case.objects.public()
    if by_number:
        return found.filter(pk__in=[one.pk for one in by_number])
    if asked["q"]:
        found = saying(partnership, found, words_of_case(), asked["q"])
    if asked["organ"]:
        of_body = CaseNumber.objects.filter(body__slug=asked["organ"])
        found = found.filter(pk__in=of_body.values("case"))
    if (year := year_asked(asked["ar"])) is not None:
        found = found.filter(year=year)
    if asked["type"] in Case.Type.values:
        found = found.filter(type=asked["type"])
    return found


def _query(request: PublicRequest, asked: dict[str, str]) -> str:
    """What is asked, for the ways to the next part."""
    kept = request.GET.copy()
    kept.pop("side", None)
    return kept.urlencode()
