"""What is backed up comes back: into another database, table by table and file by file."""

from __future__ import annotations

import io
import os
import stat

import pytest
from django.db import IntegrityError, transaction
from django_scopes import scope

from samspill.commitments.actions import Owes, Wanted, open_commitment, report
from samspill.commitments.due import Due
from samspill.commitments.models import ReportFile
from samspill.common.actors import program
from samspill.common.files import storing
from samspill.common.files.accepting import accept
from samspill.common.models import AuditEntry, Partnership
from samspill.documents.models import Edition
from samspill.in_use.owed import PROCESS as IN_USE
from samspill.operations.backup import BackupFailed, backup
from samspill.operations.restore import checked, restore
from samspill.operations.tables import LEFT_OUT, MIGRATIONS, made_by
from samspill.parties.models import Party
from tests.operations.installations import query

pytestmark = pytest.mark.server


@pytest.fixture
def file(tmp_path):
    return tmp_path / "samspill.backup"


def put_back(file, **options):
    with checked(file) as right:
        return restore(right, **options)


def test_every_table_and_file_comes_back(filled, new, file):
    done = backup(file)
    there = new()
    with there.in_use():
        put_back(file)
    assert there.rows() == filled.rows()
    assert there.files() == filled.files()
    rows = filled.rows()
    for table in done.manifest.tables:
        if table.name != MIGRATIONS:
            assert table.rows == len(rows[table.name])
    assert [path.name for path in there.home.iterdir()] == ["media"]


def test_a_file_of_a_report_comes_back_with_its_report(filled, new, file):
    content = b"%PDF-1.7 \x00\xff"
    partnership = Partnership.objects.get()
    by = program("test")
    with scope(partnership=partnership):
        wanted = Wanted(
            process=IN_USE.slug, thing=Edition.objects.all()[0], title="Tas i bruk", due=Due.none(),
            owners=[Owes(party=Party.objects.all()[0])],
        )  # fmt: skip
        owed = open_commitment(by=by, partnership=partnership, wanted=wanted)
        sent = accept("referat.pdf", io.BytesIO(content))
        report(by=by, commitment=owed, done="Se referatet", attached=[sent])
    backup(file)
    with new().in_use(), scope(partnership=partnership):
        put_back(file)
        found = ReportFile.objects.get()
        assert (found.name, found.path.read_bytes()) == ("referat.pdf", content)
        os.utime(found.path, (0, 0))
        assert storing.forget_unnamed() == 0
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            ReportFile.objects.all().delete()


def test_a_backup_of_what_was_restored_is_the_same(filled, new, file, tmp_path):
    first = backup(file).manifest
    with new().in_use():
        put_back(file)
        second = backup(tmp_path / "again").manifest
    assert second.tables == first.tables
    assert second.sequences == first.sequences
    assert second.files == first.files
    assert second.migrations == first.migrations


def test_numbering_goes_on_where_it_stood(filled, new, file):
    query("SELECT nextval('common_auditentry_id_seq') FROM generate_series(1, 500)")
    highest = query("SELECT max(id) FROM common_auditentry")[0][0]
    backup(file)
    with new().in_use():
        put_back(file)
        entry = AuditEntry.objects.create(by="test", action="test")
    assert entry.pk > highest + 500


def test_the_restored_audit_trail_is_append_only(filled, new, file):
    backup(file)
    with new().in_use():
        put_back(file)
        for statement in ("DELETE FROM common_auditentry", "TRUNCATE common_auditentry"):
            with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                query(statement)


def test_every_table_is_in_a_backup_or_left_out_on_purpose(filled, file):
    migrations = [(app, name) for app, name in query("SELECT app, name FROM django_migrations")]
    assert set(filled.rows()) == made_by(migrations) | (LEFT_OUT & set(filled.rows()))


def test_a_table_that_is_not_ours_is_left_out_and_named(filled, file):
    query("CREATE TABLE notes_of_the_operator (id int)")
    assert backup(file).manifest.left_out == sorted({*LEFT_OUT, "notes_of_the_operator"})


def test_a_backup_is_for_its_owner_alone(filled, file):
    backup(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_exists_is_not_replaced_unasked(filled, file):
    file.write_text("precious")
    with pytest.raises(BackupFailed, match="--force"):
        backup(file)
    assert file.read_text() == "precious"
    backup(file, force=True)
    with checked(file) as right:
        assert right.manifest.rows


def test_an_empty_database_is_not_backed_up(new, file):
    with new().in_use(), pytest.raises(BackupFailed, match="nothing to back up"):
        backup(file)
    assert list(file.parent.glob("samspill.backup*")) == []
