"""docs/operations.md: every command and option in it exists, and every check has its line."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from samspill.cli import COMMANDS, samspill
from samspill.operations import doctor
from samspill.settings.environment import NAMES

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8").replace("\\\n", " ")
COMMAND = re.compile(r"(?:^|[\s/`'])samspill ((?:[a-z]+)\b[^\n`']*)")


def commands() -> list[str]:
    code = re.findall(r"`([^`\n]+)`", PAGE) + re.findall(r"^    (.+)$", PAGE, re.MULTILINE)
    found = {command.strip() for text in code for command in COMMAND.findall(f" {text}")}
    # Not the command: the user's and the database's name in what PostgreSQL and systemd are told.
    return sorted(c for c in found if c.split()[0] in COMMANDS or c.startswith("-"))


def test_the_page_shows_commands():
    assert {command.split()[0] for command in commands()} >= {"backup", "restore", "doctor"}


@pytest.mark.parametrize("command", commands())
def test_a_command_of_the_page_is_one_that_can_be_given(command, monkeypatch):
    name, *arguments = shlex.split(command)
    known = samspill.get_command(click.Context(samspill), name)
    assert known is not None
    # A file to read need not be there for the line to be right.
    for parameter in known.params:
        if isinstance(parameter.type, click.Path):
            monkeypatch.setattr(parameter.type, "exists", False)
    if arguments or name == "doctor":
        known.make_context(name, arguments)


def test_no_word_after_samspill_in_a_line_of_code_is_an_unknown_command():
    lines = [line.strip() for line in re.findall(r"^    (.+)$", PAGE, re.MULTILINE)]
    given = [re.findall(r"^(?:samspill-run )?samspill (\S+)", line) for line in lines]
    words = {word for found in given for word in found}
    assert words
    assert words <= set(COMMANDS)


def test_the_make_targets_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {
        word
        for line in re.findall(r"^    (?:sudo -u samspill )?make (.+)$", PAGE, re.MULTILINE)
        for word in line.split()
    }
    assert named
    assert all(re.search(rf"^{word}:", makefile, re.MULTILINE) for word in named)


def test_every_variable_of_the_page_exists():
    named = set(re.findall(r"^    ([A-Z_]+)=", PAGE, re.MULTILINE))
    assert len(named) > 5
    assert named <= set(NAMES)


def test_every_check_of_the_doctor_has_its_line():
    explained = re.findall(r"^\| `([a-z ]+)` \|", PAGE, re.MULTILINE)
    assert set(explained) - {"settings"} == set(doctor.checks())


def test_the_program_is_installed_under_its_name():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["scripts"] == {"samspill": "samspill.cli:main"}
