"""A folder as records: references completed, and those that lead nowhere told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from samspill.common.open_format.base import Strict, Where
from samspill.common.open_format.faults import Faults, nearest
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.kind import Nested, RecordKind
from samspill.common.open_format.kinds import PARTNERSHIP
from samspill.common.open_format.loose import LooselyDatedFact, as_columns
from samspill.common.open_format.places import ListFile
from samspill.exchange.fitting import complain_about_size
from samspill.exchange.kinds import at_the_top, by_name, kinds, top_of
from samspill.exchange.records import SEPARATOR, FlatRecord, Records, Values, in_words, key_of


def flatten(folder: Folder, faults: Faults) -> Records:
    """The folder's records. References to nothing and keys that stand twice become faults."""
    records = Records()
    frame = values_of(PARTNERSHIP, folder.partnership, "")
    complain_about_size(PARTNERSHIP, _record(PARTNERSHIP, folder.partnership, frame), faults)
    for kind in at_the_top():
        _flatten_list(records, folder.every(kind.type), kind, "", faults)
    _complain_about_dangling(records, faults)
    return records


def _flatten_list(
    records: Records, items: Iterable[Any], kind: RecordKind, parent: str, faults: Faults
) -> None:
    tree = _Tree(kind.nested) if kind.nested else None
    named = by_name()
    for index, item in enumerate(items):
        values = values_of(kind, item, parent)
        if kind.position:
            values[kind.position] = index
        key = key_of(kind, values, parent)
        if tree:
            tree.place(item, values, key)
        record = _record(kind, item, values, parent)
        records.add(record, faults)
        complain_about_size(kind, record, faults)
        for name, found_in in kind.identities.items():
            _add_identities(records, found_in(item), named[name], key)
        for attribute, name in kind.children.items():
            _flatten_list(records, getattr(item, attribute), named[name], key, faults)


def _record(kind: RecordKind, item: Strict, values: Values, parent: str = "") -> FlatRecord:
    key = key_of(kind, values, parent)
    return FlatRecord(kind.name, key, parent, values, item.where, item.key_lines)


class _Tree:
    """Which record of a list each of the following ones stands under."""

    def __init__(self, nested: Nested) -> None:
        self.nested = nested
        self.above: list[tuple[int, str]] = []

    def place(self, item: Any, values: Values, key: str) -> None:
        """Notes in a record's columns which one is above it."""
        depth = getattr(item, self.nested.depth)
        while self.above and self.above[-1][0] >= depth:
            self.above.pop()
        values[self.nested.column] = self.above[-1][1] if self.above else None
        self.above.append((depth, key))


def _add_identities(records: Records, items: Iterable[Any], kind: RecordKind, parent: str) -> None:
    """What is found in several places is one record, where it stands first."""
    known = records.by_kind[kind.name]
    for item in items:
        values = values_of(kind, item, parent)
        key = key_of(kind, values, parent)
        if key not in known:
            known[key] = _record(kind, item, values, parent)


def values_of(kind: RecordKind, item: Strict, parent: str) -> Values:
    """The columns of a record of a type, with the keys of those that it refers to."""
    values: Values = {}
    for attribute, column in kind.plain.items():
        value = getattr(item, attribute)
        if value is None and column not in kind.nullable:
            value = ""
        values[column] = value
    for attribute, reference in kind.references.items():
        value = getattr(item, attribute)
        if value and reference.within == "parent":
            value = f"{parent}{SEPARATOR}{value}"
        elif value and reference.within == "grandparent":
            value = f"{parent.rsplit(SEPARATOR, 1)[0]}{SEPARATOR}{value}"
        elif value and reference.within:
            value = f"{getattr(item, reference.within)}{SEPARATOR}{value}"
        values[reference.column or attribute] = value or None
    for attribute in kind.many:
        prefix = f"{parent}{SEPARATOR}" if attribute in kind.siblings else ""
        values[attribute] = tuple(sorted({prefix + key for key in getattr(item, attribute)}))
    if isinstance(item, LooselyDatedFact):
        values |= as_columns(item)
    if kind.encode:
        values |= kind.encode(item)
    return values


def _complain_about_dangling(records: Records, faults: Faults) -> None:
    for kind in kinds():
        attributes = {ref.column or name: name for name, ref in kind.references.items()}
        for record in records.by_kind[kind.name].values():
            for column, other in kind.pointers.items():
                name = attributes.get(column, column)
                _complain_unless_known(records, record, name, other, record.values[column], faults)
            for attribute, other in kind.many.items():
                for key in record.values[attribute]:
                    _complain_unless_known(records, record, attribute, other, key, faults)


def _complain_unless_known(
    records: Records, record: FlatRecord, name: str, kind: str, key: str | None, faults: Faults
) -> None:
    known = records.by_kind[kind]
    if key is None or key in known or is_in_a_broken_file(kind, key, faults):
        return
    place = top_of(kind).place
    if isinstance(place, ListFile) and not records.by_kind[top_of(kind).name]:
        _complain_about_missing_file(place.file, key, _where(record, name), faults)
        return
    shown = key.rsplit(SEPARATOR, 1)[-1]
    prefix = key.rsplit(SEPARATOR, 1)[0] + SEPARATOR if SEPARATOR in key else ""
    candidates = [k[len(prefix) :] for k in known if k.startswith(prefix)]
    called = kind.replace("_", " ")
    faults.error(
        _where(record, name),
        f"{in_words(record)}: {name.replace('_', ' ')} «{shown}» is no {called} here",
        nearest(shown, candidates) or f"the id of a {called}",
    )


def _complain_about_missing_file(file: str, key: str, where: Where, faults: Faults) -> None:
    """Once for all that refers to what stands in the file."""
    faults.unread.add(file)
    faults.error(Where(file), f"nothing is entered here, and «{key}» is named at {where}", "add it")


def _where(record: FlatRecord, name: str) -> Where:
    """The line of an attribute; of what is made from another, the other's."""
    line = record.lines.get(name) or record.lines.get(name.split("_")[0])
    return Where(record.where.file, line) if line else record.where


def is_in_a_broken_file(kind: str, key: str, faults: Faults) -> bool:
    """Whether the record may be missing only because its file could not be read."""
    place = top_of(kind).place
    files = place.files_of(key.split(SEPARATOR)[0]) if place else ""
    return bool(files) and any(name.startswith(files) for name in faults.unread)
