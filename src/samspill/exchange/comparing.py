"""What differs between the files and the database, as steps."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from samspill.exchange.kinds import kinds
from samspill.exchange.records import FlatRecord, Records, Values


class Act(StrEnum):
    """What a load does with a record."""

    ADD = "add"
    CHANGE = "change"
    END = "end"
    REMOVE = "remove"
    KEEP = "keep"


@dataclass(frozen=True)
class RowChange:
    """One difference between the files and the database."""

    act: Act
    kind: str
    key: str
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)


def compare(wanted: Records, present: Records, *, prune: bool) -> list[RowChange]:
    """What must be done to the database so that it says what the files say."""
    steps: list[RowChange] = []
    for kind in kinds():
        new, old = wanted.by_kind[kind.name], present.by_kind[kind.name]
        if kind.paired and (renamed := _pair(new, old)):
            for below in kind.children.values():
                present.by_kind[below] = _rekey(present.by_kind[below], renamed)
        for key, record in new.items():
            if key not in old:
                steps.append(RowChange(Act.ADD, kind.name, key))
            elif changes := _changes(old[key].values, record.values):
                act = Act.END if _ends(changes) else Act.CHANGE
                steps.append(RowChange(act, kind.name, key, changes))
        if kind.lasting:
            continue
        gone = Act.REMOVE if prune else Act.KEEP
        steps += [RowChange(gone, kind.name, key) for key in old if key not in new]
    return steps


def _pair(new: dict[str, FlatRecord], old: dict[str, FlatRecord]) -> dict[str, str]:
    """Lets an old record without an id of its own answer to the new key of its changed self.

    Returns new keys by old ones.
    """
    missing: dict[str, list[str]] = {}
    for key, record in old.items():
        if key not in new:
            missing.setdefault(record.parent, []).append(key)
    renamed: dict[str, str] = {}
    for key, record in new.items():
        if key not in old and missing.get(record.parent):
            before = missing[record.parent].pop(0)
            old[key] = old.pop(before)
            renamed[before] = key
    return renamed


def _rekey(old: dict[str, FlatRecord], renamed: dict[str, str]) -> dict[str, FlatRecord]:
    """Children of records that answer to a new key, under that key; each keeps its own ``key``."""
    return {
        renamed[record.parent] + key[len(record.parent) :] if record.parent in renamed else key: (
            replace(record, parent=renamed.get(record.parent, record.parent))
        )
        for key, record in old.items()
    }


def _changes(old: Values, new: Values) -> dict[str, tuple[Any, Any]]:
    return {name: (old[name], value) for name, value in new.items() if old[name] != value}


def _ends(changes: dict[str, tuple[Any, Any]]) -> bool:
    before, after = changes.get("valid_to", (None, None))
    return set(changes) == {"valid_to"} and before is None and after is not None
