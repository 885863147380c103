"""A backup while the site writes and files come and go."""

from __future__ import annotations

import fcntl
import itertools
import os
import threading

import psycopg
import pytest
from click.testing import CliRunner
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from samspill.cli import samspill
from samspill.operations import records, uploads
from samspill.operations.backup import BackupFailed, backup
from samspill.operations.restore import checked, restore
from samspill.operations.tables import LEFT_OUT
from tests.operations.installations import query

pytestmark = pytest.mark.server

PAIRED = "SELECT object, count(*) FROM common_auditentry WHERE by = 'pair' GROUP BY object"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "samspill.backup"


class Writer(threading.Thread):
    """Keeps writing two rows that belong together, each pair in one transaction."""

    def __init__(self) -> None:
        super().__init__()
        self.parameters = connection.get_connection_params()
        self.ended = threading.Event()
        self.written = threading.Event()
        self.pairs = 0

    def run(self) -> None:
        for name in ("cursor_factory", "context"):
            self.parameters.pop(name, None)
        with psycopg.connect(**self.parameters) as writing:
            for number in itertools.count():
                with writing.transaction():
                    for action in ("first", "second"):
                        writing.execute(
                            "INSERT INTO common_auditentry (at, by, action, object, detail)"
                            " VALUES (now(), 'pair', %s, %s, '{}')",
                            [action, str(number)],
                        )
                self.pairs += 1
                if self.pairs > 100:
                    self.written.set()
                if self.ended.is_set():
                    return


@pytest.mark.once
def test_a_backup_under_load_holds_whole_pairs_only(filled, new, file, monkeypatch):
    writer = Writer()
    writer.start()
    try:
        assert writer.written.wait(30)
        pairs_before = writer.pairs
        during = []
        table = backup.__globals__["_table"]

        def slower(*arguments):
            # Between two tables the writer gets further, as it would with large ones.
            writer.written.clear()
            during.append(writer.written.wait(10))
            return table(*arguments)

        monkeypatch.setitem(backup.__globals__, "_table", slower)
        backup(file)
        pairs_after = writer.pairs
    finally:
        writer.ended.set()
        writer.join()
    assert all(during)
    with new().in_use():
        with checked(file) as right:
            restore(right)
        restored = query(PAIRED)
    assert {count for _, count in restored} == {2}
    assert pairs_before <= len(restored) < pairs_after


def test_a_backup_cannot_write(filled, file, monkeypatch):
    def write(cursor, *_):
        cursor.execute("DELETE FROM django_migrations")

    monkeypatch.setattr("samspill.operations.tables.names", write)
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        backup(file)
    assert list(file.parent.glob("samspill.backup*")) == []


def test_a_file_deleted_meanwhile_is_noted(filled, file, monkeypatch):
    listed = list(uploads.walk(filled.media))
    (filled.media / "tom.txt").unlink()
    monkeypatch.setattr(uploads, "walk", lambda _: listed)
    manifest = backup(file).manifest
    assert manifest.notes == ["tom.txt was deleted during the backup and is not in it."]
    assert "tom.txt" not in {listed.path for listed in manifest.files}
    checked(file).file.close()


def test_a_file_changed_while_it_is_read_is_noted(filled, file, monkeypatch):
    chunks = uploads.FileReading.chunks

    def growing(reading):
        yield from chunks_then_grow(reading)

    def chunks_then_grow(reading):
        for chunk in chunks(reading):
            yield chunk
            if reading.path.name == "møte 1.pdf" and reading.path.stat().st_size < 20_000:
                with reading.path.open("ab") as grown:
                    grown.write(b"more")

    monkeypatch.setattr(uploads.FileReading, "chunks", growing)
    (note,) = set(backup(file).manifest.notes)
    assert note.startswith("referat/møte 1.pdf was changed while it was read")
    checked(file).file.close()


def test_a_link_is_not_followed_and_is_named(filled, file, tmp_path):
    (tmp_path / "secret").write_text("outside")
    (filled.media / "link").symlink_to(tmp_path / "secret")
    manifest = backup(file).manifest
    assert manifest.left_out == sorted({*LEFT_OUT, "files/link"})
    assert b"outside" not in file.read_bytes()


def test_a_name_that_is_no_text_is_named_and_left_out(filled, file):
    (filled.media / os.fsdecode(b"\xff.txt")).write_bytes(b"x")
    manifest = backup(file).manifest
    assert manifest.left_out == sorted({*LEFT_OUT, "files/\\xff.txt"})


def test_a_database_of_a_newer_samspill_is_refused(filled, file):
    MigrationRecorder(connection).record_applied("common", "0999_later")
    with pytest.raises(BackupFailed, match=r"common\.0999_later.*version that serves"):
        backup(file)


def test_two_backups_to_one_file_do_not_meet(filled, file, monkeypatch):
    refused = []

    def second(folder):
        with pytest.raises(BackupFailed, match="Another backup") as problem:
            backup(file)
        refused.append(problem)
        return iter(())

    monkeypatch.setattr(uploads, "walk", second)
    backup(file)
    assert refused
    checked(file).file.close()


def run(*arguments):
    return CliRunner().invoke(samspill, [str(argument) for argument in arguments])


def test_the_command_reads_back_says_the_sum_and_remembers(filled, file):
    said = run("backup", file, "--verify")
    assert said.exit_code == 0, said.output
    (entry,) = records.read()
    assert f"SHA-256 {entry['sha256']}" in said.output
    assert entry["file"] == str(file)
    assert entry["bytes"] == file.stat().st_size


def test_the_command_refuses_in_a_line(filled, file, tmp_path):
    file.write_text("precious")
    for target, line in [
        (file, f"{file} exists. Name another file, or replace it with --force.\n"),
        (tmp_path, f"{tmp_path} is a folder. Name a file.\n"),
        (tmp_path / "no/where", f"The folder {tmp_path / 'no'} does not exist. Make it first.\n"),
    ]:
        said = run("backup", target)
        assert said.exit_code == 2
        assert said.output.endswith(line)
    assert records.read() == []


def test_a_quiet_command_says_nothing(filled, file):
    assert run("backup", file, "--quiet").output == ""


def test_a_full_disk_is_told_and_leaves_nothing(filled, file, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("samspill.operations.archive.Writer.member", full)
    said = run("backup", file)
    assert said.exit_code == 2
    assert "No space left on device. Nothing was backed up." in said.output
    assert list(file.parent.glob("samspill.backup*")) == []


def test_what_a_killed_backup_left_goes_with_the_next_and_what_is_written_stays(filled, tmp_path):
    killed, held, others = (
        tmp_path / name
        for name in ("s-2026-01-01.backup.part", "s-2026-01-02.backup.part", "film-2026.part")
    )
    for path in (killed, held, others):
        path.write_bytes(b"half")
    with held.open("rb") as writing:
        fcntl.flock(writing, fcntl.LOCK_EX)
        backup(tmp_path / "s-2026-01-03.backup")
    assert (killed.exists(), held.exists(), others.exists()) == (False, True, True)


def test_the_restoring_command_says_what_came_back(filled, new, file):
    backup(file)
    with new().in_use():
        said = run("restore", file)
        assert said.exit_code == 0, said.output
        assert "rows of" in said.output
        again = run("restore", file)
    assert again.exit_code == 2
    assert again.output.strip().endswith("Nothing was changed.")
