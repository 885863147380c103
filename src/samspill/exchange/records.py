"""A folder as a flat set of records, each with a key of its own.

Both the files and the database are turned into the same records. To compare the two, to load one
into the other, and to write one out as the other are then the same few operations for all kinds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from samspill.common.open_format.base import Where
from samspill.common.open_format.faults import Faults
from samspill.common.open_format.kind import RecordKind
from samspill.common.open_format.kinds import PARTNERSHIP
from samspill.exchange.kinds import by_name, kinds

Values = dict[str, Any]
SEPARATOR = "/"


@dataclass(slots=True)
class FlatRecord:
    """One row to be: its key, and its columns with references as keys."""

    kind: str
    key: str
    parent: str
    values: Values
    where: Where = field(default_factory=lambda: Where(""))
    lines: Mapping[str, int] = field(default_factory=dict)
    """The lines of those attributes that begin on another line."""


class Records:
    """All records of a helsefellesskap by kind and key."""

    def __init__(self) -> None:
        self.by_kind: dict[str, dict[str, FlatRecord]] = {kind.name: {} for kind in kinds()}

    def __len__(self) -> int:
        return sum(len(records) for records in self.by_kind.values())

    def add(self, record: FlatRecord, faults: Faults | None = None) -> None:
        """Takes a record in; a second one with its key is a fault."""
        known = self.by_kind[record.kind]
        if record.key in known and faults is not None:
            first = known[record.key].where
            faults.doubled.add(record.where)
            faults.error(
                record.where,
                f"{in_words(record)} stands twice",
                f"give it another id or dates; the first is at {first}",
            )
            return
        known[record.key] = record


def key_of(kind: RecordKind, values: Values, parent: str) -> str:
    """The record's key: its parent's, and its own words."""
    parts = [parent] if parent else []
    for attribute in kind.key:
        reference = kind.references.get(attribute)
        if reference:
            value = values[reference.column or attribute]
            if reference.within and value:
                value = value.rsplit(SEPARATOR, 1)[1]
        else:
            value = values[kind.column(attribute)]
        parts.append("-" if value in (None, "") else str(value))
    return SEPARATOR.join(parts)


def in_words(record: FlatRecord) -> str:
    """A record as a message names it: its kind, and what it is told by among those beside it.

    Days and places in a list tell nobody which it is; one that has nothing else is «of» what it
    stands under.
    """
    kind = by_name().get(record.kind, PARTNERSHIP)
    parts = record.key.removeprefix(f"{record.parent}{SEPARATOR}").split(SEPARATOR)
    told = [
        part
        for attribute, part in zip(kind.key, parts, strict=False)
        if attribute not in {"valid_from", kind.position} and part != "-"
    ]
    called = record.kind.replace("_", " ")
    if told:
        return f"{called} «{', '.join(told)}»"
    return f"{called} of «{record.parent.rsplit(SEPARATOR, 1)[-1]}»"
