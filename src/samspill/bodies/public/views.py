"""Bodies: the levels as a diagram and as a table, and a page for each."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.bodies.composition import Composition, composition_on
from samspill.bodies.known import known_on
from samspill.bodies.leading import leading, reads
from samspill.bodies.leading_words import told_of
from samspill.bodies.models import (
    Body,
    BodySuccession,
    DecisionStep,
    Mandate,
    Office,
    Role,
)
from samspill.bodies.public.levels import levels_on, side_order
from samspill.bodies.seating import SeatThen, usual_rights
from samspill.common.public.page import PublicRequest, page_url, public_page
from samspill.common.public.panels import panels, panels_by
from samspill.common.ready import ready, ready_together
from samspill.common.ui import Crumb

GONE_OVER = ("body", "predecessor", "source")


@public_page(made_from=("bodies", "parties"), panels=("bodies:lane",))
def bodies(request: PublicRequest) -> HttpResponse:
    """``/organer/``: the levels, each body with its seats as dots and what it decides."""
    date = request.as_of.date
    said = panels_by(request, "bodies:lane", date)
    context = {
        "levels": levels_on(date, said),
        "each_party": said.get(0, []),
        "is_told_who_decides": bool(said),
        "crumbs": _crumbs(request, (_("Bodies"), "")),
    }
    return render(request, "bodies/public/bodies.html", context)


@public_page(made_from=("bodies", "parties"))
def table(request: PublicRequest) -> HttpResponse:
    """``/organer/tabell/``: the same as a table."""
    crumbs = _crumbs(request, (_("Bodies"), page_url(request, "bodies")), (_("As a table"), ""))
    return render(
        request,
        "bodies/public/bodies_table.html",
        {"levels": levels_on(request.as_of.date), "crumbs": crumbs},
    )


def _crumbs(request: PublicRequest, *steps: tuple[str, str]) -> list[Crumb]:
    return [Crumb(_("Front page"), page_url(request, "home")), *(Crumb(*step) for step in steps)]


@public_page(
    made_from=("bodies", "parties"),
    panels=("body:beside", "body:groups", "body:meetings", "body:history"),
    forwards=lambda: Body.objects.all(),
)
def body(request: PublicRequest, slug: str) -> HttpResponse:
    """``/organer/<slug>/``: what it is for, who sits there, when it meets, what it answers for."""
    date = request.as_of.date
    found = next(iter(_named(slug=slug, date=date)), None)
    if found is None:
        raise Http404("no such body")
    shown = found.valid_to if found.valid_to and found.valid_to < date else date
    if found.valid_from and found.valid_from > shown:
        shown = found.valid_from
    composition = composition_on(found, shown)
    around = _around(body=found.pk, date=date, shown=shown)
    context = {
        "crumbs": _crumbs(request, (_("Bodies"), page_url(request, "bodies")), (found.name, "")),
        "body": found,
        "shown_date": shown,
        "has_ended": found.valid_to is not None and found.valid_to < date,
        "not_begun": found.valid_from is not None and found.valid_from > date,
        "is_known": found.known or shown != date,
        "composition": composition,
        "groups": _groups(composition),
        **around,
        **_under(around["children"], shown),
        "groups_cases": panels(request, "body:groups", found, shown),
        "ended_offices": _ended(around["offices"], around["earlier_offices"]),
        "leading": [told_of(one) for one in leading(shown, around) if one.body == found.pk],
        "mandate": next(iter(around["mandates"]), None),
        "beside": panels(request, "body:beside", found, shown),
        "meetings": panels(request, "body:meetings", found, date),
        "history": panels(request, "body:history", found, shown),
    }
    return render(request, "bodies/public/body.html", context)


@ready
def _named(slug: Any, date: Any) -> QuerySet:
    found = Body.objects.filter(slug=slug).annotate(known=known_on(date))
    return found.select_related("tier", "parent", "source", "decided_by", "end_decided_by")


@ready_together
def _around(body: Any, date: Any, shown: Any) -> dict[str, QuerySet]:
    """What stands beside the seats on the day that is shown."""
    gone_over = BodySuccession.objects.only(
        "part", "source_note", "source__title",
        *(f"{one}__{name}" for one in ("body", "predecessor") for name in ("slug", "name")),
    )  # fmt: skip
    begun = Q(date=None) | Q(date__lte=shown)
    return {
        "mandates": Mandate.objects.on(shown)
        .filter(body=body)
        .select_related("source", "decided_by"),
        "offices": Office.objects.on(shown)
        .filter(body=body)
        .select_related("seat", "source")
        .only("kind", "valid_to", "seat__label", "source_note", "source__title"),
        "earlier_offices": Office.objects.filter(body=body, valid_to__lt=shown)
        .order_by("-valid_to")
        .only("kind", "valid_to"),
        "decision_path": DecisionStep.objects.filter(body=body)
        .select_related("sent_to")
        .only("rule", "text", "sent_to__slug", "sent_to__name"),
        "children": Body.objects.filter(parent=body)
        .order_by("order", "sort_key")
        .only("slug", "name", "short_name", "kind", "valid_from", "valid_to"),
        "predecessions": gone_over.filter(begun, body=body).select_related(*GONE_OVER),
        "successions": gone_over.filter(predecessor=body).select_related(*GONE_OVER),
        **reads(shown, body=body),
    }


def _under(children: list[Body], shown: datetime.date) -> dict[str, list[Body]]:
    """What stands under a body: groups of its own, those that have ended, and other bodies."""
    begun = [one for one in children if one.valid_from is None or one.valid_from <= shown]
    groups = [one for one in begun if one.kind in Body.GROUPS]
    return {
        "children": [one for one in begun if one not in groups and one.holds_on(shown)],
        "own_groups": [one for one in groups if one.holds_on(shown)],
        "ended_groups": [one for one in groups if not one.holds_on(shown)],
    }


def _ended(running: list[Office], earlier: list[Office]) -> list[Office]:
    """The last holding of each office that nobody is entered with any longer."""
    last: dict[str, Office] = {}
    for office in earlier:
        last.setdefault(office.kind, office)
    held = {office.kind for office in running}
    return [office for kind, office in last.items() if kind not in held]


@dataclass(frozen=True)
class SeatGroup:
    """Seats that are shown together."""

    name: str
    seats: list[SeatThen]

    @property
    def rights(self) -> str:
        """What those in it may do, where nothing else stands at the seat."""
        return usual_rights(self.seats[0].role)


def _groups(composition: Composition) -> list[SeatGroup]:
    """The seats by side, then observers, secretary and substitutes."""
    members: dict[str, list[SeatThen]] = {}
    rest: dict[str, list[SeatThen]] = {}
    for seat in sorted(composition.seats, key=side_order):
        if seat.role == Role.MEMBER:
            members.setdefault(seat.side or _("Other members"), []).append(seat)
        else:
            rest.setdefault(seat.role, []).append(seat)
    titles = {
        Role.OBSERVER: _("Observers"),
        Role.SECRETARY: _("Secretary"),
        Role.SUBSTITUTE: _("Substitutes"),
    }
    groups = [SeatGroup(name, seats) for name, seats in members.items()]
    return groups + [SeatGroup(title, rest[role]) for role, title in titles.items() if role in rest]
