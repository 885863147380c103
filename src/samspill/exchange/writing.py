"""Putting the database right, step by step.

Rows are written with COPY and ids taken from the sequences beforehand, so that references in any
direction go in at once and a large helsefellesskap is loaded in bounded memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.db.models import Model

from samspill.common import house
from samspill.common.actors import Actor
from samspill.common.models import Partnership
from samspill.common.open_format.kind import RecordKind
from samspill.exchange.comparing import Act, RowChange
from samspill.exchange.kinds import above, kinds
from samspill.exchange.records import FlatRecord, Records
from samspill.exchange.snapshot import Ids, Snapshot, attname, through_of


def apply(
    partnership: Partnership,
    steps: list[RowChange],
    wanted: Records,
    present: Snapshot,
    *,
    by: Actor,
) -> Iterator[int]:
    """Does the steps; yields how many rows were written after each batch (for progress).

    Raises:
        ValidationError: something that must stay is about what is to be removed.
    """
    ids = {kind: dict(known) for kind, known in present.ids.items()}
    by_kind: dict[str, list[RowChange]] = {}
    for step in steps:
        by_kind.setdefault(step.kind, []).append(step)
    _follow_renamed(present.records, ids)
    for kind in reversed(kinds()):
        doomed = [step.key for step in by_kind.get(kind.name, []) if step.act is Act.REMOVE]
        gone = [ids[kind.name].pop(key) for key in doomed]
        if gone:
            house.make_way(by, kind.model, gone)
        _remove(kind, gone)
        yield len(doomed)
    for kind in kinds():
        keys = [step.key for step in by_kind.get(kind.name, []) if step.act is Act.ADD]
        ids[kind.name] |= dict(zip(keys, _new_ids(kind.model, len(keys)), strict=True))
    for kind in kinds():
        mine = by_kind.get(kind.name, [])
        added = [wanted.by_kind[kind.name][s.key] for s in mine if s.act is Act.ADD]
        _blank(kind, mine, ids)
        yield from _add(partnership, kind, added, ids)
        for step in mine:
            if step.act in {Act.CHANGE, Act.END}:
                _change(kind, wanted.by_kind[kind.name][step.key], step, ids)
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


def _add(
    partnership: Partnership, kind: RecordKind, records: list[FlatRecord], ids: Ids
) -> Iterator[int]:
    if not records:
        return
    model, stored, pointers = kind.model, kind.stored, kind.pointers
    columns = ["id", "partnership_id", *(attname(model, name) for name in stored)]
    columns += [attname(model, name) for name in pointers]
    columns += [attname(model, kind.parent)] if kind.parent else []
    parents = ids[above()[kind.name]] if kind.parent else {}
    names = ", ".join(f'"{column}"' for column in columns)
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy,
    ):
        for count, record in enumerate(records, start=1):
            row: list[Any] = [ids[kind.name][record.key], partnership.pk]
            row += [_database_value(record.values[name]) for name in stored]
            row += [_id(ids, other, record.values[column]) for column, other in pointers.items()]
            row += [parents[record.parent]] if kind.parent else []
            copy.write_row(row)
            if count % 2000 == 0:
                yield 2000
    yield len(records) % 2000
    for attribute, other in kind.many.items():
        pairs = [
            (ids[kind.name][r.key], ids[other][k]) for r in records for k in r.values[attribute]
        ]
        _link(model, attribute, pairs)


def _id(ids: Ids, kind: str, key: str | None) -> int | None:
    return None if key is None else ids[kind][key]


def _link(model: type[Model], attribute: str, pairs: Iterable[tuple[int, int]]) -> None:
    through, own, other = through_of(model, attribute)
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {through} ({own}, {other}) FROM STDIN") as copy,
    ):
        for pair in pairs:
            copy.write_row(pair)


def _blank(kind: RecordKind, steps: list[RowChange], ids: Ids) -> None:
    for column in kind.blanked:
        pks = [ids[kind.name][step.key] for step in steps if column in step.changes]
        kind.model._base_manager.filter(pk__in=pks).update(**{column: ""})


def _change(kind: RecordKind, record: FlatRecord, step: RowChange, ids: Ids) -> None:
    pk = ids[kind.name][record.key]
    pointers = kind.pointers
    columns: dict[str, Any] = {}
    for name, (_, value) in step.changes.items():
        if name in kind.many:
            _relink(kind, name, pk, [ids[kind.many[name]][key] for key in value])
        elif name in pointers:
            columns[attname(kind.model, name)] = _id(ids, pointers[name], value)
        else:
            columns[attname(kind.model, name)] = _database_value(value)
    if columns:
        assignments = ", ".join(f'"{column}" = %s' for column in columns)
        query = f"UPDATE {kind.model._meta.db_table} SET {assignments} WHERE id = %s"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(query, [*columns.values(), pk])


def _relink(kind: RecordKind, attribute: str, pk: int, targets: list[int]) -> None:
    through, own, _ = through_of(kind.model, attribute)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {through} WHERE {own} = %s", [pk])  # noqa: S608
    _link(kind.model, attribute, [(pk, target) for target in targets])


def _remove(kind: RecordKind, pks: list[int]) -> None:
    if not pks:
        return
    with connection.cursor() as cursor:
        for attribute in kind.many:
            through, own, _ = through_of(kind.model, attribute)
            cursor.execute(f"DELETE FROM {through} WHERE {own} = ANY(%s)", [pks])  # noqa: S608
        name = kind.model._meta.db_table
        cursor.execute(f"DELETE FROM {name} WHERE id = ANY(%s)", [pks])  # noqa: S608
