"""The database that a backup goes into: whether it may, and making room.

``--replace`` drops tables rather than emptying them. The audit trail's triggers refuse TRUNCATE and
DELETE, and go on doing so; dropping is what the owner of a database may always do, it is done only
here, and the trail that takes its place is the backup's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from psycopg.sql import SQL, Identifier

from samspill.operations import tables

LOWEST_VERSION = 15
LOCK_NOT_AVAILABLE = "55P03"
LOCK_SECONDS = 10

# Made by Django itself in every new database; alone they are nobody's data.
OF_DJANGO = frozenset(
    {tables.MIGRATIONS, "django_content_type", "auth_permission", "django_site"} | tables.LEFT_OUT
)


MADE = {
    "FUNCTION": (
        "SELECT oid::regprocedure::text FROM pg_proc"
        " WHERE proname ~ '^(samspill|procrastinate)_'"
        " AND pronamespace = current_schema()::regnamespace"
    ),
    "TYPE": (
        "SELECT oid::regtype::text FROM pg_type"
        " WHERE typname ~ '^procrastinate_' AND typtype <> 'b'"
        " AND typnamespace = current_schema()::regnamespace"
    ),
}
"""What to drop beside tables, and how to find it."""


def why_unfit(cursor: Any, *, replace: bool) -> str:
    """Why the database can't take a backup, and what to do; nothing when it can."""
    cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
    (version,) = cursor.fetchone()
    if version < LOWEST_VERSION:
        return f"The database is PostgreSQL {version}; Samspill needs {LOWEST_VERSION} or newer."
    if replace:
        return ""
    if filled := _first_with_rows(cursor, tables.names(cursor) - OF_DJANGO):
        return (
            f"The database is not empty ({filled} has rows). Restore into an empty one, or give "
            "--replace to remove all that it holds first."
        )
    return ""


def _first_with_rows(cursor: Any, names: Iterable[str]) -> str:
    for name in sorted(names):
        cursor.execute(SQL("SELECT EXISTS (SELECT FROM {})").format(Identifier(name)))
        if cursor.fetchone()[0]:
            return name
    return ""


def clear(cursor: Any) -> None:
    """Drops Samspill's tables and functions; other tables in the schema stay.

    Waits a short while for others to let go of them: a site that serves would never.
    """
    cursor.execute(SQL("SET LOCAL lock_timeout = {}").format(f"{LOCK_SECONDS}s"))
    if ours := _ours(cursor):
        cursor.execute(
            SQL("DROP TABLE {} CASCADE").format(SQL(", ").join(map(Identifier, sorted(ours))))
        )
    for kind, those in MADE.items():
        cursor.execute(those)
        for (found,) in cursor.fetchall():
            cursor.execute(f"DROP {kind} {found}")


def _ours(cursor: Any) -> set[str]:
    """Tables of the apps whose migrations the database has, and Django's own."""
    apps = {app for app, _ in tables.applied(cursor)}
    return {
        name
        for name in tables.names(cursor)
        if name in OF_DJANGO or any(name.startswith(f"{app}_") for app in apps)
    }


def empty(cursor: Any, names: Iterable[str]) -> None:
    """Removes rows that migrations made in a new database, as the backup brings its own."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for name in sorted(names):
        if _first_with_rows(cursor, [name]):
            table = Identifier(name)
            cursor.execute(SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(table))
            cursor.execute(SQL("DELETE FROM {}").format(table))
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(table))
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
