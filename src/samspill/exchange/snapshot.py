"""What the database holds of a helsefellesskap, as records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model
from django_scopes import scope

from samspill.common.models import Partnership
from samspill.common.open_format.kind import RecordKind
from samspill.exchange.kinds import above, kinds
from samspill.exchange.records import FlatRecord, Records, Values, key_of

Ids = dict[str, dict[str, int]]


@dataclass
class Snapshot:
    """What the database holds: records, and the id of each row by kind and key."""

    records: Records
    ids: Ids


def attname(model: type[Model], column: str) -> str:
    """The database column of a field."""
    field_: Any = model._meta.get_field(column)
    return str(field_.get_attname_column()[1])


def snapshot(partnership: Partnership) -> Snapshot:
    """All records of a helsefellesskap as the database holds them."""
    records = Records()
    ids: Ids = {}
    names: dict[str, dict[int, str]] = {}
    with scope(partnership=partnership):
        for kind in kinds():
            rows = list(_rows(kind, names))
            ids[kind.name] = {record.key: pk for pk, record in rows}
            names[kind.name] = {pk: record.key for pk, record in rows}
            _name_references_to_own_kind(kind, rows, names[kind.name])
            _attach_many(kind, dict(rows), names)
            for _, record in rows:
                records.add(record)
    return Snapshot(records, ids)


def _rows(kind: RecordKind, names: dict[str, dict[int, str]]) -> Iterator[tuple[int, FlatRecord]]:
    manager: Any = kind.model.objects  # type: ignore[attr-defined]
    stored, pointers = kind.stored, kind.pointers
    columns = ["pk", *stored, *(f"{column}_id" for column in pointers)]
    parents: dict[int, str] = {}
    if kind.parent:
        columns.append(f"{kind.parent}_id")
        parents = names[above()[kind.name]]
    for row in (
        manager.filter(**kind.only).order_by("pk").values_list(*columns).iterator(chunk_size=5000)
    ):
        values: Values = dict(zip(stored, row[1:], strict=False))
        for column, pk in zip(pointers, row[1 + len(stored) :], strict=False):
            own = pointers[column] == kind.name
            values[column] = pk if own or pk is None else names[pointers[column]].get(pk)
        parent = parents[row[-1]] if kind.parent else ""
        yield row[0], FlatRecord(kind.name, key_of(kind, values, parent), parent, values)


def _name_references_to_own_kind(
    kind: RecordKind, rows: list[tuple[int, FlatRecord]], names: dict[int, str]
) -> None:
    for column, other in kind.pointers.items():
        if other == kind.name:
            for _, record in rows:
                pk = record.values[column]
                record.values[column] = names[pk] if pk is not None else None


def _attach_many(
    kind: RecordKind, rows: dict[int, FlatRecord], names: dict[str, dict[int, str]]
) -> None:
    for attribute, named in kind.many.items():
        through, own, other = through_of(kind.model, attribute)
        found: dict[int, list[str]] = {pk: [] for pk in rows}
        query = f"SELECT {own}, {other} FROM {through} WHERE {own} = ANY(%s)"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(query, [list(rows)])
            for pk, target in cursor:
                found[pk].append(names[named][target])
        for pk, record in rows.items():
            record.values[attribute] = tuple(sorted(found[pk]))


def through_of(model: type[Model], attribute: str) -> tuple[str, str, str]:
    """The table between two models, its column for ``model``, and for the other."""
    relation: Any = model._meta.get_field(attribute)
    return relation.m2m_db_table(), relation.m2m_column_name(), relation.m2m_reverse_name()
