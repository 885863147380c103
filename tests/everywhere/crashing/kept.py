"""All rows of a database as they stood at first, and what has changed since brought back.

A copy of the whole database took as long as thirty saves. A row says itself which transaction wrote
it (``xmin``), so that what is newer goes, and what is missing is put in again.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.sql import SQL, Composable, Identifier

KEPT = "kept"

OF_TABLES = """
SELECT c.relname,
  array(SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0
        AND NOT attisdropped AND attgenerated = '' ORDER BY attnum),
  array(SELECT attname::text FROM pg_index i JOIN pg_attribute a
        ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)
        WHERE i.indrelid = c.oid AND i.indisprimary)
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
"""
"""Each table with its columns, without those that are computed, and with its key."""


class Kept:
    """The rows of all tables, and the numbers that are given next; the connection is one's own."""

    def __init__(self, asks: psycopg.Connection[Any]) -> None:
        self.asks = asks
        self.tables = {name: rest for name, *rest in asks.execute(OF_TABLES).fetchall()}
        assert [name for name, (_, key) in self.tables.items() if not key] == []
        self.sequences = asks.execute(
            "SELECT schemaname || '.' || sequencename, coalesce(last_value, start_value),"
            " last_value IS NOT NULL FROM pg_sequences"
        ).fetchall()
        asks.execute(SQL("CREATE SCHEMA {}").format(Identifier(KEPT)))
        for name in self.tables:
            asks.execute(SQL("CREATE TABLE {} AS TABLE {}").format(_kept(name), Identifier(name)))
            key = SQL(", ").join(map(Identifier, self.tables[name][1]))
            asks.execute(SQL("ALTER TABLE {} ADD PRIMARY KEY ({})").format(_kept(name), key))
        self._note()

    def bring_back(self) -> None:
        """Every row as at first; asks little where nothing has changed."""
        changed = [name for name, stands in self._stand().items() if stands != self.stood[name]]
        with self.asks.transaction():
            # Neither what a deleted row would take along, nor what may only be added to.
            self.asks.execute("SET LOCAL session_replication_role = replica")
            for name in changed:
                self._bring_back(name)
        self.same_numbers()
        self._note()

    def same_numbers(self) -> None:
        """New rows get the same numbers each time, so that two outcomes can be compared."""
        calls = ", ".join("setval(%s, %s, %s)" for _row in self.sequences)
        values = [value for row in self.sequences for value in row]
        self.asks.execute(f"SELECT {calls}", values)

    def _bring_back(self, name: str) -> None:
        columns, key = self.tables[name]
        parts = {
            "table": Identifier(name),
            "kept": _kept(name),
            "columns": SQL(", ").join(map(Identifier, columns)),
            "key": SQL(", ").join(map(Identifier, key)),
        }
        self.asks.execute(
            SQL("DELETE FROM {table} WHERE xmin::text::bigint > %s").format(**parts),
            [self.newest],
        )
        self.asks.execute(
            SQL(
                "INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns}"
                " FROM {kept} WHERE ({key}) NOT IN (SELECT {key} FROM {table})"
            ).format(**parts)
        )

    def _note(self) -> None:
        self.stood = self._stand()
        self.newest = max(newest for _, newest in self.stood.values())

    def _stand(self) -> dict[str, tuple[int, int]]:
        """How many rows each table has, and the number of the transaction that wrote last."""
        one = SQL("SELECT {}::text, count(*), coalesce(max(xmin::text::bigint), 0) FROM {}")
        every = [one.format(name, Identifier(name)) for name in self.tables]
        found = self.asks.execute(SQL(" UNION ALL ").join(every)).fetchall()
        return {name: (count, newest) for name, count, newest in found}


def _kept(name: str) -> Composable:
    return Identifier(KEPT, name)
