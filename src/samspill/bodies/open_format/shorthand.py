"""Seats that are written in short: one for each of a kind, and substitutes under their seat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samspill.bodies.open_format.types import Body, Represents, Seat, Substitute, Term
from samspill.common.open_format.faults import Faults
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.periods import Days, common_days
from samspill.parties import models
from samspill.parties.open_format.types import Party, Region

VARA = "vara"
SPECIALIST_KINDS = [str(kind) for kind in models.Party.SPECIALIST_KINDS]


def write_out_seats(folder: Folder, faults: Faults) -> None:
    """Replaces what stands in short in each body by the seats that it stands for."""
    for body in folder.every(Body):
        seats = [one for seat in body.seats for one in _one_per(folder, body, seat)]
        body.seats = [one for seat in seats for one in (seat, *_substitutes(seat))]
        for seat in seats:
            seat.substitutes = []


def _one_per(folder: Folder, body: Body, seat: Seat) -> Iterator[Seat]:
    if not seat.one_per:
        yield seat
        return
    for one, spells in _each(folder, seat):
        shared = [days for spell in spells if (days := common_days(body, seat, one, spell))]
        for number, days in enumerate(shared, start=1):
            parts = [one.id, seat.id, str(number) if number > 1 else ""]
            yield _seat_for(seat, one, "-".join(filter(None, parts)), days)


def _each(folder: Folder, seat: Seat) -> Iterator[tuple[Any, list[Any]]]:
    """Those of the kind, each with the periods in which it takes part."""
    if seat.one_per == "region":
        yield from ((region, [region]) for region in folder.every(Region))
    elif seat.one_per == "body":
        bodies = [one for one in folder.every(Body) if one.kind == "body"]
        yield from ((one, [one]) for one in bodies if one.tier == seat.one_per_tier)
    else:
        for party in folder.every(Party):
            if is_counted(party, seat.one_per, seat.side):
                yield party, spells_of(party, seat.one_per)


def is_counted(party: Party, one_per: str | None, side: str | None) -> bool:
    """Whether a formula counts a party when it takes part.

    Args:
        side: that of what the formula stands in, where it has one.
    """
    if one_per == "party":
        return side in (None, party.side)
    if one_per == "specialist_party":
        return party.kind in SPECIALIST_KINDS
    return party.kind == one_per


def spells_of(party: Party, one_per: str | None) -> list[Any]:
    """The periods in which a formula counts a party: a clinic takes part with its trust."""
    if one_per in ("party", "specialist_party"):
        return [spell for spell in party.participation if spell.capacity == "member"]
    return [party] if party.kind == "clinic" else list(party.participation)


def _seat_for(pattern: Seat, one: Any, identity: str, days: Days) -> Seat:
    def named(text: str) -> str:
        return text.replace("{name}", one.name)

    seat = pattern.model_copy(deep=True)
    seat.id, seat.label, seat.one_per = identity, named(pattern.label) or one.name, None
    seat.valid_from, seat.valid_to = days.valid_from, days.valid_to
    seat.represents = seat.represents or _represents(pattern, one)
    terms: list[Term] = [*seat.terms, *(t for sub in seat.substitutes for t in sub.terms)]
    for term in terms:
        term.holder = named(term.holder)
    for substitute in seat.substitutes:
        substitute.label = named(substitute.label)
    return seat


def _represents(pattern: Seat, one: Any) -> Represents:
    if pattern.one_per == "region":
        return Represents(region=one.id)
    if pattern.one_per == "body":
        return Represents(body=one.id, office="chair")
    return Represents(party=one.id)


def _substitutes(seat: Seat) -> Iterator[Seat]:
    several = len(seat.substitutes) > 1
    for number, one in enumerate(seat.substitutes, start=1):
        place = f"-{number}" if number > 1 else ""
        substitute = Seat(
            id=one.id or f"{seat.id}-{VARA}{place}",
            label=one.label or f"Vara for {seat.label}",
            side=seat.side,
            role="substitute",
            represents=one.represents or seat.represents,
            substitute_for=seat.id,
            rank=number if several else None,
            holders_recorded=one.holders_recorded,
            terms=one.terms,
            source=one.source,
            source_note=one.source_note,
        )
        substitute.valid_from, substitute.valid_to = _days(one, seat)
        substitute.stand_at(one.where, one.key_lines)
        yield substitute


def _days(one: Substitute, seat: Seat) -> tuple[Any, Any]:
    return one.valid_from or seat.valid_from, one.valid_to or seat.valid_to
