"""The front page: find, what holds, what happens next, who we are."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from samspill.bodies.known import known_on
from samspill.bodies.models import Body, title_of
from samspill.cases.models import Meeting
from samspill.commitments.figures import counted
from samspill.commitments.models.ledger import late_on
from samspill.common.models import Partnership
from samspill.common.public.page import PublicRequest, page_urls, public_page
from samspill.common.public.panels import panels
from samspill.common.ready import ready_together
from samspill.documents.models import Document, DocumentKind
from samspill.documents.naming import SHOWN, DocumentShown
from samspill.documents.standing import roles_not_known_on
from samspill.parties.tiles import tiles_on
from samspill.plans.overviews.statements import period_is_over

SHOWN_MEETINGS = 5
SHORTCUTS = 4
ROLES = DocumentKind.Role
GUIDELINES = {ROLES.GUIDELINE, ROLES.SERVICE_AGREEMENT}


class HomeLink(NamedTuple):
    """Something to read of, and in some words what it is about."""

    label: str
    url: str
    summary: str = ""


LATE, SILENT = ("late", _("Something is late")), ("none", _("Nothing is reported"))


@public_page(
    made_from=("bodies", "cases", "commitments", "documents", "parties", "plans"),
    panels=("home", "home:history"),
)
def home(request: PublicRequest) -> HttpResponse:
    """``/``: the search field and the map, how it goes, what holds, what happens next."""
    date, body_url = request.as_of.date, page_urls(request, "body")
    read = _read(date=date, within_a_year=_a_year_after(date))
    context = {
        "tiles": tiles_on(request, date, {} if request.as_of.explicit else _standing(date)),
        "with_texts": _with_texts(request.partnership, read["invented"]),
        "first": panels(request, "home", request.partnership, date),
        "history": panels(request, "home:history", request.partnership, date),
        **_documents(request, read["in_force"]),
        "coming": read["coming"],
        "last_meeting": None if read["coming"] else next(iter(read["held"]), None),
        "bodies": [
            (HomeLink(title_of(name, short), body_url(slug)), known)
            for slug, name, short, known in read["bodies"]
        ],
    }
    return render(request, "portal/home.html", context)


def _with_texts(here: Partnership, invented: list[Partnership]) -> Partnership | None:
    """In a demonstration, the invented helsefellesskap that has all its texts, seen from others."""
    if not settings.SAMSPILL_DEMO or here.is_invented:
        return None
    return next(iter(invented), None)


def _standing(date: datetime.date) -> dict[str, tuple[str, str]]:
    """How each party stands with what it owes in the open; what is neither is left out.

    What a plan of a period that is over asked for is not late: nobody has reported it here.
    """
    past = Count("party", filter=late_on(date) & period_is_over(date, "commitment__"))
    public = counted(date).filter(commitment__is_public=True).annotate(past=past)
    found = {}
    told = public.values_list("party__slug", "late", "past", "reported")
    for slug, late, of_old_plans, reported in told:
        if late > of_old_plans:
            found[slug] = (LATE[0], str(LATE[1]))
        elif not reported:
            found[slug] = (SILENT[0], str(SILENT[1]))
    return found


def _documents(request: PublicRequest, rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    """What is in force on the date, by what it does."""
    url = page_urls(request, "document")
    in_force = [DocumentShown._make(row) for row in rows]
    agreements = [d for d in in_force if d.role == ROLES.AGREEMENT]
    guidelines = [d for d in in_force if d.role in GUIDELINES]
    routines = [d for d in in_force if d.role == ROLES.ROUTINE]
    return {
        "not_known": set() if routines else roles_not_known_on(request.as_of.date),
        "shortcuts": [
            HomeLink(d.short_title or d.plain_title, url(d.slug)) for d in guidelines[:SHORTCUTS]
        ],
        "agreements": [
            HomeLink(d.short_title or d.plain_title, url(d.slug), _begun(d.summary, 24))
            for d in agreements
        ],
        "guidelines": [HomeLink(d.label, url(d.slug), _begun(d.summary, 20)) for d in guidelines],
        "routines": [HomeLink(d.plain_title, url(d.slug), _begun(d.summary, 20)) for d in routines],
        "special_count": sum(1 for d in in_force if d.role == ROLES.SPECIAL_AGREEMENT),
    }


def _begun(text: str, words: int) -> str:
    """The first words of a text."""
    begun = text.split()
    return text if len(begun) <= words else f"{' '.join(begun[:words])} …"


def _a_year_after(date: datetime.date) -> datetime.date:
    return datetime.date(min(date.year + 1, datetime.MAXYEAR), date.month, min(date.day, 28))


@ready_together
def _read(date: Any, within_a_year: Any) -> dict[str, QuerySet]:
    bodies = Body.objects.on(date).filter(kind=Body.Kind.BODY).annotate(known=known_on(date))
    in_force = Document.objects.public().in_force_on(date)
    invented = Partnership.objects.filter(is_invented=True, all_documents_entered=True)
    there = Meeting.bodies.through.objects.filter(body__in=Body.objects.on(date))
    last = Meeting.objects.filter(date__lt=date).order_by("-date", "-pk")[:1]
    return {
        "in_force": in_force.order_by("kind__order", "order", "slug").values_list(*SHOWN),
        "invented": invented.order_by("name")[:1],
        "coming": _who_meets()
        .coming(date)
        .filter(date__lte=within_a_year, pk__in=there.values("meeting"))[:SHOWN_MEETINGS],
        "held": _who_meets().filter(pk__in=last.values("pk")),
        "bodies": bodies.order_by("tier__order", "order", "sort_key").values_list(
            "slug", "name", "short_name", "known"
        ),
    }


def _who_meets() -> Any:
    """Meetings with the bodies that meet, named in one text."""
    names = StringAgg("bodies__name", delimiter=" + ", order_by="bodies__order")
    return Meeting.objects.annotate(who=names)
