"""docs/security/written.md says what ASVS wants in writing, as the code has it."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from typing import Any

import pytest

from samspill.common.actors import ANYONE
from samspill.common.checks import models
from samspill.common.permissions import Rule
from tests.test_source import calls, imports
from tools.security import ROOT

PAGE = (ROOT / "docs" / "security" / "written.md").read_text(encoding="utf-8")
GOES_OUT = {
    "requests", "urllib3", "httpx", "aiohttp", "smtplib", "ftplib", "socket", "telnetlib",
    "websockets",
}  # fmt: skip
SECTIONS = {
    "What the browser keeps", "Data by class", "Values within a record",
    "What must agree between values",
    "Limits of what one may do", "What takes long", "Files that are taken",
    "What Samspill talks with", "Logs", "Keys: who changes them, and when", "Vulnerabilities",
}  # fmt: skip


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_every_section_says_something() -> None:
    assert {line[3:] for line in PAGE.splitlines() if line.startswith("## ")} == SECTIONS
    assert all(len(section(title)) > 200 for title in SECTIONS)


def test_every_model_is_of_one_class() -> None:
    named = re.findall(r"`(\w+\.[A-Z]\w+)`", section("Data by class"))
    assert len(named) == len(set(named))

    def is_open(model: Any) -> bool:
        rule = getattr(model, "permissions", None)
        return isinstance(rule, Rule) and rule.see.q(ANYONE) is not False

    assert set(named) == {model._meta.label for model in models() if not is_open(model)}


LIMITS = re.findall(r"\| (\d+) \| `([\w.]+)\.(\w+)` \|", section("Limits of what one may do"))


def test_limits_are_told() -> None:
    assert len(LIMITS) > 20


@pytest.mark.parametrize(("told", "module", "name"), LIMITS, ids=lambda one: str(one))
def test_a_limit_that_is_told_is_that_of_the_code(told: str, module: str, name: str) -> None:
    assert int(told) == getattr(import_module(module), name)


def test_every_file_that_a_section_names_is_there() -> None:
    for path in re.findall(r"`(\w+/[\w/]+\.py)`", PAGE):
        assert (ROOT / path).exists() or (ROOT / "src" / "samspill" / path).exists(), path


def test_nothing_goes_out_but_by_the_modules_that_are_named() -> None:
    named = set(re.findall(r"`(\w+/[\w/]+\.py)`", section("What Samspill talks with")))
    out = {file for file, module in imports() if module in GOES_OUT}
    out |= {file for file, of, name, _ in calls() if (of, name) == ("request", "urlopen")}
    assert out == named


def test_values_keep_their_type() -> None:
    """Compared only with their like, by a program that reads all of the code."""
    strict = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    assert strict["strict_equality"]
    assert strict["disallow_untyped_defs"]
    assert "{BIN}/mypy" in (ROOT / "tools" / "check.py").read_text(encoding="utf-8")
