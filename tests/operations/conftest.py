"""Installations to back up, to restore into and to examine."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from samspill.exchange.loading import load
from tests.operations import installations
from tests.operations.installations import Installation

ROOT = Path(__file__).resolve().parent.parent.parent
UPLOADS = {
    "referat/møte 1.pdf": b"%PDF-1.7 \x00\xff" * 1000,
    "tom.txt": b"",
    # More than one part of the archive.
    "bilder/a/b.png": bytes(range(256)) * 20000,
}


class Remembering(MigrationExecutor):
    """Migrates in earnest the first time; does the same statements when it is asked for it again.

    What a restore does besides is tried many times, and to work out the statements of all
    migrations takes ten times as long as to carry them out.
    """

    written: ClassVar[dict[object, list[tuple[str, Any]]]] = {}

    def migrate(self, targets: Any, plan: Any = None, *args: Any, **options: Any) -> Any:
        asked = (tuple(map(str, plan)), frozenset(self.loader.applied_migrations))
        if asked not in self.written:
            self.written[asked] = statements = []

            def write_down(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
                statements.append((sql, params))
                return execute(sql, params, many, context)

            with connection.execute_wrapper(write_down):
                return super().migrate(targets, plan, *args, **options)
        with connection.cursor() as cursor:
            for sql, params in self.written[asked]:
                cursor.execute(sql, params)


@pytest.fixture(autouse=True)
def migrated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samspill.operations.restore.MigrationExecutor", Remembering)


@pytest.fixture(scope="session")
def template(
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Installation]:
    """An installation with example data, for others to be copied from; nobody changes it."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        installations.remove_leftovers()
        made = installations.migrated(tmp_path_factory.mktemp("template"))
        with made.in_use():
            load(ROOT / "data" / "eksempel", by="test")
        for name, content in UPLOADS.items():
            path = made.media / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield made
        installations.remove(made)


@pytest.fixture
def made(
    template: Installation, django_db_blocker: pytest.FixtureRequest
) -> Iterator[list[Installation]]:
    """The test's installations, removed after it."""
    found: list[Installation] = []
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield found
        for installation in found:
            installations.remove(installation)


@pytest.fixture
def filled(
    made: list[Installation], template: Installation, tmp_path: Path
) -> Iterator[Installation]:
    """An installation in use, with example data and some uploaded files."""
    made.append(installations.make(tmp_path / "filled", like=template.database))
    shutil.copytree(template.media, made[-1].media)
    with made[-1].in_use():
        yield made[-1]


@pytest.fixture(scope="module")
def source(
    template: Installation, django_db_blocker: pytest.FixtureRequest
) -> Iterator[Installation]:
    """The installation that others are copied from, for tests that only read."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield template


@pytest.fixture
def new(made: list[Installation], tmp_path: Path) -> Callable[..., Installation]:
    """Makes a new installation, with nothing in it; or as the migrations leave it."""

    def make(*, is_migrated: bool = False) -> Installation:
        way = installations.migrated if is_migrated else installations.make
        made.append(way(tmp_path / f"new-{len(made)}"))
        return made[-1]

    return make
