"""Tables as text by COPY: which there are, out of the database, into it, and their sums.

psycopg alone does it: a server's own ``pg_dump`` may be missing, or older than the server, and must
not be needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.migrations.loader import MigrationLoader
from psycopg.sql import SQL, Composable, Identifier

from samspill.operations import manifest
from samspill.operations.archive import CHUNK

# A session is a key to somebody's access, and must not live on in a copy. Jobs are made anew: what
# is due stands in the domain's own tables.
LEFT_OUT = frozenset(
    {
        "django_session",
        "usersessions_usersession",
        "procrastinate_events",
        "procrastinate_jobs",
        "procrastinate_periodic_defers",
        "procrastinate_workers",
    }
)
MIGRATIONS = "django_migrations"
QUEUE = "procrastinate"
"""The app of the queue. It is made anew whole: its migrations can't share one transaction."""

# The same value is the same text on every server.
PLAIN_TEXT = (
    "SET LOCAL client_encoding = 'UTF8'",
    "SET LOCAL timezone = 'UTC'",
    "SET LOCAL datestyle = 'ISO, YMD'",
    "SET LOCAL intervalstyle = 'postgres'",
    "SET LOCAL bytea_output = 'hex'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL idle_in_transaction_session_timeout = 0",
)

Migration = tuple[str, str]


@dataclass(frozen=True)
class DatabaseTable:
    """A table as the database has it; generated columns are left out."""

    name: str
    columns: list[str]
    order: Composable
    """What to sort by so that two databases give their rows in the same order."""

    @property
    def copy_to(self) -> Composable:
        """The statement that gives the rows as text."""
        own = SQL("WHERE app <> {}").format(QUEUE) if self.name == MIGRATIONS else SQL("")
        return SQL("COPY (SELECT {} FROM {} {} ORDER BY {}) TO STDOUT").format(
            SQL(", ").join(map(Identifier, self.columns)), Identifier(self.name), own, self.order
        )

    def with_columns(self, columns: list[str]) -> DatabaseTable:
        """The same rows with the columns in another order."""
        return replace(self, columns=columns)


def plain_text(cursor: Any) -> None:
    """For the rest of the transaction, makes COPY's text independent of the server's settings."""
    for statement in PLAIN_TEXT:
        cursor.execute(statement)


def applied(cursor: Any) -> list[Migration]:
    """The migrations that the database has, in the order they were applied; none if it is new."""
    if MIGRATIONS not in names(cursor):
        return []
    cursor.execute("SELECT app, name FROM django_migrations WHERE app <> %s ORDER BY id", [QUEUE])
    return [(app, name) for app, name in cursor.fetchall()]


def unknown(migrations: Iterable[Migration]) -> list[Migration]:
    """Those that this version of Samspill does not have."""
    known = MigrationLoader(None, replace_migrations=False).graph.nodes
    return [migration for migration in migrations if migration not in known]


def made_by(migrations: Iterable[Migration]) -> set[str]:
    """The tables that a database with these migrations has, sessions left out."""
    loader = MigrationLoader(None, replace_migrations=False)
    models = loader.project_state(list(migrations)).apps.get_models(include_auto_created=True)
    made = {model._meta.db_table for model in models if model._meta.managed}
    return (made | {MIGRATIONS}) - LEFT_OUT


def names(cursor: Any) -> set[str]:
    """Every table there is in the schema that Samspill uses."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
        " AND relkind IN ('r', 'p') AND NOT EXISTS (SELECT 1 FROM pg_depend"
        " WHERE objid = pg_class.oid AND deptype = 'e')"
    )
    return {name for (name,) in cursor.fetchall()}


def describe(cursor: Any, name: str) -> DatabaseTable:
    """Columns and order of a table."""
    cursor.execute(
        """
        SELECT attname, attcollation <> 0,
               (SELECT array_position(indkey::int2[], attnum) FROM pg_index
                 WHERE indrelid = attrelid AND indisprimary)
          FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
         WHERE relname = %s AND relnamespace = current_schema()::regnamespace
           AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
         ORDER BY attnum
        """,
        [name],
    )
    columns = cursor.fetchall()
    key = sorted((place, name, sorts) for name, sorts, place in columns if place is not None)
    order = [_sorted_alike(column, sorts_by_language=sorts) for _, column, sorts in key]
    if not order:
        order = [SQL('{}::text COLLATE "C"').format(Identifier(name)) for name, *_ in columns]
    return DatabaseTable(name, [name for name, *_ in columns], SQL(", ").join(order))


def _sorted_alike(column: str, *, sorts_by_language: bool) -> Composable:
    return SQL('{} COLLATE "C"' if sorts_by_language else "{}").format(Identifier(column))


def copy_out(cursor: Any, table: DatabaseTable) -> Iterator[bytes]:
    """The table's rows as text, in pieces of ``CHUNK`` bytes."""
    gathered = bytearray()
    with cursor.copy(table.copy_to) as copy:
        for row in copy:
            gathered += row
            while len(gathered) >= CHUNK:
                yield bytes(gathered[:CHUNK])
                del gathered[:CHUNK]
    if gathered:
        yield bytes(gathered)


def copy_from(name: str, columns: Iterable[str]) -> Composable:
    """The statement that takes rows as ``copy_out`` gives them."""
    listed = SQL(", ").join(map(Identifier, columns))
    return SQL("COPY {} ({}) FROM STDIN").format(Identifier(name), listed)


def sequences(cursor: Any, tables: Iterable[str]) -> list[manifest.Sequence]:
    """Where the numbering of every table's columns stands."""
    cursor.execute(
        """
        SELECT relname, attname, pg_get_serial_sequence(quote_ident(relname), attname)
          FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
         WHERE relnamespace = current_schema()::regnamespace AND relname = ANY(%s)
           AND attnum > 0 AND NOT attisdropped
           AND pg_get_serial_sequence(quote_ident(relname), attname) IS NOT NULL
         ORDER BY relname, attnum
        """,
        [list(tables)],
    )
    found = []
    for table, column, sequence in cursor.fetchall():
        cursor.execute(SQL("SELECT last_value, is_called FROM {}").format(SQL(sequence)))
        last, called = cursor.fetchone()
        if table == MIGRATIONS:
            # Numbers that the queue's own rows have taken beyond the others are taken anew.
            cursor.execute("SELECT max(id) FROM django_migrations WHERE app <> %s", [QUEUE])
            last = cursor.fetchone()[0] or last
        found.append(manifest.Sequence(table=table, column=column, last=last, called=called))
    return found


def set_sequence(cursor: Any, sequence: manifest.Sequence) -> None:
    cursor.execute(
        "SELECT setval(pg_get_serial_sequence(quote_ident(%s), %s), %s, %s)",
        [sequence.table, sequence.column, sequence.last, sequence.called],
    )


def size(cursor: Any, tables: Iterable[str]) -> int:
    """Roughly how many bytes the tables hold."""
    cursor.execute(
        "SELECT coalesce(sum(pg_table_size(oid)), 0) FROM pg_class WHERE relname = ANY(%s)"
        " AND relnamespace = current_schema()::regnamespace",
        [list(tables)],
    )
    return int(cursor.fetchone()[0])
