"""Periods: in order, inside their parent's, and one at a time where only one can hold."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from samspill.common.validity import contains, overlaps
from samspill.exchange.faults import Faults
from samspill.exchange.format.base import DatedFact, Strict
from samspill.exchange.reading import Folder


def period_of(record: Any) -> str:
    """A period as it is shown in a message."""

    def show(date: datetime.date | None) -> str:
        return date.isoformat() if date else "…"

    return f"{show(record.valid_from)}–{show(record.valid_to)}"


def check(folder: Folder, faults: Faults) -> None:
    """Adds the faults of all periods in the folder."""
    _in_order(folder, faults)
    _parties(folder, faults)
    _bodies(folder, faults)
    _documents(folder, faults)
    for statute in folder.statutes:
        one_at_a_time(statute.requirements, lambda r: r.number, "requirements", faults)


def one_at_a_time(
    records: Sequence[Any], group: Callable[[Any], Any], what: str, faults: Faults
) -> None:
    """Complains about two records of one group that share a day."""
    groups: dict[Any, list[Any]] = {}
    for record in records:
        groups.setdefault(group(record), []).append(record)
    for members in groups.values():
        for index, later in enumerate(members):
            for earlier in members[:index]:
                if overlaps(earlier, later):
                    faults.error(
                        later.where,
                        f"two {what} at once: {period_of(later)} and {period_of(earlier)}",
                        f"let one end before the other begins; the first is at {earlier.where}",
                    )


def inside(children: Iterable[Any], parent: Any, what: str, faults: Faults) -> None:
    """Complains about children that hold on a day when their parent does not."""
    for child in children:
        if not contains(parent, child):
            faults.error(
                child.where,
                f"{what} {period_of(child)} is not within {period_of(parent)}",
                f"the period of what it belongs to, at {parent.where}",
            )


def _in_order(record: Any, faults: Faults) -> None:
    if isinstance(record, DatedFact):
        first, last = record.valid_from, record.valid_to
        if first and last and first > last:
            faults.error(record.where, f"from {first} is after to {last}", "turn them round")
    names = type(record).model_fields if isinstance(record, Strict) else vars(record)
    for name in names:
        value = getattr(record, name)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Strict):
                _in_order(item, faults)


def _parties(folder: Folder, faults: Faults) -> None:
    known = {party.id: party for party in folder.parties}
    for party in folder.parties:
        inside([*party.names, *party.numbers, *party.participation], party, "the period", faults)
        one_at_a_time(party.names, lambda n: (n.kind, n.language), "names", faults)
        one_at_a_time(party.numbers, lambda n: None, "numbers", faults)
        one_at_a_time(party.participation, lambda p: None, "participations", faults)
    for region in folder.regions:
        inside(region.members, region, "the membership", faults)
        one_at_a_time(region.members, lambda m: m.party, "memberships of a party", faults)
        for member in region.members:
            if member.party in known:
                inside([member], known[member.party], "the membership", faults)


def _bodies(folder: Folder, faults: Faults) -> None:
    for body in folder.bodies:
        dated = [*body.mandates, *body.composition, *body.seats, *body.offices]
        inside(dated, body, "the period", faults)
        one_at_a_time(body.mandates, lambda m: None, "mandates", faults)
        one_at_a_time(body.composition, lambda c: None, "composition rules", faults)
        one_at_a_time(body.offices, lambda o: o.office, "holders of an office", faults)
        seats = {seat.id: seat for seat in body.seats}
        for seat in body.seats:
            inside(seat.terms, seat, "the term", faults)
            one_at_a_time(seat.terms, lambda t: None, f"terms on the seat «{seat.id}»", faults)
        for office in body.offices:
            if office.seat in seats:
                inside([office], seats[office.seat], "the office", faults)


def _documents(folder: Folder, faults: Faults) -> None:
    parties = {party.id: party for party in folder.parties}
    bodies = {body.id: body for body in folder.bodies}
    for document in folder.documents:
        dated = [*document.responsible, *document.parties, *document.editions]
        inside(dated, document, "the period", faults)
        one_at_a_time(document.responsible, lambda r: r.body, "responsibilities of a body", faults)
        one_at_a_time(document.parties, lambda p: p.party, "entries of a party", faults)
        for bound in document.parties:
            if bound.party in parties:
                inside([bound], parties[bound.party], "the party's time in the document", faults)
        for responsible in document.responsible:
            if responsible.body in bodies:
                inside([responsible], bodies[responsible.body], "the responsibility", faults)
