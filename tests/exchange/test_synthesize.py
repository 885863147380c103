"""A made-up installation: sound, repeatable, and marked."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from samspill.exchange.commands import synthesize
from samspill.exchange.loading import check


def made(folder: Path, *options: str) -> dict[str, str]:
    done = CliRunner().invoke(synthesize, [str(folder), "--scale", "small", *options])
    assert done.exit_code == 0, done.output
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_what_is_made_has_no_error_and_says_that_it_is_invented(tmp_path: Path) -> None:
    made(tmp_path)
    for folder in sorted(tmp_path.iterdir()):
        found, records, faults = check(folder)
        assert faults.errors == []
        assert records is not None
        assert len(records) > 100
        assert found is not None
        assert found.partnership.invented


def test_the_same_seed_makes_the_same_and_another_something_else(tmp_path: Path) -> None:
    first, again = made(tmp_path / "a"), made(tmp_path / "b")
    assert first == again
    assert made(tmp_path / "c", "--seed", "2") != first


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "min.txt").write_text("min")
    assert CliRunner().invoke(synthesize, [str(tmp_path)]).exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["min.txt"]
