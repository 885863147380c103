"""A backup: the database as it stood at one moment, and the uploaded files, in one file.

One REPEATABLE READ transaction reads everything, so that the site may go on writing. Files come
first, straight after that moment: a file that the snapshot names was whole by then, and little time
is left in which it can be deleted.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import psycopg
from django.conf import settings
from django.db import connection

from samspill import __version__
from samspill.operations import archive, tables, uploads
from samspill.operations.manifest import FORMAT, File, Manifest, TableItem

Progress = Callable[[int], None]
"""Is called with how many bytes were done since last time."""


class BackupFailed(Exception):
    """No backup was made; the message says why and what to do."""


@dataclass(frozen=True)
class Backup:
    """A finished backup."""

    path: Path
    manifest: Manifest
    bytes: int
    sha256: str


def backup(
    target: Path,
    *,
    force: bool = False,
    progress: Progress | None = None,
    expect: Progress | None = None,
) -> Backup:
    """Writes a backup to ``target``, which appears whole or not at all, for its owner alone.

    Args:
        target: the file.
        force: replace a file of that name.
        progress: is called with bytes done.
        expect: is called once with about how many bytes there are.

    Raises:
        BackupFailed: the file exists, or the database is newer than this Samspill or has nothing.
        OSError: the file can't be written.
    """
    _refuse_existing(target, force)
    _remove_left(target)
    with _part(target) as (part, file), _snapshot() as cursor:
        writer = archive.Writer(file)
        manifest = _write(writer, cursor, progress or _ignore, expect or _ignore)
        writer.close()
        file.flush()
        os.fsync(file.fileno())
        _refuse_existing(target, force)
        os.replace(part, target)
        _flush_folder(target.parent)
    return Backup(target, manifest, writer.summed.bytes, writer.summed.sha256)


def _ignore(_: int) -> None:
    pass


def _refuse_existing(target: Path, force: bool) -> None:
    if target.is_dir():
        raise BackupFailed(f"{target} is a folder. Name a file.")
    if target.exists() and not force:
        raise BackupFailed(f"{target} exists. Name another file, or replace it with --force.")
    if not target.parent.is_dir():
        raise BackupFailed(f"The folder {target.parent} does not exist. Make it first.")


def _remove_left(target: Path) -> None:
    """Removes what killed backups left under names that differ from this one in numbers alone."""
    like = _without_numbers(f"{target.name}.part")
    for path in target.parent.glob("*.part"):
        if _without_numbers(path.name) != like or path.is_symlink():
            continue
        with suppress(OSError), path.open("rb") as file:
            # Whoever still writes one holds it.
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()


def _without_numbers(name: str) -> str:
    return re.sub(r"\d+", "0", name)


@contextmanager
def _part(target: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    """The file under the name that it has while it is not whole; removed when it never gets so."""
    path = target.with_name(target.name + ".part")
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
    with os.fdopen(os.open(path, flags, 0o600), "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupFailed(f"Another backup is writing {path}. Wait for it to end.") from None
        os.fchmod(file.fileno(), 0o600)
        file.truncate(0)
        try:
            yield path, file
        except BaseException:
            path.unlink(missing_ok=True)
            raise


@contextmanager
def _snapshot() -> Iterator[psycopg.Cursor[Any]]:
    """A cursor that sees the database as it stood at one moment and can't write."""
    raw = connection.get_new_connection(connection.get_connection_params())
    try:
        raw.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        raw.read_only = True
        with raw.transaction(), raw.cursor() as cursor:
            tables.plain_text(cursor)
            cursor.execute("SELECT now()")
            yield cursor
    finally:
        raw.close()


def _write(
    writer: archive.Writer, cursor: psycopg.Cursor[Any], progress: Progress, expect: Progress
) -> Manifest:
    taken_at = datetime.now(UTC)
    migrations = tables.applied(cursor)
    if not migrations:
        raise BackupFailed("The database has no tables of Samspill: there is nothing to back up.")
    if newer := tables.unknown(migrations):
        raise BackupFailed(
            f"The database was brought to a newer form ({_named(newer[-1])}) than this Samspill "
            f"{__version__} knows. Back it up with the version that serves the site."
        )
    present = tables.names(cursor)
    wanted = sorted(tables.made_by(migrations))
    if missing := set(wanted) - present:
        raise BackupFailed(
            f"The database lacks the table {min(missing)}, which its migrations made."
        )
    listed = list(uploads.walk(settings.MEDIA_ROOT))
    expect(tables.size(cursor, wanted) + sum(_size(path) for _, path in listed))
    head = {"format": FORMAT, "samspill": __version__}
    writer.member(archive.HEAD, json.dumps(head).encode())
    notes: list[str] = []
    files = list(_files(writer, listed, notes, progress))
    manifest = Manifest(
        format=FORMAT,
        samspill=__version__,
        taken_at=taken_at,
        postgresql=_server_version(cursor),
        migrations=migrations,
        tables=[_table(writer, cursor, name, progress) for name in wanted],
        sequences=tables.sequences(cursor, wanted),
        files=files,
        left_out=sorted(
            [*(present - set(wanted)), *(f"files/{n}" for n in uploads.others(settings.MEDIA_ROOT))]
        ),
        notes=notes,
    )
    content = manifest.model_dump_json(indent=1).encode()
    if len(content) > archive.MANIFEST_LIMIT:
        raise BackupFailed(f"There are more uploaded files ({len(files)}) than a backup can list.")
    writer.member(archive.MANIFEST, content)
    return manifest


def _named(migration: tables.Migration) -> str:
    return ".".join(migration)


def _server_version(cursor: psycopg.Cursor[Any]) -> str:
    number = cursor.connection.info.server_version
    return f"{number // 10000}.{number % 10000}"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _counted(chunks: Iterator[bytes], progress: Progress) -> Iterator[bytes]:
    for chunk in chunks:
        yield chunk
        progress(len(chunk))


def _table(
    writer: archive.Writer, cursor: psycopg.Cursor[Any], name: str, progress: Progress
) -> TableItem:
    table = tables.describe(cursor, name)
    chunks = tables.copy_out(cursor, table)
    summed = writer.parts(f"{archive.TABLE}{name}", _counted(chunks, progress))
    return TableItem(
        name=name,
        columns=table.columns,
        rows=summed.lines,
        bytes=summed.bytes,
        sha256=summed.sha256,
    )


def _files(
    writer: archive.Writer, listed: list[tuple[str, Path]], notes: list[str], progress: Progress
) -> Iterator[File]:
    number = 0
    for name, path in listed:
        try:
            reading = uploads.FileReading(path)
        except FileNotFoundError:
            notes.append(f"{name} was deleted during the backup and is not in it.")
            continue
        number += 1
        chunks = _counted(reading.chunks(), progress)
        summed = writer.parts(f"{archive.FILE}{number:08}", chunks)
        if reading.changed:
            notes.append(f"{name} was changed while it was read; the backup may hold half of it.")
        yield File(path=name, bytes=summed.bytes, sha256=summed.sha256)


def _flush_folder(folder: Path) -> None:
    """Waits until the folder's list of names is on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
