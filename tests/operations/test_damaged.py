"""A file that is cut off, damaged, tampered with or hostile is refused, and nothing is changed."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import tarfile
import tracemalloc
from pathlib import Path

import pytest
from click.testing import CliRunner

from samspill.cli import samspill
from samspill.operations import archive
from samspill.operations.archive import HEAD, MANIFEST, BackupUnreadable
from samspill.operations.backup import backup
from samspill.operations.checking import check
from samspill.operations.restore import RestoreRefused, checked


@pytest.fixture(scope="module")
def whole(source, tmp_path_factory):
    """A whole backup; the tests damage copies of it."""
    with source.in_use():
        return backup(tmp_path_factory.mktemp("whole") / "samspill.backup").path


@pytest.fixture(autouse=True)
def file(whole, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    return Path(shutil.copy(whole, tmp_path / "samspill.backup"))


def parts_of(file):
    with file.open("rb") as opened:
        return list(archive.members(opened))


def rewrite(file, parts):
    with file.open("wb") as opened:
        writer = archive.Writer(opened)
        for name, content in parts:
            writer.member(name, content)
        writer.close()


def change_list(file, change):
    """Lets ``change`` alter what the backup says about itself, all sums of the file right."""

    def changed(name, content):
        if name != MANIFEST:
            return content
        stated = json.loads(content)
        change(stated)
        return json.dumps(stated).encode()

    rewrite(file, [(name, changed(name, content)) for name, content in parts_of(file)])


def refusal(file):
    with pytest.raises((BackupUnreadable, RestoreRefused)) as refused:
        checked(file)
    return str(refused.value)


def test_an_untouched_file_is_right(file):
    rewrite(file, parts_of(file))
    with file.open("rb") as opened:
        assert check(opened).rows > 0


def test_a_truncated_file_is_refused_wherever_it_is_cut(file):
    whole = file.read_bytes()
    for length in [0, 1, 10, 600, len(whole) // 2, len(whole) - 1]:
        file.write_bytes(whole[:length])
        assert "cut off" in refusal(file) or length <= 1


def test_a_changed_byte_is_noticed_unless_it_changes_nothing(file):
    whole, parts, refused = file.read_bytes(), parts_of(file), 0
    for place in range(20, len(whole), len(whole) // 60):
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        file.write_bytes(changed)
        try:
            checked(file).file.close()
        except BackupUnreadable:
            refused += 1
        else:
            # A bit that the packed stream has no use for.
            assert parts_of(file) == parts
    assert refused > 40


def test_something_after_the_end_is_refused(file):
    with file.open("ab") as opened:
        opened.write(gzip.compress(b"more"))
    assert "after its end" in refusal(file)


def test_a_changed_row_is_named_by_its_table(file):
    rewrite(
        file,
        [
            (name, content.replace(b"test", b"best") if "auditentry" in name else content)
            for name, content in parts_of(file)
        ],
    )
    assert "tables/common_auditentry is damaged" in refusal(file)


def test_a_missing_part_is_named(file):
    rewrite(file, [part for part in parts_of(file) if part[0] != "files/00000002/00000001"])
    assert "Parts of files/00000002" in refusal(file)


def test_a_missing_last_part_is_named(file):
    kept = [part for part in parts_of(file) if not part[0].startswith("files/00000002/00000002")]
    assert len(kept) == len(parts_of(file)) - 1
    rewrite(file, kept)
    assert "bilder/a/b.png is damaged" in refusal(file)


def test_a_part_that_the_list_does_not_name_is_refused(file):
    head, *rest = parts_of(file)
    rewrite(file, [head, ("files/00000099/00000001", b"x"), *rest])
    assert "does not name" in refusal(file)


def test_a_list_without_sense_is_refused_with_the_place(file):
    change_list(file, lambda stated: stated.update(tables="none"))
    assert "(at tables)" in refusal(file)


@pytest.mark.parametrize(
    "path", ["../out", "/etc/passwd", "a/../../out", "a/./b", "", ".", "a//b", "a\0b"]
)
def test_a_path_out_of_the_folder_is_refused(file, path):
    change_list(file, lambda stated: stated["files"][0].update(path=path))
    assert "(at files.0.path)" in refusal(file)


@pytest.mark.parametrize("name", ['x"; DROP TABLE y; --', "a b", "", "x" * 64])
def test_a_table_that_is_no_name_is_refused(file, name):
    change_list(file, lambda stated: stated["tables"][0].update(name=name))
    assert "(at tables.0.name)" in refusal(file)


def test_a_file_listed_twice_is_refused(file):
    change_list(file, lambda s: s["files"][1].update(path=s["files"][0]["path"]))
    assert "twice" in refusal(file)


@pytest.mark.parametrize(
    "head", [{"format": 2, "samspill": "0.1.0"}, {"format": 1, "samspill": "9.0"}]
)
def test_a_newer_backup_is_refused_with_the_version_to_install(file, head):
    # What a newer one holds besides is unknown here.
    rewrite(file, [(HEAD, json.dumps({**head, "new": True}).encode()), ("what/ever", b"")][:1])
    assert f"made by Samspill {head['samspill']}" in refusal(file)


def test_an_unknown_migration_is_refused(file):
    change_list(file, lambda stated: stated["migrations"].append(["common", "0999_later"]))
    assert "(common.0999_later)" in refusal(file)


def hostile(file, entry, content=b""):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz", format=tarfile.PAX_FORMAT) as tar:
        tar.addfile(entry, io.BytesIO(content))
    file.write_bytes(packed.getvalue())


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/x", "/etc/passwd", "files/../x/00000001", "é" * 90]
)
def test_a_member_with_another_name_is_refused(file, name):
    entry = tarfile.TarInfo(name)
    entry.size = 1
    hostile(file, entry, b"x")
    assert "no backup of Samspill" in refusal(file)


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE]
)
def test_a_member_that_is_no_plain_file_is_refused(file, kind):
    entry = tarfile.TarInfo(HEAD)
    entry.type, entry.linkname = kind, "/etc/passwd"
    hostile(file, entry)
    assert "no backup of Samspill" in refusal(file)


def packed(file, name, size, *, times=1):
    """A file that says it holds so many zeros, and does."""
    entry = tarfile.TarInfo(name)
    entry.size = size
    with gzip.open(file, "wb") as opened:
        opened.write(entry.tobuf(tarfile.USTAR_FORMAT))
        for _ in range(times):
            opened.write(bytes(size))


@pytest.mark.parametrize("name", [HEAD, MANIFEST, "tables/x/00000001", "files/00000001/00000001"])
def test_a_part_beyond_measure_is_refused_before_it_is_read(file, name):
    packed(file, name, 2**30, times=0)
    tracemalloc.start()
    assert "larger than a backup's parts" in refusal(file)
    assert tracemalloc.get_traced_memory()[1] < 2**20
    tracemalloc.stop()


def test_a_bomb_of_rows_is_refused_and_memory_stays_flat(file):
    chunk = bytes(archive.CHUNK)
    with file.open("wb") as opened:
        writer = archive.Writer(opened)
        writer.member(HEAD, b'{"format": 1, "samspill": "0.1.0"}')
        for number in range(1, 200):
            writer.member(f"tables/x/{number:08}", chunk)
        writer.close()
    tracemalloc.start()
    assert "no honest backup" in refusal(file)
    assert tracemalloc.get_traced_memory()[1] < 8 * archive.CHUNK
    tracemalloc.stop()


def test_files_larger_than_the_disk_are_refused(file):
    with file.open("rb") as opened, pytest.raises(BackupUnreadable, match="are free"):
        check(opened, room=1000)


@pytest.mark.parametrize(
    "content",
    [b"", b"not a backup", gzip.compress(b"x" * 5000)],
    ids=["empty", "text", "packed"],
)
def test_another_file_is_refused_in_a_line_by_the_command(filled, file, content):
    file.write_bytes(content)
    before = filled.rows(), filled.files()
    said = CliRunner().invoke(samspill, ["restore", str(file), "--replace"])
    assert said.exit_code == 2
    assert said.output.strip().endswith("Nothing was changed.")
    assert "Traceback" not in said.output
    assert (filled.rows(), filled.files()) == before
