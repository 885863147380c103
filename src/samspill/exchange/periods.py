"""Periods that lie within others', as the kinds declare it: ends taken over, and what is outside.

Open ends are made explicit once, right after reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samspill.common.open_format.base import DatedFact, Strict
from samspill.common.open_format.faults import Faults
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.kind import RecordKind, Within
from samspill.common.open_format.periods import period_of
from samspill.common.validity import contains
from samspill.exchange.kinds import at_the_top, by_name

Owners = list[tuple[Within, Any]]
Known = dict[str, dict[str, Any]]
"""Records that can be named from where one stands, by kind and id."""


def inherit_periods(folder: Folder) -> None:
    """Fills in ``from`` and ``to`` that were left out with those of what the record belongs to.

    A record that belongs to two (a party in a document) gets the days that both have.
    """
    for child, owners in _within_others(folder):
        givers = [of for within, of in owners if not within.inherits or within.inherits(child)]
        if child.valid_from is None:
            firsts = [owner.valid_from for owner in givers if owner.valid_from]
            child.valid_from = max(firsts, default=None)
        if child.valid_to is None:
            lasts = [owner.valid_to for owner in givers if owner.valid_to]
            child.valid_to = min(lasts, default=None)


def check_periods(folder: Folder, faults: Faults) -> None:
    """Complains about periods that end before they begin, or are not within those of others."""
    for records in folder.lists.values():
        for record in records:
            _check_order(record, faults)
    for child, owners in _within_others(folder):
        for within, owner in owners:
            if not contains(owner, child):
                faults.error(
                    child.where,
                    f"{within.called} {period_of(child)} is not within {period_of(owner)}",
                    f"the period of what it belongs to, at {owner.where}",
                )


def _check_order(record: Strict, faults: Faults) -> None:
    if isinstance(record, DatedFact):
        first, last = record.valid_from, record.valid_to
        if first and last and first > last:
            faults.error(record.where, f"from {first} is after to {last}", "turn them round")
    for name in type(record).model_fields:
        value = getattr(record, name)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Strict):
                _check_order(item, faults)


def _within_others(folder: Folder) -> Iterator[tuple[Any, Owners]]:
    """Every record whose period lies within others', with these; the outermost come first."""
    known: Known = {kind.name: _by_id(kind, folder.every(kind.type)) for kind in at_the_top()}
    for kind in at_the_top():
        for record in folder.every(kind.type):
            yield from _below(kind, record, known)


def _below(kind: RecordKind, parent: Any, known: Known) -> Iterator[tuple[Any, Owners]]:
    held = [
        (by_name()[name], getattr(parent, attribute)) for attribute, name in kind.children.items()
    ]
    known = known | {child_kind.name: _by_id(child_kind, children) for child_kind, children in held}
    for child_kind, children in held:
        for child in children:
            if child_kind.within:
                yield child, list(_owners(child_kind, child, parent, known))
            if child_kind.children:
                yield from _below(child_kind, child, known)


def _by_id(kind: RecordKind, records: list[Any]) -> dict[str, Any]:
    return {record.id: record for record in records} if kind.key == ("id",) else {}


def _owners(
    kind: RecordKind, child: Any, parent: Any, known: Known
) -> Iterator[tuple[Within, Any]]:
    """Those that the record's period lies within, as far as they are in the folder."""
    for within in kind.within:
        if not within.other:
            yield within, parent
            continue
        others = known[kind.references[within.other].kind]
        if (owner := others.get(getattr(child, within.other))) is not None:
            yield within, owner
