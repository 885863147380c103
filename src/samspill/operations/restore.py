"""Putting a backup back: the whole file is checked first, then all of it goes in or nothing.

The database's part is one transaction from the first dropped table to the last migration, as
PostgreSQL takes back changes of tables too. A crash leaves the database as it was.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg.sql import SQL, Identifier

from samspill.operations import archive, checking, tables, target, uploads
from samspill.operations.archive import Summed
from samspill.operations.backup import Progress
from samspill.operations.manifest import Manifest


class RestoreRefused(Exception):
    """Nothing was changed; the message says why and what to do."""


@dataclass(frozen=True)
class Restored:
    """What was put back."""

    manifest: Manifest
    migrated_on: int
    """How many migrations the database got beyond those of the backup."""
    files_before: Path | None
    """Where the uploaded files are that were there before."""


class Checked:
    """A backup whose every sum was found right, held open so that no other takes its place."""

    def __init__(self, file: IO[bytes], manifest: Manifest) -> None:
        self.file = file
        self.manifest = manifest

    def __enter__(self) -> Checked:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()


def checked(source: Path, *, progress: Progress | None = None) -> Checked:
    """Reads a backup from end to end; changes nothing.

    Raises archive.Unreadable when it is damaged, hostile or too new, RestoreRefused when its
    migrations are not known here.
    """
    file = source.open("rb")
    try:
        manifest = checking.check(file, progress=progress, room=_room(Path(settings.MEDIA_ROOT)))
        _refuse_unknown(manifest)
    except BaseException:
        file.close()
        raise
    return Checked(file, manifest)


def restore(
    backup: Checked, *, replace: bool = False, progress: Progress | None = None
) -> Restored:
    """Makes the database and the uploaded files what the backup says.

    Args:
        backup: what ``checked`` gave.
        replace: remove what the database and the folder hold now.
        progress: is called with how many unpacked bytes were put in place since last time.

    Raises RestoreRefused when this installation can't take it as it is; then nothing was changed.
    """
    staging = uploads.Staging(Path(settings.MEDIA_ROOT))
    _refuse_media(staging, replace)
    try:
        migrated_on = _restore(backup, staging, replace, progress)
    except (DatabaseError, OSError) as problem:
        raise RestoreRefused(_reason(problem)) from problem
    finally:
        staging.discard()
    _afterwards(backup.manifest)
    before = staging.before if staging.before.exists() else None
    return Restored(backup.manifest, migrated_on, before)


def _room(media: Path) -> int:
    """Bytes free where uploaded files go."""
    place = media.resolve()
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free


def _refuse_unknown(manifest: Manifest) -> None:
    if unknown := tables.unknown(manifest.migrations):
        raise RestoreRefused(
            f"The backup's database has a form that this Samspill does not know "
            f"({'.'.join(unknown[0])}). Restore it with the version that made it "
            f"({manifest.samspill}), or a newer one."
        )


def _refuse_media(staging: uploads.Staging, replace: bool) -> None:
    folder = staging.target
    if os.path.ismount(folder):
        raise RestoreRefused(
            f"{folder} is a mount point, and can't be swapped for another folder. Mount the disk "
            "one folder further up."
        )
    if staging.before.exists():
        raise RestoreRefused(
            f"{staging.before} holds the files from before an earlier restore. Move it away or "
            "remove it first."
        )
    if folder.exists() and any(folder.iterdir()) and not replace:
        raise RestoreRefused(
            f"{folder} holds uploaded files. Restore into a new installation, or give --replace "
            "to put the backup in their place."
        )


def _restore(
    backup: Checked, staging: uploads.Staging, replace: bool, progress: Progress | None
) -> int:
    manifest = backup.manifest
    staging.open()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            _prepare(cursor, manifest, replace)
            _load(cursor, backup, staging, progress)
            verify(cursor, staging, manifest)
            migrated_on = _migrate_on(manifest)
            staging.swap()
        return migrated_on
    except BaseException:
        staging.swap_back()
        raise


def _prepare(cursor: Any, manifest: Manifest, replace: bool) -> None:
    """Leaves the tables as they were when the backup was made, without a row."""
    if reason := target.why_unfit(cursor, replace=replace):
        raise RestoreRefused(reason)
    target.clear(cursor)
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(list(manifest.migrations))
    if {(migration.app_label, migration.name) for migration, _ in plan} != set(manifest.migrations):
        raise RestoreRefused("The backup names some migrations without those that they build on.")
    executor.migrate(list(manifest.migrations), plan)
    wanted = tables.made_by(manifest.migrations)
    if wanted != {table.name for table in manifest.tables}:
        raise RestoreRefused("The backup's tables are not those that its migrations make.")
    target.empty(cursor, wanted)
    tables.plain_text(cursor)


def _load(
    cursor: Any, backup: Checked, staging: uploads.Staging, progress: Progress | None
) -> None:
    manifest = backup.manifest
    stated = {f"{archive.TABLE}{table.name}": table for table in manifest.tables}
    paths = {f"{archive.FILE}{n:08}": f.path for n, f in enumerate(manifest.files, start=1)}
    for listed in manifest.files:
        staging.append(listed.path, b"")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    # What is approved or adopted takes no more rows, but from files: its tables come in any order.
    cursor.execute("SET LOCAL samspill.loading = 'on'")
    for item, chunks in checking.items(backup.file):
        if item in paths:
            for chunk in chunks:
                staging.append(paths[item], chunk)
                _tell(progress, chunk)
            continue
        present = tables.describe(cursor, stated[item].name)
        if set(present.columns) != set(stated[item].columns):
            raise RestoreRefused(f"The columns of {present.name} are not those of the backup.")
        statement = tables.copy_from(present.name, stated[item].columns)
        with connection.wrap_database_errors, cursor.copy(statement) as copy:
            for chunk in chunks:
                copy.write(chunk)
                _tell(progress, chunk)
    for sequence in manifest.sequences:
        tables.set_sequence(cursor, sequence)
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SET LOCAL samspill.loading = ''")


def _tell(progress: Progress | None, chunk: bytes) -> None:
    if progress:
        progress(len(chunk))


def verify(cursor: Any, staging: uploads.Staging, manifest: Manifest) -> None:
    """Reads all back; raises RestoreRefused when something is not what the backup says."""
    for listed in manifest.files:
        if staging.sha256(listed.path) != listed.sha256:
            raise RestoreRefused(f"Read back, {listed.path} is not what the backup says.")
    for stated in manifest.tables:
        present = tables.describe(cursor, stated.name)
        summed = Summed()
        for chunk in tables.copy_out(cursor, present.with_columns(stated.columns)):
            summed.add(chunk)
        if (summed.lines, summed.sha256) != (stated.rows, stated.sha256):
            raise RestoreRefused(
                f"Read back, {stated.name} is not what the backup says ({summed.lines} rows of "
                f"{stated.rows})."
            )


def _migrate_on(manifest: Manifest) -> int:
    """Brings the database to the form that this version needs."""
    executor = MigrationExecutor(connection)
    targets = [node for node in executor.loader.graph.leaf_nodes() if node[0] != tables.QUEUE]
    plan = executor.migration_plan(targets)
    executor.migrate(targets, plan)
    return len(plan)


def _afterwards(manifest: Manifest) -> None:
    """What stands beside the data: the queue, Django's own, the planner's knowledge."""
    call_command("migrate", tables.QUEUE, interactive=False, verbosity=0)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=DEFAULT_DB_ALIAS)
    with connection.cursor() as cursor:
        present = tables.names(cursor)
        for table in manifest.tables:
            # The data stands already; a table that later code dropped has nothing to learn.
            if table.name in present:
                with suppress(DatabaseError):
                    cursor.execute(SQL("ANALYZE {}").format(Identifier(table.name)))


def _reason(problem: Exception) -> str:
    if isinstance(problem, OSError):
        return f"The uploaded files can't be put in place: {problem}."
    cause = problem.__cause__
    diagnosis = getattr(cause, "diag", None)
    if getattr(cause, "sqlstate", None) == target.LOCK_NOT_AVAILABLE:
        return "The database is in use. Stop the site (and other commands), then try again."
    said = getattr(diagnosis, "message_primary", None) or str(problem).splitlines()[0]
    return f"The database refused the backup: {said}."
