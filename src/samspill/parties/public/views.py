"""Municipalities and the other parties, on the same page shape: equal partners."""

from __future__ import annotations

import datetime

from django.db.models import Prefetch
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.common.public.page import PublicRequest, page_url, public_page
from samspill.common.public.panels import panels
from samspill.common.ui import Crumb, Fact
from samspill.parties.elsewhere import same_municipality_elsewhere
from samspill.parties.models import (
    ContactPoint,
    Facility,
    Participation,
    Party,
    PartyName,
    PartySuccession,
    RegionMembership,
)
from samspill.parties.tiles import tiles_on

ONE_DAY = datetime.timedelta(days=1)


@public_page(made_from=("parties",))
def municipalities(request: PublicRequest) -> HttpResponse:
    """``/kommuner/``: those of the date, those that are associated, and those that have merged."""
    date = request.as_of.date
    participation = Prefetch(
        "participations", Participation.objects.on(date), to_attr="participations_then"
    )
    regions = Prefetch(
        "region_memberships",
        RegionMembership.objects.on(date).select_related("region"),
        to_attr="regions_then",
    )
    listed = Party.objects.municipalities().prefetch_related(
        participation, regions, "names", "successions__successor"
    )
    now = [party for party in listed if party.holds_on(date) and party.participations_then]
    capacities = Participation.Capacity
    context = {
        "crumbs": _crumbs(request, (_("Municipalities"), "")),
        "tiles": tiles_on(request, date),
        "members": [p for p in now if p.participations_then[0].capacity == capacities.MEMBER],
        "associated": [p for p in now if p.participations_then[0].capacity != capacities.MEMBER],
        "former": list(listed.filter(participations__isnull=False, valid_to__lt=date).distinct()),
    }
    return render(request, "parties/public/municipalities.html", context)


@public_page(made_from=("parties",), panels=("party",))
def municipality(request: PublicRequest, slug: str) -> HttpResponse:
    """``/kommuner/<slug>/``: who speaks for us, what have we taken on."""
    party = _party(slug)
    if party.kind != Party.Kind.MUNICIPALITY:
        return HttpResponseRedirect(page_url(request, "party", slug))
    crumbs = _crumbs(
        request, (_("Municipalities"), page_url(request, "municipalities")), (party.name, "")
    )
    return _render(request, party, crumbs)


@public_page(made_from=("parties",), panels=("party",))
def party(request: PublicRequest, slug: str) -> HttpResponse:
    """``/parter/<slug>/``: the same for a trust, a clinic or another party."""
    found = _party(slug)
    if found.kind == Party.Kind.MUNICIPALITY:
        return HttpResponseRedirect(page_url(request, "municipality", slug))
    return _render(request, found, _crumbs(request, (found.name, "")))


def _party(slug: str) -> Party:
    found = (
        Party.objects.filter(slug=slug)
        .select_related("side", "part_of", "source")
        .prefetch_related("names", "numbers", "units")
        .first()
    )
    if found is None:
        raise Http404("no such party")
    return found


def _crumbs(request: PublicRequest, *steps: tuple[str, str]) -> list[Crumb]:
    return [Crumb(_("Front page"), page_url(request, "home")), *(Crumb(*step) for step in steps)]


def _render(request: PublicRequest, party: Party, crumbs: list[Crumb]) -> HttpResponse:
    asked = request.as_of.date
    date = _day_to_show(party, asked)
    regions = RegionMembership.objects.on(date).filter(party=party).select_related("region")
    memberships = list(regions)
    context = {
        "crumbs": crumbs,
        "party": party,
        "shown_date": date,
        "has_ended": party.valid_to is not None and party.valid_to < asked,
        "not_begun": party.valid_from is not None and party.valid_from > asked,
        "name": party.name_on(date),
        "parallel_names": _parallel_names(party, date),
        "facts": _facts(party, memberships, date),
        "memberships": memberships,
        "panels": panels(request, "party", party, date),
        "facilities": Facility.objects.on(date).filter(parties=party).prefetch_related("parties"),
        "contacts": _contacts(party, memberships, date),
        "successions": PartySuccession.objects.filter(party=party).select_related("successor"),
        "predecessions": PartySuccession.objects.filter(successor=party).select_related("party"),
        "elsewhere": same_municipality_elsewhere(party),
    }
    return render(request, "parties/public/party.html", context)


def _day_to_show(party: Party, asked: datetime.date) -> datetime.date:
    """The day asked for; for a party that has ended or not begun, its last or first day."""
    if party.valid_to is not None and party.valid_to < asked:
        return party.valid_to
    if party.valid_from is not None and party.valid_from > asked:
        return party.valid_from
    return asked


def _parallel_names(party: Party, date: datetime.date) -> list[PartyName]:
    return [n for n in party.names.all() if n.kind == PartyName.Kind.PARALLEL and n.holds_on(date)]


def _facts(party: Party, memberships: list[RegionMembership], date: datetime.date) -> list[Fact]:
    facts = []
    numbers = [n.number for n in party.numbers.all() if n.holds_on(date)]
    if numbers:
        facts.append(Fact(_("Municipality number"), numbers[0]))
    if memberships:
        facts.append(Fact(_("Region"), ", ".join(m.region.name for m in memberships)))
    for taking_part in Participation.objects.on(date).filter(party=party):
        facts.append(Fact(_("Takes part as"), taking_part.get_capacity_display()))
        if taking_part.note:
            facts.append(Fact(_("Note"), taking_part.note))
    return facts


def _contacts(
    party: Party, memberships: list[RegionMembership], date: datetime.date
) -> list[ContactPoint]:
    """The party's own contact points, its regions', and the common ones."""
    regions = {membership.region_id for membership in memberships}
    contacts = ContactPoint.objects.on(date).select_related("party", "region")
    return [
        c
        for c in contacts
        if c.party_id == party.pk
        or c.region_id in regions
        or (c.party_id is None and c.region_id is None)
    ]
