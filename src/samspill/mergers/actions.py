"""Municipalities merge from a day: what moves to the new one is shown first, and then all done.

The old municipalities end on the day before (inndelingslova § 3: a merger takes effect on a day)
and are succeeded by the new one. Open ends of names, numbers and participation mean "as long as the
party", so they end with it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samspill.bodies.models import Body, Seat, Term
from samspill.commitments.models import Commitment
from samspill.common import actions
from samspill.common.actors import Actor
from samspill.common.models import today
from samspill.common.norwegian import address_name, sort_key
from samspill.common.permissions import require
from samspill.documents.models import DocumentParty
from samspill.mergers.moving import MERGE, ONE_DAY, begins_later, copied, end
from samspill.mergers.seats import move_origins, move_seats, with_what_hangs_on
from samspill.parties.models import (
    Assignment,
    ContactPoint,
    Facility,
    Participation,
    Party,
    PartyNumber,
    PartySuccession,
    Person,
    Region,
    RegionMembership,
)


@dataclass(frozen=True)
class Moves:
    """What a merger moves: everything of the old municipalities that would last beyond the day."""

    regions: list[RegionMembership] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    documents: list[DocumentParty] = field(default_factory=list)
    roles: list[Assignment] = field(default_factory=list)
    origins: list[Term] = field(default_factory=list)
    """Who sits on a seat that stays, and comes from one of them."""
    contacts: list[ContactPoint] = field(default_factory=list)
    concerned: list[Body] = field(default_factory=list)
    """Bodies that concern one of them, and the new one too."""
    hosted: list[Region] = field(default_factory=list)
    units: list[Party] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    """Who works there."""
    owed: list[Commitment] = field(default_factory=list)
    """What they owe; the ledger gives it to the new one by itself (``commitments/taking_over``)."""
    facilities: list[Facility] = field(default_factory=list)
    """Beds and places that they have a share in, which go by the succession."""
    is_to_come: bool = False
    """The day is not here yet: what has no days (``hosted``, ``units``, ``people``) stays as it is
    until somebody changes it then, as the pages of today show it."""

    @property
    def groups(self) -> list[tuple[str, list[str]]]:
        """The same in words, kind by kind, without what is empty."""
        named: list[tuple[str, Sequence[Any]]] = [
            (_("Regions that it belongs to"), [m.region for m in self.regions]),
            (_("Seats that it takes over, with whoever sits there"), self.seats),
            (_("Seats that stay, with one who comes from it"), [t.seat for t in self.origins]),
            (_("Documents that bind it"), [d.document for d in self.documents]),
            (_("Roles that go on for it"), self.roles),
            (_("Contact points"), self.contacts),
            (_("Bodies that concern it too"), self.concerned),
            (self._words_of_hosted, self.hosted),
            (self._words_of_units, self.units),
            (self._words_of_people, self.people),
            (_("What they owe, which the new one owes from the day"), self.owed),
            (_("Beds and places that the new one has a share in from the day"), self.facilities),
        ]
        return [
            (name, list(dict.fromkeys(str(one) for one in found))) for name, found in named if found
        ]

    @property
    def _words_of_hosted(self) -> str:
        if self.is_to_come:
            return _("Regions that it hosts: change the host when the day comes")
        return _("Regions that it hosts")

    @property
    def _words_of_units(self) -> str:
        if self.is_to_come:
            return _("Units: change what they are part of when the day comes")
        return _("Units that become part of it")

    @property
    def _words_of_people(self) -> str:
        if self.is_to_come:
            return _("People: change where they work when the day comes")
        return _("People who work there")


def moves_of(parties: Sequence[Party], date: datetime.date) -> Moves:
    """What moves when ``parties`` merge from ``date``."""
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=date)
    of_them = Q(party__in=parties) & lasting
    merging = [party.pk for party in parties]
    speaking = Seat.objects.filter(lasting, represents_party__in=parties).select_related(
        "body", "side", "represents_party", "partnership"
    )
    seats = with_what_hangs_on(speaking, date)
    return Moves(
        regions=list(RegionMembership.objects.filter(of_them).select_related("region", "party")),
        seats=seats,
        origins=list(
            Term.objects.filter(of_them)
            .exclude(seat__in=seats)
            .select_related("seat__body", "person")
        ),
        documents=list(
            DocumentParty.objects.filter(of_them).select_related("document__kind", "party")
        ),
        roles=list(Assignment.objects.filter(of_them).select_related("person", "party")),
        contacts=list(ContactPoint.objects.filter(of_them).select_related("party")),
        concerned=list(Body.objects.filter(lasting, parties__in=parties).distinct()),
        hosted=list(Region.objects.filter(lasting, host__in=parties)),
        units=list(Party.objects.filter(lasting, part_of__in=parties).exclude(pk__in=merging)),
        people=list(Person.objects.filter(party__in=parties, erased_on=None)),
        owed=list(Commitment.objects.open_owed_by(merging, [], [])),
        facilities=list(Facility.objects.filter(lasting, parties__in=parties).distinct()),
        is_to_come=date > today(),
    )


@transaction.atomic
def merge(
    *, by: Actor, parties: Sequence[Party], date: datetime.date, name: str, number: str
) -> Party:
    """Merges municipalities into a new one from a day, with everything that moves.

    Args:
        by: who does it.
        parties: the municipalities that merge, at least two.
        date: the first day of the new one.
        name: its name.
        number: its municipality number, four digits.

    Raises:
        NotAllowed: the actor may not merge them.
        ValidationError: there are too few, or one of them does not exist on the day before.
    """
    for party in parties:
        require(by, "merge", party)
    _check(parties, date, number)
    moves = moves_of(parties, date)
    new = _new_party(by, parties, date, name, number)
    move_seats(by=by, seats=moves.seats, parties=parties, new=new, date=date)
    move_origins(by=by, terms=moves.origins, new=new, date=date)
    _point_at(by, moves, new)
    for row in [*moves.regions, *moves.documents, *moves.roles, *moves.contacts]:
        _move(by, row, new, date)
    for party in parties:
        succession = PartySuccession(
            partnership=party.partnership, party=party, successor=new, date=date
        )
        actions.save(by=by, record=succession, action=MERGE)
        _end_what_lasts(by, party, date)
        party.valid_to = date - ONE_DAY
        actions.save(by=by, record=party, action=MERGE)
    return new


def _point_at(by: Actor, moves: Moves, new: Party) -> None:
    """Has what names one of them without a day name the new one: a body concerns both; a region
    has one host, and a unit is part of one, which is the new one once the day has come."""
    for body in moves.concerned:
        concerned = [*body.parties.all(), new]
        actions.set_many(by=by, record=body, field="parties", chosen=concerned, action=MERGE)
    if moves.is_to_come:
        return
    for region in moves.hosted:
        region.host = new
        actions.save(by=by, record=region, action=MERGE)
    for unit in moves.units:
        unit.part_of = new
        actions.save(by=by, record=unit, action=MERGE)
    for person in moves.people:
        person.party = new
        actions.save(by=by, record=person, action=MERGE)


def _check(parties: Sequence[Party], date: datetime.date, number: str) -> None:
    if len(parties) < 2:
        raise ValidationError({"parties": _("Choose at least two municipalities.")})
    if not (len(number) == 4 and number.isascii() and number.isdecimal()):
        raise ValidationError({"number": _("A municipality number has four digits.")})
    for party in parties:
        if not party.holds_on(date - ONE_DAY):
            raise ValidationError(
                {"parties": _("%(party)s does not exist on the day before.") % {"party": party}}
            )


def _new_party(
    by: Actor, parties: Sequence[Party], date: datetime.date, name: str, number: str
) -> Party:
    first = parties[0]
    base = address_name(name)[:70]
    taken = set(Party.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    new = Party(
        partnership=first.partnership,
        slug=base if base not in taken else f"{base}-{date.year}",
        kind=first.kind,
        name=name,
        side=first.side,
        sort_key=sort_key(name),
        valid_from=date,
        tile_row=first.tile_row,
        tile_column=first.tile_column,
    )
    actions.save(by=by, record=new, action=MERGE)
    frame = {"partnership": first.partnership, "party": new}
    actions.save(by=by, record=PartyNumber(**frame, number=number), action=MERGE)
    capacity = Participation.objects.on(date - ONE_DAY).filter(party=first).first()
    if capacity is not None:
        same = Participation(**frame, capacity=capacity.capacity)
        actions.save(by=by, record=same, action=MERGE)
    return new


def _move(by: Actor, row: Any, new: Party, date: datetime.date) -> None:
    """The same fact about the new municipality from the day; not twice when both had it."""
    key = {"region": "region", "document": "document", "kind": "kind", "person": "person"}
    same = {name: getattr(row, name) for name in key if hasattr(row, name)}
    if not isinstance(row, ContactPoint) and type(row).objects.filter(party=new, **same).exists():
        end(by, row, date)
        return
    if begins_later(row, date):
        row.party = new
        actions.save(by=by, record=row, action=MERGE)
        return
    moved = copied(row)
    moved.party = new
    moved.valid_from = date
    if isinstance(row, ContactPoint):
        moved.slug = f"{row.slug[:70]}-{date.year}"
    if isinstance(row, DocumentParty):
        moved.signed_on, moved.signed_in = None, ""
    end(by, row, date)
    actions.save(by=by, record=moved, action=MERGE)


def _end_what_lasts(by: Actor, party: Party, date: datetime.date) -> None:
    """Facts with an end of their own beyond the day end with the party."""
    for manager in (party.names, party.numbers, party.participations):
        for row in manager.filter(valid_to__gte=date):
            end(by, row, date)
