"""What ``make run`` decides before it serves."""

import json
import socket

import pytest

from tools import run


def test_a_taken_port_is_told_with_what_to_type():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=f"make run PORT={port + 1}"):
            run.refuse_taken(port)


def test_the_first_to_be_shown_is_loaded_first(tmp_path, monkeypatch):
    for name in ("eksempel", "agder", run.FIRST, "notes"):
        (tmp_path / name).mkdir()
        if name != "notes":
            (tmp_path / name / "partnership.yaml").touch()
    monkeypatch.setattr(run, "DATA", tmp_path)
    assert [folder.name for folder in run.folders()] == [run.FIRST, "agder", "eksempel"]


def test_no_data_is_no_failure(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "DATA", tmp_path / "nothing")
    assert run.folders() == []


@pytest.mark.parametrize("content", ["", "{", "[]", "null"])
def test_a_broken_stamp_is_no_stamp(tmp_path, content):
    stamp = tmp_path / "loaded.json"
    stamp.write_text(content)
    assert run.read_stamp(stamp) == {}


def test_a_stamp_is_read(tmp_path):
    stamp = tmp_path / "loaded.json"
    stamp.write_text(json.dumps({"database": {"eksempel": "1"}}))
    assert run.read_stamp(stamp) == {"database": {"eksempel": "1"}}
