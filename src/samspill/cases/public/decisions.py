"""The register of decisions: what was decided or recommended, by whom, searched and narrowed."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.bodies.models import Body
from samspill.cases.models import AgendaItem, Case, CaseNumber, FollowUp, Meeting, OwedFollowUp
from samspill.cases.public.years import year_asked
from samspill.cases.states import Outcome
from samspill.cases.words_within import saying, words_of_case, words_of_item
from samspill.commitments.models import Commitment
from samspill.common.models import Partnership
from samspill.common.paging import part_of
from samspill.common.public.page import PublicRequest, asking, page_url, public_page
from samspill.common.ready import together
from samspill.common.ui import Crumb
from samspill.parties.models import Party

SHOWN = 20
ASKED = ("q", "organ", "ar", "hva", "type", "part", "oppfolging")
OUTCOMES = (
    (Outcome.DECIDED, Outcome.DECIDED.label),
    (Outcome.RECOMMENDED, Outcome.RECOMMENDED.label),
)
FOLLOWED_UP = (
    ("apen", gettext_lazy("Something is to be done")),
    ("gjort", gettext_lazy("All of it is closed")),
)


@public_page(keep=False)
def decisions(request: PublicRequest) -> HttpResponse:
    """``/vedtak/?q=&organ=psu&ar=2021&hva=decided&part=verdal``: the latest first."""
    asked = {name: request.GET.get(name, "").strip()[:200] for name in ASKED}
    part = part_of(_found(request.partnership, asked), request.GET.get("side", ""), SHOWN)
    kept = request.GET.copy()
    kept.pop("side", None)
    met = Meeting.bodies.through.objects.values("body")
    concerned = Case.parties.through.objects.values("party")
    read = together(
        bodies=Body.objects.filter(pk__in=met)
        .order_by("order", "sort_key")
        .only("slug", "name", "short_name"),
        parties=Party.objects.filter(pk__in=concerned).order_by("sort_key").only("slug", "name"),
    )
    body = next((one for one in read["bodies"] if one.slug == asked["organ"]), None)
    context = {
        "crumbs": [Crumb(_("Front page"), page_url(request, "home")), Crumb(_("Decisions"))],
        "part": part,
        "asked": asked,
        "narrowed": any(asked[name] for name in ("hva", "type", "part", "oppfolging")),
        "query": kept.urlencode(),
        "bodies": read["bodies"],
        "parties": read["parties"],
        "outcomes": OUTCOMES,
        "types": Case.Type.choices,
        "followed_up": FOLLOWED_UP,
        "feed": feed_of(request, "decision_feed", body.slug if body else ""),
    }
    return render(request, "cases/public/decisions.html", context)


def feed_of(request: PublicRequest, name: str, body: str) -> str:
    """The address of a feed, of one body or of all."""
    there = page_url(request, name)
    return asking(there, urlencode({"organ": body})) if body else there


def _found(partnership: Partnership, asked: dict[str, str]) -> Any:
    found: Any = AgendaItem.objects.decided().select_related("meeting", "case", "body")
    if asked["type"] != Case.Type.APPROVAL and not asked["q"]:
        found = found.of_cases()
    if asked["q"]:
        found = found.filter(pk__in=_saying(partnership, asked["q"]))
    if asked["organ"]:
        found = found.filter(of_body(asked["organ"]))
    if (year := year_asked(asked["ar"])) is not None:
        days = (datetime.date(year, 1, 1), datetime.date(year, 12, 31))
        found = found.filter(meeting__date__range=days)
    if asked["hva"] in dict(OUTCOMES):
        found = found.filter(outcome=asked["hva"])
    if asked["type"] in Case.Type.values:
        found = found.filter(Q(type=asked["type"]) | Q(type="", case__type=asked["type"]))
    if asked["part"]:
        party = Case.parties.through.objects.filter(party__slug=asked["part"])
        found = found.filter(case__in=party.values("case"))
    if asked["oppfolging"] in dict(FOLLOWED_UP):
        found = found.filter(_followed_up(asked["oppfolging"]))
    return with_names(found.order_by(F("meeting__date").desc(), "-pk"))


def with_names(found: Any) -> Any:
    """Decisions with the names that are shown with them, each kind read once."""
    return found.prefetch_related(
        Prefetch("meeting__bodies", Body.objects.only("slug", "name", "short_name")),
        Prefetch("case__numbers", CaseNumber.objects.only("case", "body", "written")),
        Prefetch("follow_ups", FollowUp.objects.select_related("party", "body")),
    )


def of_body(slug: str) -> Q:
    """The items of a body; where several meet and nothing is said, each of them has it."""
    met = Meeting.bodies.through.objects.filter(body__slug=slug)
    return Q(body__slug=slug) | Q(body=None, meeting__in=met.values("meeting"))


def _saying(partnership: Partnership, asked: str) -> Any:
    """The items that say it themselves, or whose case does."""
    items, every = AgendaItem.objects.all(), Case.objects.public()
    own = saying(partnership, items, words_of_item(), asked).values("pk")
    cases = saying(partnership, every, words_of_case(), asked)
    return own.union(items.filter(case__in=cases.values("pk")).values("pk"))


def _followed_up(asked: str) -> Q:
    """Whether something that the ledger was told of because of it is open, or all is closed."""
    owed = OwedFollowUp.objects.filter(thing__item=OuterRef("pk"), commitment__is_public=True)
    is_open = Exists(owed.filter(commitment__state=Commitment.State.OPEN))
    return Q(is_open) if asked == "apen" else Q(Exists(owed)) & ~Q(is_open)
