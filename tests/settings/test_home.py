"""The folder that an installation keeps its things in is one, wherever a command is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from samspill.settings import home
from samspill.settings.home import home_of

SOURCE = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("asked_from", ["/", "/tmp"])
def test_a_folder_that_is_not_whole_is_counted_from_the_source(
    monkeypatch: pytest.MonkeyPatch, asked_from: str
) -> None:
    monkeypatch.chdir(asked_from)
    assert home_of(Path("var")) == SOURCE / "var"
    assert home_of(Path("/srv/samspill/home")) == Path("/srv/samspill/home")


def test_a_folder_that_is_gone_is_asked_from_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert home_of(Path("var")) == SOURCE / "var"
    monkeypatch.chdir("/")


def test_without_its_source_it_is_counted_from_the_users_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(home, "ROOT", tmp_path / "site-packages")
    monkeypatch.setenv("HOME", str(tmp_path / "kari"))
    monkeypatch.chdir("/")
    assert home_of(Path("var")) == tmp_path / "kari" / "var"
    assert home_of(Path("~/samspill")) == tmp_path / "kari" / "samspill"
