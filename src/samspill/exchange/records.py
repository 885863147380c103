"""A folder as a flat set of records, each with a key of its own, and back again.

Both the files and the database are turned into the same records. To compare the two, to load one
into the other, and to write one out as the other are then the same few operations for all kinds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from samspill.exchange.faults import Faults, nearest
from samspill.exchange.format.base import Strict, Where
from samspill.exchange.format.documents import Document
from samspill.exchange.reading import LIST_FILES, Folder
from samspill.exchange.table import Table
from samspill.exchange.tables import BY_KIND, PARTNERSHIP_LISTS, TABLES, TOP_LISTS

Values = dict[str, Any]
SEPARATOR = "/"
OF_A_PLAN = ("plan", "plan_edition", "main_goal", "focus_area", "measure")
FILE_OF_KIND = {TOP_LISTS[entry.name]: entry.file for entry in LIST_FILES}


@dataclass(slots=True)
class Record:
    """One row to be: its key, and its columns with references as keys."""

    kind: str
    key: str
    parent: str
    values: Values
    where: Where = field(default_factory=lambda: Where(""))


class Records:
    """All records of a helsefellesskap by kind and key."""

    def __init__(self) -> None:
        self.by_kind: dict[str, dict[str, Record]] = {table.kind: {} for table in TABLES}

    def __len__(self) -> int:
        return sum(len(records) for records in self.by_kind.values())

    def add(self, record: Record, faults: Faults | None = None) -> None:
        """Takes a record in; a second one with its key is a fault."""
        known = self.by_kind[record.kind]
        if record.key in known and faults is not None:
            first = known[record.key].where
            faults.error(
                record.where,
                f"{record.kind} «{record.key}» stands twice",
                f"give it another id or dates; the first is at {first}",
            )
            return
        known[record.key] = record


def key_of(table: Table, values: Values, parent: str) -> str:
    """The record's key: its parent's, and its own words."""
    parts = [parent] if parent else []
    for attribute in table.key:
        reference = table.references.get(attribute)
        if reference:
            value = values[reference.column or attribute]
            if reference.within and value:
                value = value.rsplit(SEPARATOR, 1)[1]
        else:
            value = values[table.column(attribute)]
        parts.append("-" if value in (None, "") else str(value))
    return SEPARATOR.join(parts)


def flatten(folder: Folder, faults: Faults) -> Records:
    """The folder's records. References to nothing and keys that stand twice become faults."""
    records = Records()
    for name, kind in PARTNERSHIP_LISTS.items():
        _flatten_list(records, getattr(folder.partnership, name), BY_KIND[kind], "", faults)
    for name, kind in TOP_LISTS.items():
        _flatten_list(records, getattr(folder, name), BY_KIND[kind], "", faults)
    _complain_about_dangling(records, faults)
    return records


def _flatten_list(
    records: Records, items: Iterable[Any], table: Table, parent: str, faults: Faults
) -> None:
    ancestors: list[tuple[int, str]] = []
    for index, item in enumerate(items):
        values = _values(table, item, parent)
        if table.position:
            values[table.position] = index
        key = key_of(table, values, parent)
        if table.kind == "provision_text":
            while ancestors and ancestors[-1][0] >= item.depth:
                ancestors.pop()
            values["parent"] = ancestors[-1][1] if ancestors else None
            ancestors.append((item.depth, key))
        records.add(Record(table.kind, key, parent, values, item.where), faults)
        if isinstance(item, Document):
            _flatten_identities(records, item, key)
        for attribute, kind in table.children.items():
            _flatten_list(records, getattr(item, attribute), BY_KIND[kind], key, faults)


def _flatten_identities(records: Records, document: Document, key: str) -> None:
    for edition in document.editions:
        for text in edition.provisions:
            identity = f"{key}{SEPARATOR}{text.id}"
            if identity not in records.by_kind["provision"]:
                records.add(Record("provision", identity, key, {"slug": text.id}, text.where))


def _values(table: Table, item: Strict, parent: str) -> Values:
    values: Values = {}
    for attribute, column in table.plain.items():
        value = getattr(item, attribute)
        if value is None and not table.model._meta.get_field(column).null:  # type: ignore[union-attr]
            value = ""
        values[column] = value
    for attribute, reference in table.references.items():
        value = getattr(item, attribute)
        if value and reference.within == "parent":
            value = f"{parent}{SEPARATOR}{value}"
        elif value and reference.within == "grandparent":
            value = f"{parent.rsplit(SEPARATOR, 1)[0]}{SEPARATOR}{value}"
        elif value and reference.within:
            value = f"{getattr(item, reference.within)}{SEPARATOR}{value}"
        values[reference.column or attribute] = value or None
    for attribute in table.many:
        prefix = f"{parent}{SEPARATOR}" if attribute in table.siblings else ""
        values[attribute] = tuple(sorted({prefix + key for key in getattr(item, attribute)}))
    if table.encode:
        values |= table.encode(item)
    return values


def _complain_about_dangling(records: Records, faults: Faults) -> None:
    for table in TABLES:
        references = table.pointers
        for record in records.by_kind[table.kind].values():
            for column, kind in references.items():
                _complain_unless_known(records, record, column, kind, record.values[column], faults)
            for attribute, kind in table.many.items():
                for key in record.values[attribute]:
                    _complain_unless_known(records, record, attribute, kind, key, faults)


def _complain_unless_known(
    records: Records, record: Record, name: str, kind: str, key: str | None, faults: Faults
) -> None:
    known = records.by_kind[kind]
    if key is None or key in known or _is_in_a_broken_file(kind, key, faults):
        return
    shown = key.rsplit(SEPARATOR, 1)[-1]
    prefix = key.rsplit(SEPARATOR, 1)[0] + SEPARATOR if SEPARATOR in key else ""
    candidates = [k[len(prefix) :] for k in known if k.startswith(prefix)]
    faults.error(
        record.where,
        f"{record.kind}: {name} «{shown}» is no {kind.replace('_', ' ')} here",
        nearest(shown, candidates) or f"the id of a {kind.replace('_', ' ')}",
    )


def _is_in_a_broken_file(kind: str, key: str, faults: Faults) -> bool:
    """Whether the record may be missing only because its file could not be read."""
    first = key.split(SEPARATOR)[0]
    files = {
        "body": f"bodies/{first}.yaml",
        "seat": f"bodies/{first}.yaml",
        "document": f"documents/{first}/document.yaml",
        "provision": f"documents/{first}/",
        **dict.fromkeys(OF_A_PLAN, f"plans/{first}.yaml"),
    }
    file = files.get(kind) or FILE_OF_KIND.get(kind, "")
    return bool(file) and any(name.startswith(file) for name in faults.unread)


def unflatten(records: Records, kind: str) -> list[dict[str, Any]]:
    """The records of a top kind as plain data in the shape of their type, children included."""
    below: dict[tuple[str, str], list[Record]] = {}
    for table in TABLES:
        for record in records.by_kind[table.kind].values():
            below.setdefault((table.kind, record.parent), []).append(record)
    return _unflatten_list(below, BY_KIND[kind], "")


def _unflatten_list(
    below: dict[tuple[str, str], list[Record]], table: Table, parent: str
) -> list[dict[str, Any]]:
    found = below.get((table.kind, parent), [])
    if table.position:
        found = sorted(found, key=lambda record: record.values[table.position])
    else:
        found = sorted(found, key=lambda record: record.key)
    result = []
    for record in found:
        data = _plain_data(table, record)
        for attribute, kind in table.children.items():
            if children := _unflatten_list(below, BY_KIND[kind], record.key):
                data[attribute] = children
        result.append(data)
    return result


def _plain_data(table: Table, record: Record) -> dict[str, Any]:
    data: dict[str, Any] = {}
    sources = {
        **table.plain,
        **{name: reference.column or name for name, reference in table.references.items()},
        **{name: name for name in table.many},
    }
    for name, info in table.type.model_fields.items():
        if name not in sources:
            continue
        value = record.values[sources[name]]
        reference = table.references.get(name)
        if reference and reference.within and value:
            value = value.rsplit(SEPARATOR, 1)[1]
        if isinstance(value, tuple):
            own = name in table.siblings
            value = [key.rsplit(SEPARATOR, 1)[1] if own else key for key in value]
        if value is None or (value == "" and info.default in (None, "")) or value == []:
            continue
        if not info.is_required() and value == info.default:
            continue
        data[info.alias or name] = value
    if table.decode:
        data |= table.decode(record.values)
    if table.kind == "seat":
        _leave_out_usual_rights(data, record.values)
    return data


def _leave_out_usual_rights(data: dict[str, Any], values: Values) -> None:
    usual = values["role"] in {"member", "substitute"}
    for name in ("may_vote", "may_propose"):
        if values[name] == usual:
            data.pop(name, None)
        else:
            data[name] = values[name]
