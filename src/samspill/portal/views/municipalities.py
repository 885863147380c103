"""Municipalities and the other parties, on the same page shape: equal partners."""

from __future__ import annotations

import datetime

from django.db.models import Prefetch
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.bodies.representation import who_speaks_for
from samspill.commitments.showing import Light
from samspill.common.ui import Crumb, Fact
from samspill.documents.models import Document, DocumentParty
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
from samspill.plans.models import Measure, PlanEdition
from samspill.plans.standings import own_standings
from samspill.portal.page import PortalRequest, page_url, public_page
from samspill.portal.tiles import tiles_on

ONE_DAY = datetime.timedelta(days=1)


@public_page(made_from=("parties",))
def municipalities(request: PortalRequest) -> HttpResponse:
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
    return render(request, "portal/municipalities.html", context)


@public_page()
def municipality(request: PortalRequest, slug: str) -> HttpResponse:
    """``/kommuner/<slug>/``: who speaks for us, what have we taken on."""
    party = _party(slug)
    if party.kind != Party.Kind.MUNICIPALITY:
        return HttpResponseRedirect(page_url(request, "party", slug))
    crumbs = _crumbs(
        request, (_("Municipalities"), page_url(request, "municipalities")), (party.name, "")
    )
    return _render(request, party, crumbs)


@public_page()
def party(request: PortalRequest, slug: str) -> HttpResponse:
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


def _crumbs(request: PortalRequest, *steps: tuple[str, str]) -> list[Crumb]:
    return [Crumb(_("Front page"), page_url(request, "home")), *(Crumb(*step) for step in steps)]


def _render(request: PortalRequest, party: Party, crumbs: list[Crumb]) -> HttpResponse:
    asked = request.as_of.date
    date = _day_to_show(party, asked)
    regions = RegionMembership.objects.on(date).filter(party=party).select_related("region")
    memberships = list(regions)
    bound_now, bound_before = _bound(party, date)
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
        "representations": who_speaks_for(party, date),
        "bound_now": bound_now,
        "bound_before": bound_before,
        "facilities": Facility.objects.on(date).filter(parties=party).prefetch_related("parties"),
        "contacts": _contacts(party, memberships, date),
        "successions": PartySuccession.objects.filter(party=party).select_related("successor"),
        "predecessions": PartySuccession.objects.filter(successor=party).select_related("party"),
        "elsewhere": same_municipality_elsewhere(party),
        "measures": _measures(party, date),
    }
    return render(request, "portal/party.html", context)


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


def _bound(party: Party, date: datetime.date) -> tuple[list[DocumentParty], list[DocumentParty]]:
    """Public documents that bind the party: those in force on the date, and the others."""
    public = Document.objects.public()
    in_force = set(public.in_force_on(date).values_list("pk", flat=True))
    found = (
        DocumentParty.objects.filter(party=party, document__in=public)
        .select_related("document__kind")
        .order_by("document__kind__order", "document__order", "document__slug")
    )
    now = [b for b in found if b.document_id in in_force and b.holds_on(date)]
    return now, [b for b in found if b not in now]


def _measures(party: Party, date: datetime.date) -> list[tuple[Measure, list[Light]]]:
    """What the plan of the date asks of the party, by name or as one of all municipalities, and
    what the party has said of each."""
    edition = PlanEdition.objects.public().to_show_on(date).first()
    if edition is None:
        return []
    found = Measure.objects.concerning(party).filter(edition=edition)
    measures = list(found.select_related("edition__plan"))
    standings = own_standings(party, measures, date)
    return [(measure, standings.get(measure.pk, [])) for measure in measures]


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
