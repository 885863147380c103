"""Bodies: the levels as a diagram and as a table, and a page for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.bodies.composition import (
    Composition,
    Occupancy,
    SeatThen,
    composition_on,
    with_composition,
)
from samspill.bodies.models import Body, BodySuccession, CalendarEntry, Mandate, Office, Role, Tier
from samspill.common.public.page import PublicRequest, page_url, public_page
from samspill.common.public.panels import panels
from samspill.common.ui import Crumb, Dot, DotKind


@dataclass(frozen=True)
class Card:
    """A body in the diagram."""

    body: Body
    composition: Composition
    dots: list[Dot]
    label: str


@dataclass(frozen=True)
class Level:
    """A level of the diagram with its bodies."""

    name: str
    national_name: str
    description: str
    cards: list[Card]
    networks: list[Card]

    @property
    def all(self) -> list[Card]:
        return [*self.cards, *self.networks]


@public_page(made_from=("bodies", "parties"))
def bodies(request: PublicRequest) -> HttpResponse:
    """``/organer/``: the levels, each body with its seats as dots."""
    context = {"levels": _levels(request), "crumbs": _crumbs(request, (_("Bodies"), ""))}
    return render(request, "bodies/public/bodies.html", context)


@public_page(made_from=("bodies", "parties"))
def table(request: PublicRequest) -> HttpResponse:
    """``/organer/tabell/``: the same as a table."""
    crumbs = _crumbs(request, (_("Bodies"), page_url(request, "bodies")), (_("As a table"), ""))
    return render(
        request, "bodies/public/bodies_table.html", {"levels": _levels(request), "crumbs": crumbs}
    )


def _levels(request: PublicRequest) -> list[Level]:
    date = request.as_of.date
    found = Body.objects.on(date).select_related("tier").order_by("order", "sort_key")
    cards = [_card(composition) for composition in with_composition(found, date)]
    levels = [
        _level(tier.name, tier.national_name, tier.description, cards, tier.pk)
        for tier in Tier.objects.on(date)
    ]
    levels.append(_level(_("Support"), "", _("Functions that serve the bodies"), cards, None))
    return [level for level in levels if level.cards or level.networks]


def _level(
    name: str, national_name: str, description: str, cards: list[Card], tier: int | None
) -> Level:
    mine = [card for card in cards if card.body.tier_id == tier]
    networks = [card for card in mine if card.body.kind == Body.Kind.NETWORK]
    others = [card for card in mine if card.body.kind != Body.Kind.NETWORK]
    return Level(name, national_name, description, others, networks)


def _card(composition: Composition) -> Card:
    seats = [s for s in composition.seats if s.seat.role != Role.SUBSTITUTE]
    first = min((s.seat.side.order for s in seats if s.seat.side), default=0)
    ordered = sorted(
        seats, key=lambda s: (s.seat.role != Role.MEMBER, _side_order(s), s.seat.order)
    )
    dots = [Dot(_dot(seat, first)) for seat in ordered]
    return Card(composition.body, composition, dots, _in_words(composition, seats))


def _side_order(seat: SeatThen) -> int:
    return seat.seat.side.order if seat.seat.side else 99


def _dot(seat: SeatThen, first: int) -> DotKind:
    if seat.occupancy is Occupancy.VACANT:
        return "vacant"
    if seat.seat.role != Role.MEMBER:
        return "observer"
    if seat.seat.side is None:
        return "other"
    return "a" if seat.seat.side.order == first else "b"


def _in_words(composition: Composition, seats: Iterable[SeatThen]) -> str:
    parts = [f"{count} {name.lower()}" for name, count in composition.members_by_side.items()]
    others = sum(1 for s in seats if s.seat.role in {Role.OBSERVER, Role.SECRETARY})
    if others:
        parts.append(_("%(count)d observers and others") % {"count": others})
    parts.append(_("%(count)d vacant") % {"count": len(composition.vacant)})
    return ", ".join(parts)


def _crumbs(request: PublicRequest, *steps: tuple[str, str]) -> list[Crumb]:
    return [Crumb(_("Front page"), page_url(request, "home")), *(Crumb(*step) for step in steps)]


@public_page(made_from=("bodies", "parties"), panels=("body:beside", "body:history"))
def body(request: PublicRequest, slug: str) -> HttpResponse:
    """``/organer/<slug>/``: what it is for, who sits there, when it meets, what it answers for."""
    date = request.as_of.date
    found = Body.objects.filter(slug=slug).select_related("tier", "parent", "source").first()
    if found is None:
        raise Http404("no such body")
    shown = found.valid_to if found.valid_to and found.valid_to < date else date
    if found.valid_from and found.valid_from > shown:
        shown = found.valid_from
    composition = composition_on(found, shown)
    context = {
        "crumbs": _crumbs(request, (_("Bodies"), page_url(request, "bodies")), (found.name, "")),
        "body": found,
        "shown_date": shown,
        "has_ended": found.valid_to is not None and found.valid_to < date,
        "not_begun": found.valid_from is not None and found.valid_from > date,
        "mandate": Mandate.objects.on(shown).filter(body=found).select_related("source").first(),
        "composition": composition,
        "groups": _groups(composition),
        "offices": Office.objects.on(shown).filter(body=found).select_related("seat"),
        "rotations": found.rotations.all(),
        "children": Body.objects.on(shown).filter(parent=found),
        "coming": found.calendar.filter(date__gte=date),
        "held": CalendarEntry.objects.filter(body=found, date__lt=date).order_by("-date")[:20],
        "predecessions": BodySuccession.objects.filter(body=found).select_related("predecessor"),
        "successions": BodySuccession.objects.filter(predecessor=found).select_related("body"),
        "beside": panels(request, "body:beside", found, shown),
        "history": panels(request, "body:history", found, shown),
    }
    return render(request, "bodies/public/body.html", context)


@dataclass(frozen=True)
class Group:
    """Seats that are shown together."""

    name: str
    seats: list[SeatThen]


def _groups(composition: Composition) -> list[Group]:
    """The seats by side, then observers, secretary and substitutes."""
    members: dict[str, list[SeatThen]] = {}
    rest: dict[str, list[SeatThen]] = {}
    for seat in sorted(composition.seats, key=_side_order):
        if seat.seat.role == Role.MEMBER:
            name = seat.seat.side.name if seat.seat.side else _("Other members")
            members.setdefault(name, []).append(seat)
        else:
            rest.setdefault(seat.seat.role, []).append(seat)
    titles = {
        Role.OBSERVER: _("Observers"),
        Role.SECRETARY: _("Secretary"),
        Role.SUBSTITUTE: _("Substitutes"),
    }
    groups = [Group(name, seats) for name, seats in members.items()]
    return groups + [Group(title, rest[role]) for role, title in titles.items() if role in rest]
