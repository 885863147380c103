"""Finding a browser for the tests."""

import pytest

from tools import chromium


@pytest.fixture
def programs(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "MACOS", (str(tmp_path / "Chromium.app"),))
    monkeypatch.delenv("SAMSPILL_CHROMIUM", raising=False)
    return tmp_path


def program(path):
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def test_none_is_found_where_there_is_none(programs):
    assert chromium.find() is None


def test_a_systems_browser_is_found_in_order_of_preference(programs):
    chrome = program(programs / "google-chrome")
    assert chromium.find() == chrome
    first = program(programs / "chromium")
    assert chromium.find() == first


def test_an_application_of_macos_is_found(programs):
    application = program(programs / "Chromium.app")
    assert chromium.find() == application


def test_a_named_one_comes_first(programs, monkeypatch):
    program(programs / "chromium")
    named = program(programs / "mine")
    monkeypatch.setenv("SAMSPILL_CHROMIUM", named)
    assert chromium.find() == named


def test_a_named_one_that_is_missing_is_not_passed_over(programs, monkeypatch):
    program(programs / "chromium")
    monkeypatch.setenv("SAMSPILL_CHROMIUM", "/nowhere/chromium")
    with pytest.raises(SystemExit, match="/nowhere/chromium"):
        chromium.find()


def test_without_apt_it_says_what_to_type(programs):
    with pytest.raises(SystemExit, match="brew install --cask chromium"):
        chromium.install()
