"""Databases for tests: copies of one that is kept migrated between runs (docs/testing.md)."""

from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.writer import MigrationWriter
from psycopg.sql import SQL, Composable, Identifier

from tests.migrating import one_model_at_a_time

TEMPLATE = "samspill_template_"
UNFINISHED = f"{TEMPLATE}unfinished"
# One run at a time on a server looks after the template. The number means nothing elsewhere.
LOCK = 5_348_220_117
IMPORTED = re.compile(r"^(?:from|import) (samspill[.\w]*)", re.MULTILINE)


@contextmanager
def template() -> Iterator[str]:
    """The name of a migrated database to copy; others wait, and none removes it, in the block.

    It is made under another name and gets its own when it is whole, so that a run that was killed
    leaves nothing that is taken for one.
    """
    with connection._nodb_cursor() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        name = TEMPLATE + fingerprint(server)
        server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [TEMPLATE])
        there = {found for (found,) in server.fetchall()}
        for stale in there - {name}:
            drop(stale)
        if name not in there:
            _make_template(name)
        yield name


def fingerprint(server: Any) -> str:
    """Changes with the migrations, what they import, and the versions that carry them out."""
    server.execute("SHOW server_version")
    told = [django.__version__, *server.fetchone()]
    for _, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        source = inspect.getsource(import_module(migration.__module__))
        # The second holds the SQL of triggers as well, wherever it was put together.
        told += [source, MigrationWriter(migration, include_header=False).as_string()]
        told += [inspect.getsource(import_module(name)) for name in IMPORTED.findall(source)]
    return hashlib.sha256("\0".join(told).encode()).hexdigest()[:16]


def _make_template(name: str) -> None:
    make(UNFINISHED, like="template0")
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = UNFINISHED
    try:
        with one_model_at_a_time():
            call_command("migrate", interactive=False, verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
    unfinished, whole = Identifier(UNFINISHED), Identifier(name)
    # Who is connected to it would hinder its copying.
    execute(SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(unfinished))
    execute(SQL("ALTER DATABASE {} RENAME TO {}").format(unfinished, whole))


def migrated(name: str) -> None:
    """Makes a database as the migrations leave it, and points Django's connection at it."""
    with template() as of:
        make(name, like=of)
    connection.settings_dict["NAME"] = name


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
