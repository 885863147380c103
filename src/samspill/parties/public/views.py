"""Municipalities and the other parties, on the same page shape: equal partners."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.common.known import is_known_on
from samspill.common.public.page import PublicRequest, page_url, public_page
from samspill.common.public.panels import panels
from samspill.common.ready import AnyOf, put_with, ready, ready_together
from samspill.common.ui import Crumb, TermFact
from samspill.parties.elsewhere import same_municipality_elsewhere
from samspill.parties.known import party_known_on
from samspill.parties.models import (
    ContactPoint,
    Facility,
    Participation,
    Party,
    PartyName,
    PartyNumber,
    PartySuccession,
    RegionMembership,
)
from samspill.parties.public.listing import municipalities_on, trusts_on
from samspill.parties.successors import party_successors
from samspill.parties.tiles import tiles_on

NAMED = ("slug", "name")


@public_page(made_from=("parties",))
def municipalities(request: PublicRequest) -> HttpResponse:
    """``/kommuner/``: those of the date, those that are associated, and those that have merged."""
    date = request.as_of.date
    context = {
        "crumbs": _crumbs(request, (_("Municipalities"), "")),
        "tiles": tiles_on(request, date),
        "listed": municipalities_on(date),
        "trusts": trusts_on(date),
    }
    return render(request, "parties/public/municipalities.html", context)


@public_page(made_from=("parties",), panels=("party",), forwards=lambda: Party.objects.all())
def municipality(request: PublicRequest, slug: str) -> HttpResponse:
    """``/kommuner/<slug>/``: who speaks for us, what have we taken on."""
    party = _party(request, slug)
    if party.page != "municipality":
        return HttpResponseRedirect(page_url(request, party.page, slug))
    crumbs = _crumbs(
        request, (_("Municipalities"), page_url(request, "municipalities")), (party.name, "")
    )
    return _render(request, party, crumbs)


@public_page(made_from=("parties",), panels=("party",), forwards=lambda: Party.objects.all())
def party(request: PublicRequest, slug: str) -> HttpResponse:
    """``/parter/<slug>/``: the same for a trust, a clinic or another party."""
    found = _party(request, slug)
    if found.page != "party":
        return HttpResponseRedirect(page_url(request, found.page, slug))
    return _render(request, found, _crumbs(request, (found.name, "")))


def _party(request: PublicRequest, slug: str) -> Party:
    found: Party | None = next(iter(_named(slug=slug, date=request.as_of.date)), None)
    if found is None:
        raise Http404("no such party")
    return found


def _crumbs(request: PublicRequest, *steps: tuple[str, str]) -> list[Crumb]:
    return [Crumb(_("Front page"), page_url(request, "home")), *(Crumb(*step) for step in steps)]


def _render(request: PublicRequest, party: Party, crumbs: list[Crumb]) -> HttpResponse:
    asked = request.as_of.date
    date = _day_to_show(party, asked)
    after = party_successors()
    around = _around(party=party.pk, standing=after.line.standing_as(party.pk, date), date=date)
    put_with(party, names=around["names"], numbers=around["numbers"], units=around["units"])
    sharing: dict[int, list[tuple[int, str]]] = {}
    for facility, *other in around["sharing"]:
        sharing.setdefault(facility, []).append((other[0], other[1]))
    context = {
        "crumbs": crumbs,
        "party": party,
        "shown_date": date,
        "has_ended": party.valid_to is not None and party.valid_to < asked,
        "not_begun": party.valid_from is not None and party.valid_from > asked,
        "is_known": date != asked or party.known,  # type: ignore[attr-defined]
        "name": party.name_on(date),
        "parallel_names": _parallel_names(party, date),
        "facts": _facts(party, around["memberships"], around["participations"], date),
        "memberships": around["memberships"],
        "panels": panels(request, "party", party, date),
        "facilities": [
            (one, _others(party, after.names_on(date, sharing.get(one.pk, []))))
            for one in around["facilities"]
        ],
        "contacts": [
            (one, after.stands_now(one.party, date) if one.party else None)
            for one in around["contacts"]
        ],
        "successions": around["successions"],
        "predecessions": around["predecessions"],
        "elsewhere": same_municipality_elsewhere(party),
    }
    return render(request, "parties/public/party.html", context)


def _others(party: Party, sharing: dict[int, str]) -> list[str]:
    """Those that share a place with the party."""
    return [name for pk, name in sharing.items() if pk != party.pk]


@ready
def _named(slug: Any, date: Any) -> QuerySet:
    found = Party.objects.filter(slug=slug).annotate(known=party_known_on(date))
    return found.select_related("side", "part_of", "source")


@ready_together
def _around(party: Any, standing: Any, date: Any) -> dict[str, QuerySet]:
    """What is told of a party on a date: names, numbers, regions, places, where to turn.

    Contact points are its own, those of its regions, and the common ones. A place or a contact
    point is also that of those whose place the party has taken (``standing``).
    """
    memberships = RegionMembership.objects.on(date).filter(party=party)
    of_them = Party.facilities.through.objects.filter(party__in=AnyOf(standing)).values("facility")
    facilities = Facility.objects.on(date).filter(pk__in=of_them)
    others = Party.facilities.through.objects.filter(facility__in=facilities.order_by())
    begun = Q(party__valid_from=None) | Q(party__valid_from__lte=date)
    gone_over = PartySuccession.objects.select_related("party", "successor", "source").only(
        "date", "part", "source_note", "source__title",
        *(f"{one}__{name}" for one in ("party", "successor") for name in NAMED),
    )  # fmt: skip
    reached = (
        Q(party__in=AnyOf(standing))
        | Q(region__in=memberships.values("region"))
        | Q(party__isnull=True, region__isnull=True)
    )
    return {
        "names": PartyName.objects.filter(party=party),
        "numbers": PartyNumber.objects.filter(party=party),
        "units": Party.objects.filter(part_of=party).only(*NAMED),
        "memberships": memberships.annotate(known=is_known_on(date, "", "region__", "party__"))
        .select_related("region", "source", "region__source")
        .only(
            "region__name", "region__source_note", "region__source__title",
            "source_note", "source__title",
        ),
        "participations": Participation.objects.on(date)
        .filter(party=party)
        .annotate(known=is_known_on(date, "", "party__"))
        .select_related("source"),
        "facilities": facilities.known_on(date)
        .select_related("source")
        .only(
            "kind", "name", "beds", "started_year",
            "source_note", "source__title", "source__year",
        ),
        "sharing": others.filter(begun)
        .order_by("party__sort_key")
        .values_list("facility", "party", "party__name"),
        "contacts": ContactPoint.objects.on(date)
        .filter(reached)
        .select_related("party", "source")
        .annotate(known=is_known_on(date)),
        "successions": gone_over.filter(party=party),
        "predecessions": gone_over.filter(successor=party, date__lte=date),
    }  # fmt: skip


def _day_to_show(party: Party, asked: datetime.date) -> datetime.date:
    """The day asked for; for a party that has ended or not begun, its last or first day."""
    if party.valid_to is not None and party.valid_to < asked:
        return party.valid_to
    if party.valid_from is not None and party.valid_from > asked:
        return party.valid_from
    return asked


def _parallel_names(party: Party, date: datetime.date) -> list[PartyName]:
    return [n for n in party.names.all() if n.kind == PartyName.Kind.PARALLEL and n.holds_on(date)]


def _facts(
    party: Party,
    memberships: list[RegionMembership],
    participations: list[Participation],
    date: datetime.date,
) -> list[TermFact]:
    facts = []
    numbers = [n.number for n in party.numbers.all() if n.holds_on(date)]
    if numbers:
        facts.append(TermFact(_("Municipality number"), numbers[0]))
    if memberships:
        facts += [
            TermFact(
                _("Region"),
                one.region.name,
                is_known=one.known,  # type: ignore[attr-defined]
                read_from=one if one.source_note else one.region,
            )
            for one in memberships
        ]
    for taking_part in participations:
        known = taking_part.known  # type: ignore[attr-defined]
        capacity = taking_part.get_capacity_display()
        read_from = taking_part if taking_part.source_note else party
        facts.append(TermFact(_("Takes part as"), capacity, is_known=known, read_from=read_from))
        if taking_part.note:
            facts.append(TermFact(_("Note"), taking_part.note))
    return facts
