"""Records back in the shape of their types, as plain data that can be written."""

from __future__ import annotations

from typing import Any

from samspill.common.open_format.kind import RecordKind
from samspill.common.open_format.loose import as_written
from samspill.exchange.kinds import by_name
from samspill.exchange.records import SEPARATOR, FlatRecord, Records


def unflatten(records: Records, kind: RecordKind) -> list[dict[str, Any]]:
    """The records of a kind at the top as plain data in the shape of their type, with all in it."""
    below: dict[tuple[str, str], list[FlatRecord]] = {}
    for name, found in records.by_kind.items():
        for record in found.values():
            below.setdefault((name, record.parent), []).append(record)
    return _unflatten_list(below, kind, "")


def _unflatten_list(
    below: dict[tuple[str, str], list[FlatRecord]], kind: RecordKind, parent: str
) -> list[dict[str, Any]]:
    found = below.get((kind.name, parent), [])
    if kind.position:
        found = sorted(found, key=lambda record: record.values[kind.position])
    else:
        found = sorted(found, key=lambda record: record.key)
    result = []
    for record in found:
        data = _plain_data(kind, record)
        for attribute, name in kind.children.items():
            if children := _unflatten_list(below, by_name()[name], record.key):
                data[attribute] = children
        result.append(data)
    return result


def _plain_data(kind: RecordKind, record: FlatRecord) -> dict[str, Any]:
    data: dict[str, Any] = {}
    sources = {
        **kind.plain,
        **{name: reference.column or name for name, reference in kind.references.items()},
        **{name: name for name in kind.many},
    }
    for name, info in kind.type.model_fields.items():
        if name not in sources:
            continue
        value = record.values[sources[name]]
        reference = kind.references.get(name)
        if reference and reference.within and value:
            value = value.rsplit(SEPARATOR, 1)[1]
        if isinstance(value, tuple):
            own = name in kind.siblings
            value = [key.rsplit(SEPARATOR, 1)[1] if own else key for key in value]
        if value is None or (value == "" and info.default in (None, "")) or value == []:
            continue
        if not info.is_required() and value == info.default:
            continue
        data[info.alias or name] = value
    if kind.is_loose:
        data |= as_written(record.values)
    if kind.decode:
        data |= kind.decode(record.values)
    return {key: data[key] for key in kind.keys if data.get(key) is not None}
