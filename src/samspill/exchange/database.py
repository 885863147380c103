"""The database's side: its rows as records, what differs from a folder, and putting it right.

Rows are written with COPY and ids taken from the sequences beforehand, so that references in any
direction go in at once and a large helsefellesskap is loaded in bounded memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.db import connection
from django.db.models import Model
from django_scopes import scope

from samspill.common import house
from samspill.common.actors import Actor
from samspill.common.models import Partnership
from samspill.exchange.records import Record, Records, Values, key_of
from samspill.exchange.table import Table
from samspill.exchange.tables import TABLES

Ids = dict[str, dict[str, int]]


class Act(StrEnum):
    """What a load does with a record."""

    ADD = "add"
    CHANGE = "change"
    END = "end"
    REMOVE = "remove"
    KEEP = "keep"


@dataclass(frozen=True)
class Step:
    """One difference between the files and the database."""

    act: Act
    kind: str
    key: str
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)


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
        for table in TABLES:
            rows = list(_rows(table, names))
            ids[table.kind] = {record.key: pk for pk, record in rows}
            names[table.kind] = {pk: record.key for pk, record in rows}
            _name_references_to_own_kind(table, rows, names[table.kind])
            _attach_many(table, dict(rows), names)
            for _, record in rows:
                records.add(record)
    return Snapshot(records, ids)


def _rows(table: Table, names: dict[str, dict[int, str]]) -> Iterator[tuple[int, Record]]:
    manager: Any = table.model.objects  # type: ignore[attr-defined]
    stored, pointers = table.stored, table.pointers
    columns = ["pk", *stored, *(f"{column}_id" for column in pointers)]
    if table.parent:
        columns.append(f"{table.parent}_id")
    for row in manager.order_by("pk").values_list(*columns).iterator(chunk_size=5000):
        values: Values = dict(zip(stored, row[1:], strict=False))
        for column, pk in zip(pointers, row[1 + len(stored) :], strict=False):
            own = pointers[column] == table.kind
            values[column] = pk if own or pk is None else names[pointers[column]][pk]
        parent = names[_parent_kind(table)][row[-1]] if table.parent else ""
        yield row[0], Record(table.kind, key_of(table, values, parent), parent, values)


def _parent_kind(table: Table) -> str:
    for candidate in TABLES:
        if table.kind in candidate.children.values():
            return candidate.kind
    return "document"


def _name_references_to_own_kind(
    table: Table, rows: list[tuple[int, Record]], names: dict[int, str]
) -> None:
    for column, kind in table.pointers.items():
        if kind == table.kind:
            for _, record in rows:
                pk = record.values[column]
                record.values[column] = names[pk] if pk is not None else None


def _attach_many(table: Table, rows: dict[int, Record], names: dict[str, dict[int, str]]) -> None:
    for attribute, kind in table.many.items():
        through, own, other = _through(table.model, attribute)
        found: dict[int, list[str]] = {pk: [] for pk in rows}
        query = f"SELECT {own}, {other} FROM {through} WHERE {own} = ANY(%s)"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(query, [list(rows)])
            for pk, target in cursor:
                found[pk].append(names[kind][target])
        for pk, record in rows.items():
            record.values[attribute] = tuple(sorted(found[pk]))


def _through(model: type[Model], attribute: str) -> tuple[str, str, str]:
    """The table between two models, its column for ``model``, and for the other."""
    relation: Any = model._meta.get_field(attribute)
    return relation.m2m_db_table(), relation.m2m_column_name(), relation.m2m_reverse_name()


def compare(wanted: Records, present: Records, *, prune: bool) -> list[Step]:
    """What must be done to the database so that it says what the files say."""
    steps: list[Step] = []
    for table in TABLES:
        new, old = wanted.by_kind[table.kind], present.by_kind[table.kind]
        if table.paired and (renamed := _pair(new, old)):
            for kind in table.children.values():
                present.by_kind[kind] = _rekey(present.by_kind[kind], renamed)
        for key, record in new.items():
            if key not in old:
                steps.append(Step(Act.ADD, table.kind, key))
            elif changes := _changes(old[key].values, record.values):
                act = Act.END if _ends(changes) else Act.CHANGE
                steps.append(Step(act, table.kind, key, changes))
        if table.lasting:
            continue
        gone = Act.REMOVE if prune else Act.KEEP
        steps += [Step(gone, table.kind, key) for key in old if key not in new]
    return steps


def _pair(new: dict[str, Record], old: dict[str, Record]) -> dict[str, str]:
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


def _rekey(old: dict[str, Record], renamed: dict[str, str]) -> dict[str, Record]:
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


def apply(
    partnership: Partnership, steps: list[Step], wanted: Records, present: Snapshot, *, by: Actor
) -> Iterator[int]:
    """Does the steps; yields how many rows were written after each batch (for progress).

    Raises:
        ValidationError: something that must stay is about what is to be removed.
    """
    ids = {kind: dict(known) for kind, known in present.ids.items()}
    by_kind: dict[str, list[Step]] = {}
    for step in steps:
        by_kind.setdefault(step.kind, []).append(step)
    _follow_renamed(present.records, ids)
    for table in reversed(TABLES):
        doomed = [step.key for step in by_kind.get(table.kind, []) if step.act is Act.REMOVE]
        gone = [ids[table.kind].pop(key) for key in doomed]
        if gone:
            house.make_way(by, table.model, gone)
        _remove(table, gone)
        yield len(doomed)
    for table in TABLES:
        keys = [step.key for step in by_kind.get(table.kind, []) if step.act is Act.ADD]
        ids[table.kind] |= dict(zip(keys, _new_ids(table.model, len(keys)), strict=True))
    for table in TABLES:
        mine = by_kind.get(table.kind, [])
        added = [wanted.by_kind[table.kind][s.key] for s in mine if s.act is Act.ADD]
        _blank(table, mine, ids)
        yield from _add(partnership, table, added, ids)
        for step in mine:
            if step.act in {Act.CHANGE, Act.END}:
                _change(table, wanted.by_kind[table.kind][step.key], step, ids)
                yield 1


def _follow_renamed(present: Records, ids: Ids) -> None:
    for kind, records in present.by_kind.items():
        for key, record in records.items():
            if record.key != key:
                ids[kind][key] = ids[kind].pop(record.key)


def _new_ids(model: type[Model], count: int) -> list[int]:
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor]


def _database_value(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _add(partnership: Partnership, table: Table, records: list[Record], ids: Ids) -> Iterator[int]:
    if not records:
        return
    model, stored, pointers = table.model, table.stored, table.pointers
    columns = ["id", "partnership_id", *(attname(model, name) for name in stored)]
    columns += [attname(model, name) for name in pointers]
    columns += [attname(model, table.parent)] if table.parent else []
    parents = ids[_parent_kind(table)] if table.parent else {}
    names = ", ".join(f'"{column}"' for column in columns)
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy,
    ):
        for count, record in enumerate(records, start=1):
            row: list[Any] = [ids[table.kind][record.key], partnership.pk]
            row += [_database_value(record.values[name]) for name in stored]
            row += [_id(ids, kind, record.values[column]) for column, kind in pointers.items()]
            row += [parents[record.parent]] if table.parent else []
            copy.write_row(row)
            if count % 2000 == 0:
                yield 2000
    yield len(records) % 2000
    for attribute, kind in table.many.items():
        pairs = [
            (ids[table.kind][r.key], ids[kind][k]) for r in records for k in r.values[attribute]
        ]
        _link(model, attribute, pairs)


def _id(ids: Ids, kind: str, key: str | None) -> int | None:
    return None if key is None else ids[kind][key]


def _link(model: type[Model], attribute: str, pairs: Iterable[tuple[int, int]]) -> None:
    through, own, other = _through(model, attribute)
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {through} ({own}, {other}) FROM STDIN") as copy,
    ):
        for pair in pairs:
            copy.write_row(pair)


def _blank(table: Table, steps: list[Step], ids: Ids) -> None:
    for column in table.blanked:
        pks = [ids[table.kind][step.key] for step in steps if column in step.changes]
        table.model._base_manager.filter(pk__in=pks).update(**{column: ""})


def _change(table: Table, record: Record, step: Step, ids: Ids) -> None:
    pk = ids[table.kind][record.key]
    pointers = table.pointers
    columns: dict[str, Any] = {}
    for name, (_, value) in step.changes.items():
        if name in table.many:
            _relink(table, name, pk, [ids[table.many[name]][key] for key in value])
        elif name in pointers:
            columns[attname(table.model, name)] = _id(ids, pointers[name], value)
        else:
            columns[attname(table.model, name)] = _database_value(value)
    if columns:
        assignments = ", ".join(f'"{column}" = %s' for column in columns)
        query = f"UPDATE {table.model._meta.db_table} SET {assignments} WHERE id = %s"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(query, [*columns.values(), pk])


def _relink(table: Table, attribute: str, pk: int, targets: list[int]) -> None:
    through, own, _ = _through(table.model, attribute)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {through} WHERE {own} = %s", [pk])  # noqa: S608
    _link(table.model, attribute, [(pk, target) for target in targets])


def _remove(table: Table, pks: list[int]) -> None:
    if not pks:
        return
    with connection.cursor() as cursor:
        for attribute in table.many:
            through, own, _ = _through(table.model, attribute)
            cursor.execute(f"DELETE FROM {through} WHERE {own} = ANY(%s)", [pks])  # noqa: S608
        name = table.model._meta.db_table
        cursor.execute(f"DELETE FROM {name} WHERE id = ANY(%s)", [pks])  # noqa: S608
