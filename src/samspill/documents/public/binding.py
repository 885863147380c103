"""Whom an edition binds, under the names they bore, and whose signature is under it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from samspill.documents.models import DocumentParty, Edition
from samspill.documents.signing import signed_before, signed_by
from samspill.documents.standing import Standing, in_time, is_only_proposed


@dataclass(frozen=True)
class BoundSide:
    """The parties of one side that a document binds, with the names they bore."""

    name: str
    rows: list[tuple[str, DocumentParty]]


@dataclass(frozen=True)
class Bound:
    """Everyone that a document binds, and what is said of all of them."""

    sides: list[BoundSide]
    count: int
    signed: int
    note: str


def bound_by(found: list[DocumentParty], date: datetime.date, since: datetime.date | None) -> Bound:
    """The parties that the document binds, by side, under the names they bore then.

    Who signed is told as it was on ``date``: on a day before, nobody had. What was signed before
    ``since``, when an earlier edition began, is a signature under that one.
    """
    sides: dict[tuple[int, str], list[tuple[str, DocumentParty]]] = {}
    for row in found:
        if since is not None and signed_before(row, since):
            row.signed_on, row.signed_in, row.signatory = None, "", ""
            row.signers = ""  # type: ignore[attr-defined]
        side = row.party.side
        key = (side.order, side.name) if side else (999, "")
        sides.setdefault(key, []).append((row.name_then, row))  # type: ignore[attr-defined]
    notes = {row.note for row in found}
    return Bound(
        sides=[BoundSide(name, rows) for (_order, name), rows in sorted(sides.items())],
        count=len(found),
        signed=sum(1 for row in found if signed_by(row, date).had),
        note=notes.pop() if len(notes) == 1 else "",
    )


def earlier_began(edition: Edition | None, standing: Standing) -> datetime.date | None:
    """When the edition before this one began to hold, as far as it is known."""
    if edition is None:
        return None
    earlier = [
        one.valid_from
        for one in standing.editions
        if one.holds_some_time and one.valid_from and in_time(one) < in_time(edition)
    ]
    return max(earlier, default=None)


def is_beside_one_that_holds(edition: Edition, standing: Standing) -> bool:
    """Whether it is only proposed, beside editions that hold or held."""
    return is_only_proposed(edition) and any(one.holds_some_time for one in standing.editions)
