"""Open ends of a child's period are its parent's: made explicit once, right after reading."""

from __future__ import annotations

from typing import Any

from samspill.exchange.checks.documents import holds
from samspill.exchange.reading import Folder


def inherit_periods(folder: Folder) -> None:
    """Fills in ``from`` and ``to`` that were left out with those of what the record belongs to.

    A record that belongs to two (a party in a document) gets the days that both have. An edition
    that is not in force keeps its open ends: it has no period yet.
    """
    parties = {party.id: party for party in folder.parties}
    bodies = {body.id: body for body in folder.bodies}
    for party in folder.parties:
        for fact in [*party.names, *party.numbers, *party.participation]:
            _within(fact, party)
    for region in folder.regions:
        for member in region.members:
            _within(member, region, parties.get(member.party))
    for body in folder.bodies:
        seats = {seat.id: seat for seat in body.seats}
        for seat in body.seats:
            _within(seat, body)
            for term in seat.terms:
                _within(term, seat)
        for fact in [*body.mandates, *body.composition]:
            _within(fact, body)
        for office in body.offices:
            _within(office, body, seats.get(office.seat))
    for document in folder.documents:
        for edition in document.editions:
            if holds(edition):
                _within(edition, document)
        for responsible in document.responsible:
            _within(responsible, document, bodies.get(responsible.body))
        for bound in document.parties:
            _within(bound, document, parties.get(bound.party))


def _within(child: Any, *parents: Any) -> None:
    owners = [parent for parent in parents if parent is not None]
    if child.valid_from is None:
        firsts = [owner.valid_from for owner in owners if owner.valid_from]
        child.valid_from = max(firsts, default=None)
    if child.valid_to is None:
        lasts = [owner.valid_to for owner in owners if owner.valid_to]
        child.valid_to = min(lasts, default=None)
