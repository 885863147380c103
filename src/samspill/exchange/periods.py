"""Periods that lie within others', as the kinds declare it: ends taken over, and what is outside.

Open ends are made explicit once, right after reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from samspill.common.open_format.base import DatedFact, Strict
from samspill.common.open_format.faults import Faults
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.kind import RecordKind, Within
from samspill.common.open_format.loose import LooselyDatedFact
from samspill.common.open_format.periods import period_of
from samspill.common.validity import contains
from samspill.exchange.kinds import at_the_top, by_name

Owners = list[tuple[Within, Any]]
Known = dict[str, dict[str, Any]]
"""Records by kind and id."""


def inherit_periods(folder: Folder) -> None:
    """Fills in ``from`` and ``to`` that were left out with those of what the record belongs to.

    A record that belongs to two (a party in a document) gets the days that both have.
    """
    for child, owners in _within_others(folder):
        giving = [(w, of) for w, of in owners if not w.inherits or w.inherits(child)]
        if child.valid_from is None and getattr(child, "begins", None) is None:
            firsts = [owner.valid_from for _within, owner in giving if owner.valid_from]
            child.valid_from = max(firsts, default=None)
        if child.valid_to is None:
            lasts = [of.valid_to for within, of in giving if of.valid_to and within.ends]
            child.valid_to = min(lasts, default=None)


def check_periods(folder: Folder, faults: Faults) -> None:
    """Complains about periods that end before they begin, or are not within those of others."""
    for records in folder.lists.values():
        for record in records:
            _check_order(record, faults)
    for child, owners in _within_others(folder):
        for within, owner in owners:
            if _in_order(owner) and _in_order(child) and not contains(owner, child):
                faults.error(
                    child.where,
                    f"{within.called} {period_of(child)} is not within {period_of(owner)}",
                    f"the period of what it belongs to, at {owner.where}",
                )


def _in_order(record: Any) -> bool:
    if isinstance(record, LooselyDatedFact):
        return record.is_in_order
    first, last = record.valid_from, record.valid_to
    return not (first and last and first > last)


def _check_order(record: Strict, faults: Faults) -> None:
    if isinstance(record, DatedFact | LooselyDatedFact) and not _in_order(record):
        told = f"from {record.valid_from} is after to {record.valid_to}"
        faults.error(record.where, told, "turn them round")
    for name in type(record).model_fields:
        value = getattr(record, name)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Strict):
                _check_order(item, faults)


def _within_others(folder: Folder) -> Iterator[tuple[Any, Owners]]:
    """Every record whose period lies within others', with these; the outermost come first."""
    tops: Known = {
        kind.name: {record.id: record for record in folder.lists.get(kind.type, [])}
        for kind in at_the_top()
        if kind.key == ("id",)
    }
    for kind in at_the_top():
        if _leads_to_periods(kind.name):
            for record in folder.every(kind.type):
                yield from _below(kind, record, tops)


def _below(kind: RecordKind, parent: Any, tops: Known) -> Iterator[tuple[Any, Owners]]:
    for attribute, name in kind.children.items():
        child_kind = by_name()[name]
        leads_on = _leads_to_periods(name)
        if not (child_kind.within or leads_on):
            continue
        for child in getattr(parent, attribute):
            if child_kind.within:
                yield child, list(_owners(child_kind, child, kind, parent, tops))
            if leads_on:
                yield from _below(child_kind, child, tops)


@cache
def _leads_to_periods(name: str) -> bool:
    """Whether anything within a kind of this name has a period that lies within others'."""
    children = [by_name()[child] for child in by_name()[name].children.values()]
    return any(child.within or _leads_to_periods(child.name) for child in children)


def _owners(
    kind: RecordKind, child: Any, above: RecordKind, parent: Any, tops: Known
) -> Iterator[tuple[Within, Any]]:
    """Those that the record's period lies within, as far as they are in the folder."""
    for within in kind.within:
        if not within.other:
            yield within, parent
            continue
        reference = kind.references[within.other]
        if reference.within == "parent":
            beside = next(name for name, of in above.children.items() if of == reference.kind)
            others = {record.id: record for record in getattr(parent, beside)}
        else:
            others = tops[reference.kind]
        if (owner := others.get(getattr(child, within.other))) is not None:
            yield within, owner
