"""Installations for tests: a database and a folder each, that Django can be pointed at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psutil
from django.db import connection
from django.test import override_settings
from psycopg.sql import SQL, Identifier

from tests import databases

PREFIX = "samspill_ops_"
_numbers = count(1)
OF_QUEUE = '"app": "procrastinate"'
"""In the list of migrations: the queue is made anew by a restore, at another time."""


@dataclass(frozen=True)
class Installation:
    """A database of its own beside the test's, and a home of its own."""

    database: str
    home: Path

    @property
    def media(self) -> Path:
        return self.home / "media"

    @contextmanager
    def in_use(self) -> Iterator[Installation]:
        """Django's connection and folders are this installation's."""
        before = connection.settings_dict["NAME"]
        point_at(self.database)
        try:
            with override_settings(SAMSPILL_HOME=self.home, MEDIA_ROOT=self.media):
                yield self
        finally:
            point_at(before)

    def rows(self) -> dict[str, list[str]]:
        """Every table's rows as PostgreSQL writes them, asked for without any code of ours."""
        with self.in_use(), connection.cursor() as cursor:
            found = {}
            for name in sorted(connection.introspection.table_names(cursor)):
                cursor.execute(
                    SQL("SELECT to_jsonb(t)::text FROM {} t ORDER BY 1").format(Identifier(name))
                )
                found[name] = [row for (row,) in cursor.fetchall() if OF_QUEUE not in row]
            return found

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.media).as_posix(): path.read_bytes()
            for path in self.media.rglob("*")
            if path.is_file()
        }

    def environment(self) -> dict[str, str]:
        """For a program of its own that works on this installation."""
        with self.in_use():
            parameters = connection.get_connection_params()
        host = str(parameters.get("host", "localhost")).replace("/", "%2F")
        port = parameters.get("port") or 5432
        url = f"postgresql://{parameters['user']}@{host}:{port}/{self.database}"
        kept = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
        return {
            **kept,
            "DATABASE_URL": url,
            "SAMSPILL_ENV": "local",
            "SAMSPILL_HOME": str(self.home),
        }


def point_at(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database


def make(home: Path, *, like: str | None = None) -> Installation:
    """A new installation: its database empty, or as another one."""
    name = f"{PREFIX}{os.getpid()}_{next(_numbers)}"
    home.mkdir(parents=True, exist_ok=True)
    databases.make(name, like=like or "template0")
    return Installation(name, home)


def migrated(home: Path) -> Installation:
    """A new installation as the migrations leave it."""
    made = Installation(f"{PREFIX}{os.getpid()}_{next(_numbers)}", home)
    home.mkdir(parents=True, exist_ok=True)
    before = connection.settings_dict["NAME"]
    databases.migrated(made.database)
    point_at(before)
    return made


def remove(installation: Installation) -> None:
    databases.drop(installation.database)


def remove_leftovers() -> None:
    """Databases of runs that were killed."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        for (name,) in cursor.fetchall():
            if not psutil.pid_exists(int(name.removeprefix(PREFIX).split("_")[0])):
                cursor.execute(
                    SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name))
                )


def query(statement: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall()) if cursor.description else []
