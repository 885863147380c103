"""The migrated database that tests are copied from: whole, of these migrations, one at a time."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests import databases

PREFIX = f"samspill_trial_{os.getpid()}_"


@pytest.fixture
def made(
    monkeypatch: pytest.MonkeyPatch, django_db_setup: None, django_db_blocker: Any
) -> Iterator[list[str]]:
    """Which databases were migrated; the migrations are stood in for by one table."""
    found: list[str] = []

    def migrate(*_: Any, **__: Any) -> None:
        found.append(connection.settings_dict["NAME"])
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE whole ()")

    monkeypatch.setattr(databases, "TEMPLATE", PREFIX)
    monkeypatch.setattr(databases, "UNFINISHED", f"{PREFIX}unfinished")
    monkeypatch.setattr(databases, "call_command", migrate)
    with django_db_blocker.unblock():
        yield found
        for name in there():
            databases.drop(name)


def there() -> set[str]:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        return {name for (name,) in cursor.fetchall()}


def test_the_template_is_made_once_and_kept(made):
    with databases.template() as first:
        pass
    with databases.template() as second:
        assert there() == {first} == {second}

    assert made == [f"{PREFIX}unfinished"]


def test_other_migrations_have_a_template_of_their_own_and_the_stale_one_goes(made, monkeypatch):
    with databases.template() as stale:
        pass
    monkeypatch.setattr(databases, "fingerprint", lambda _server: "other")

    with databases.template() as new:
        assert there() == {new} == {f"{PREFIX}other"}

    assert stale != new
    assert len(made) == 2


def test_what_a_killed_run_left_is_not_taken_for_a_whole_one(made):
    databases.make(f"{PREFIX}unfinished", like="template0")

    with databases.template() as name:
        assert there() == {name}
        databases.make(f"{PREFIX}copy", like=name)

    assert made == [f"{PREFIX}unfinished"]


def test_two_runs_at_once_make_one(made):
    def another() -> None:
        with databases.template():
            pass

    runs = [threading.Thread(target=another) for _ in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()

    assert len(made) == len(there()) == 1


def test_a_migration_or_a_trigger_that_changed_changes_the_fingerprint(made, monkeypatch):
    before = fingerprint()
    assert fingerprint() == before

    written = databases.MigrationWriter.as_string
    changed = lambda self: written(self).replace("is append-only", "stays")  # noqa: E731
    monkeypatch.setattr(databases.MigrationWriter, "as_string", changed)
    of_a_trigger = fingerprint()
    monkeypatch.setattr(databases.inspect, "getsource", lambda _module: "")

    assert len({before, of_a_trigger, fingerprint()}) == 3


def fingerprint() -> str:
    with connection._nodb_cursor() as server:
        return databases.fingerprint(server)
