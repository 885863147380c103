"""Databases beside the tests' own: as the migrations leave them, without running those again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from psycopg.sql import SQL, Composable, Identifier

_copies: list[str] = []


@contextmanager
def copied() -> Iterator[None]:
    """Keeps a copy of the tests' database as it is before the first test; removes it afterwards."""
    of = connection.settings_dict["NAME"]
    name = f"{of}_migrated"
    make(name, like=of)
    _copies.append(name)
    try:
        yield
    finally:
        _copies.remove(name)
        drop(name)


def migrated(name: str) -> None:
    """Makes a database as the migrations leave it, and points Django's connection at it."""
    make(name, like=_copies[-1] if _copies else "template0")
    connection.settings_dict["NAME"] = name
    if not _copies:
        call_command("migrate", interactive=False, verbosity=0)


def make(name: str, *, like: str) -> None:
    """Makes a database, a copy of another one that nobody is connected to."""
    drop(name)
    execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(like)))


def drop(name: str) -> None:
    """Removes a database, whoever is connected to it; it need not be there."""
    execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def execute(statement: Composable) -> None:
    """On the server, outside any of the databases."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
