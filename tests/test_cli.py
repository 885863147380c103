"""The command line makes the apps' commands known."""

import os
import subprocess
import sys

from click.testing import CliRunner

from samspill.cli import COMMANDS, samspill


def test_help_lists_every_command_there_is():
    said = CliRunner().invoke(samspill, ["--help"]).output
    for name in ("serve", "migrate", "check", "load", "export"):
        assert f"\n  {name} " in said
        assert name in COMMANDS


def test_an_unknown_command_is_refused():
    result = CliRunner().invoke(samspill, ["nonsense"])
    assert result.exit_code == 2
    assert "No such command" in result.output


def run(home, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-c", "from samspill.cli import main; main()", *arguments],
        env={**os.environ, "SAMSPILL_ENV": "local", "SAMSPILL_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_database_without_tables_is_told_in_a_line(tmp_path):
    environment = {"DJANGO_SETTINGS_MODULE": "samspill.settings.local", "DATABASE_URL": ""}
    done = run(tmp_path / "var", "export", "x", str(tmp_path / "out"), **environment)
    assert done.returncode == 1
    assert done.stderr == "The database lacks tables. Run first: samspill migrate\n"


def test_a_database_that_does_not_answer_is_told_in_a_line(tmp_path):
    environment = {
        "DJANGO_SETTINGS_MODULE": "samspill.settings.local",
        "DATABASE_URL": f"postgresql://u@{str(tmp_path).replace('/', '%2F')}/none",
    }
    done = run(tmp_path / "var", "export", "x", str(tmp_path / "out"), **environment)
    assert done.returncode == 1
    assert done.stderr.startswith("The database does not answer: ")
    assert "Traceback" not in done.stderr
