"""Where a backup may go, and that a restore is done whole or not at all."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys

import pytest
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.test import Client

from samspill.operations import restore as restoring
from samspill.operations import target
from samspill.operations.backup import backup
from samspill.operations.restore import RestoreRefused, checked, restore
from tests.everywhere.portions import ALL
from tests.operations.installations import query

pytestmark = pytest.mark.server


@pytest.fixture
def file(filled, tmp_path):
    file = tmp_path / "samspill.backup"
    backup(file)
    return file


def put_back(file, **options):
    with checked(file) as right:
        return restore(right, **options)


def state(installation):
    return installation.rows(), installation.files(), sorted(os.listdir(installation.home))


def test_a_database_with_rows_is_refused(filled, file):
    shutil.rmtree(filled.media)
    before = state(filled)
    with pytest.raises(RestoreRefused, match=r"not empty .* --replace"):
        put_back(file)
    assert state(filled) == before


def test_a_folder_with_files_is_refused(filled, new, file):
    there = new()
    there.media.mkdir()
    (there.media / "mine.txt").write_text("mine")
    with there.in_use(), pytest.raises(RestoreRefused, match=r"holds uploaded files.*--replace"):
        put_back(file)
    assert there.files() == {"mine.txt": b"mine"}
    assert there.rows() == {}


def test_a_database_that_was_only_migrated_is_empty(filled, new, file):
    there = new(is_migrated=True)
    with there.in_use():
        put_back(file)
    assert there.rows() == filled.rows()


def test_replace_puts_the_backup_in_place_of_all_that_was_there(filled, file):
    before = filled.rows()
    query("UPDATE common_partnership SET name = 'changed'")
    query("INSERT INTO common_auditentry (at, by, action, object, detail)"
          " VALUES (now(), 'x', 'x', 'x', '{}')")  # fmt: skip
    (filled.media / "later.txt").write_text("later")
    done = put_back(file, replace=True)
    assert filled.rows() == before
    assert "later.txt" not in filled.files()
    assert done.files_before is not None
    assert (done.files_before / "later.txt").read_text() == "later"
    with pytest.raises(RestoreRefused, match="before an earlier restore"):
        put_back(file, replace=True)


def test_a_page_of_before_a_restore_is_not_taken_for_one_of_after_it(filled, file):
    ((slug,),) = query("SELECT slug FROM common_partnership LIMIT 1")

    def etag(name):
        query(
            "UPDATE common_partnership SET name = %s, content_version = content_version + 1",
            [name],
        )
        return Client().get(f"/hf/{slug}/organer/").headers["ETag"]

    first = etag("rolled back")
    put_back(file, replace=True)
    assert etag("written since") != first


def test_replace_leaves_tables_that_are_not_samspills(filled, file):
    query("CREATE TABLE notes_of_the_operator AS SELECT 1 AS one")
    put_back(file, replace=True)
    assert query("SELECT one FROM notes_of_the_operator") == [(1,)]


def test_a_database_in_use_is_told_and_left(filled, file, monkeypatch):
    monkeypatch.setattr(target, "LOCK_SECONDS", 1)
    before = state(filled)
    reader = connection.get_new_connection(connection.get_connection_params())
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM common_partnership")
    with pytest.raises(RestoreRefused, match="is in use"):
        put_back(file, replace=True)
    reader.close()
    assert state(filled) == before


@pytest.mark.once
def test_an_older_backup_is_brought_on_to_this_version(filled, new, tmp_path):
    executor = MigrationExecutor(connection)
    executor.migrate([("portal", None)])
    backup(tmp_path / "older")
    there = new()
    with there.in_use():
        lacked = [name for app, name in executor.loader.disk_migrations if app == "portal"]
        assert put_back(tmp_path / "older").migrated_on == len(lacked)
        assert query("SELECT count(*) FROM portal_searchentry") == [(0,)]
        assert MigrationExecutor(connection).loader.applied_migrations.keys() == set(
            MigrationLoader(None).graph.nodes
        )


def test_every_migration_can_be_taken_back_with_its_transaction():
    """A restore migrates in one transaction; a migration that must run outside would break it."""
    outside = [key for key, m in MigrationLoader(None).disk_migrations.items() if not m.atomic]
    assert outside == []


def test_rows_that_migrations_made_give_way_and_triggers_stand_again(filled):
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        target.empty(cursor, ["common_auditentry"])
        cursor.execute("COMMIT")
    assert query("SELECT count(*) FROM common_auditentry") == [(0,)]
    assert query("SELECT DISTINCT tgenabled FROM pg_trigger WHERE NOT tgisinternal"
                 " AND tgrelid = 'common_auditentry'::regclass") == [("O",)]  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize("step", ["_load", "_migrate_on"])
def test_a_failure_at_any_step_leaves_all_as_it_was(filled, file, monkeypatch, step):
    before = state(filled)
    monkeypatch.setattr(restoring, step, fail)
    with pytest.raises(KeyboardInterrupt):
        put_back(file, replace=True)
    assert state(filled) == before


def fail(*_):
    raise KeyboardInterrupt


@pytest.mark.once
def test_a_commit_that_fails_swaps_the_files_back(filled, file, monkeypatch):
    before = state(filled)

    def broken():
        connection.connection.close()
        raise OperationalError("the connection was lost")

    monkeypatch.setattr(connection, "_commit", broken)
    with pytest.raises(RestoreRefused):
        put_back(file, replace=True)
    monkeypatch.undo()
    connection.close()
    assert state(filled) == before


KILLED = """
import os, signal, sys
from samspill import cli
from samspill.operations import restore, backup
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
setattr({"restore": restore, "backup": backup}[sys.argv[1]], sys.argv.pop(1 + 1), die)
cli.main()
"""


def killed(installation, command, step, *arguments):
    return subprocess.run(
        [sys.executable, "-c", KILLED, command, step, *arguments],
        env=installation.environment(),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.once
@pytest.mark.parametrize("step", ["verify", "_migrate_on"] if ALL else ["_migrate_on"])
def test_a_restore_killed_in_the_middle_leaves_all_as_it_was(filled, file, step):
    rows, files, _ = state(filled)
    done = killed(filled, "restore", step, str(file), "--replace")
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert filled.rows() == rows
    assert filled.files() == files
    put_back(file, replace=True)
    assert filled.rows() == rows
    assert not list(filled.home.glob("*.restoring"))


def test_a_backup_killed_in_the_middle_leaves_no_file_of_that_name(filled, tmp_path):
    file = tmp_path / "samspill.backup"
    done = killed(filled, "backup", "_flush_folder", str(file))
    assert done.returncode == -signal.SIGKILL, done.stderr
    file.unlink()
    done = killed(filled, "backup", "_server_version", str(file))
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert not file.exists()
    assert (tmp_path / "samspill.backup.part").exists()
    backup(file)
    assert not (tmp_path / "samspill.backup.part").exists()
    checked(file).file.close()
