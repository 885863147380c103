"""Hostile and broken input: a clear fault for each file, and the rest is still read."""

from __future__ import annotations

from pathlib import Path

import pytest

from samspill.exchange import texts, yaml_source
from samspill.exchange.loading import check
from tests.factories.folders import example, write

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


def errors(folder: Path) -> list[str]:
    return [str(fault) for fault in check(folder)[2].errors]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (BOMB, "parties.yaml:1: error: anchors and aliases are not allowed"),
        ("parties: *a\n", "parties.yaml:1: error: anchors and aliases are not allowed"),
        ("parties: !!python/object:os.system x\n", "is not allowed – write a plain value"),
        ("parties: !x []\n", "the tag !x is not allowed"),
        ("parties: [\n", "this is not YAML"),
        ("parties: []\nparties: []\n", "parties.yaml:2: error: the key «parties» stands twice"),
        ("---\nparties: []\n---\nparties: []\n", "more than one YAML document in the file"),
        ("- a\n- b\n", "parties.yaml:1: error: the file cannot be read"),
        ("just a text\n", "parties.yaml:1: error: the file is «just a text»"),
        ("parties: " + "[" * 60 + "]" * 60, "levels deep"),
        ("? [a, b]\n: c\n", "a key must be a word"),
    ],
)
def test_yaml_that_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    faults = errors(write(tmp_path, {**example(), "parties.yaml": text}))
    assert any(complaint in fault for fault in faults), faults


def test_a_list_of_a_million_values_is_refused_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_source, "MAX_NODES", 1000)
    text = "parties: [" + "x," * 2000 + "]"
    faults = errors(write(tmp_path, {**example(), "parties.yaml": text}))
    assert any("more than 1000 values in one file" in fault for fault in faults)


def test_a_list_of_many_records_is_refused_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_source, "MAX_ITEMS", 50)
    text = "parties:\n" + "- {a: 1}\n" * 60
    assert errors(write(tmp_path, {**example(), "parties.yaml": text})) == [
        "parties.yaml:52: error: more than 50 in one list – divide it"
    ]


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    folder = write(tmp_path, example())
    with (folder / "parties.yaml").open("wb") as file:
        file.truncate(texts.MAX_FILE_BYTES + 1)
    assert errors(folder)[-1] == "parties.yaml:1: error: is 5,000,001 bytes – at most 5,000,000"


def test_a_folder_that_is_too_large_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "MAX_FOLDER_BYTES", 500)
    assert any(
        "the folder is larger than 500 bytes" in f for f in errors(write(tmp_path, example()))
    )


def test_too_many_files_are_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "MAX_FILES", 3)
    assert any("more than 3 files" in f for f in errors(write(tmp_path, example())))


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        ("name: Fjærland".encode("latin-1"), "bodies/b.yaml:1: error: is not UTF-8"),
        (b"id: b\nname: \xff\xfe", "bodies/b.yaml:2: error: is not UTF-8"),
        ("id: b".encode("utf-16"), "bodies/b.yaml:1: error: is not UTF-8"),
        (b"id: b\nname: a\x00b", "bodies/b.yaml:2: error: holds a control character"),
    ],
)
def test_wrong_encodings(tmp_path: Path, raw: bytes, complaint: str) -> None:
    folder = write(tmp_path, example())
    (folder / "bodies" / "b.yaml").write_bytes(raw)
    assert [fault.split(" – ")[0] for fault in errors(folder)] == [complaint]


def test_a_byte_order_mark_and_other_line_ends_are_read(tmp_path: Path) -> None:
    folder = write(tmp_path, example())
    body = folder / "bodies" / "fagrad.yaml"
    body.write_bytes(b"\xef\xbb\xbf" + body.read_bytes().replace(b"\n", b"\r\n"))
    assert errors(folder) == []


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("id: hemmelig\nname: Hemmelig\n", encoding="utf-8")
    folder = write(tmp_path / "folder", example())
    (folder / "bodies" / "hemmelig.yaml").symlink_to(secret)
    (folder / "documents" / "ut").symlink_to(tmp_path, target_is_directory=True)
    faults = errors(folder)
    assert [fault.split(":")[0] for fault in faults] == ["bodies/hemmelig.yaml", "documents/ut"]
    assert all("leads out of the folder" in fault for fault in faults)
    assert not any("Hemmelig" in fault for fault in faults)


def test_a_device_is_not_read(tmp_path: Path) -> None:
    folder = write(tmp_path, example())
    (folder / "regions.yaml").symlink_to("/dev/zero")
    assert errors(folder) == [
        "regions.yaml:1: error: leads out of the folder or is no plain file"
        " – put the file itself here"
    ]


def test_a_folder_without_its_frame(tmp_path: Path) -> None:
    assert errors(tmp_path) == [
        "partnership.yaml:1: error: the file is missing"
        " – every folder has one, with slug, name and short_name"
    ]


def test_a_file_that_does_not_belong(tmp_path: Path) -> None:
    folder = write(tmp_path, {**example(), "partys.yaml": "parties: []"})
    assert errors(folder) == [
        "partys.yaml:1: error: is no file of the open format – did you mean «parties.yaml»?"
    ]


@pytest.mark.parametrize("identity", ["../../etc/passwd", "a/b", "", "A B", "x" * 101])
def test_an_id_is_never_a_path(tmp_path: Path, identity: str) -> None:
    files = example()
    files["bodies/fagrad.yaml"] = files["bodies/fagrad.yaml"].replace(
        "id: fagrad", f"id: '{identity}'", 1
    )
    assert any(
        fault.startswith("bodies/fagrad.yaml:1: error: id")
        for fault in errors(write(tmp_path, files))
    )
