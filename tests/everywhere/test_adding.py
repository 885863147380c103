"""An app added as docs/adding.md says: seen by menu, matrix, log, search and export; and each part
that is forgotten is named by a check.

The page's code is written into a copy of the source, as a newcomer would, and tried there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tools.copying import copied

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "adding.md"
BLOCK = re.compile(r"^```(python|html|diff) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ELSEWHERE_AT_MOST = 3
APP = "src/samspill/hearings"
pytestmark = [pytest.mark.once]


@dataclass(frozen=True)
class Block:
    """A piece of the page: a whole file, or what changes in one."""

    kind: str
    file: str
    text: str

    @property
    def is_elsewhere(self) -> bool:
        return not self.file.startswith((APP, "tests/hearings/"))

    def lines(self, *signs: str) -> list[str]:
        return [line[1:] for line in self.text.splitlines() if line.startswith(signs)]


def blocks() -> list[Block]:
    return [Block(*found) for found in BLOCK.findall(PAGE.read_text(encoding="utf-8"))]


class Copy:
    """A copy of the source, with what runs in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        copied(folder)

    def write(self, block: Block) -> None:
        """Does what a block says."""
        file = self.folder / block.file
        if block.kind != "diff":
            file.parent.mkdir(parents=True, exist_ok=True)
            for parent in (file.parent, *file.parent.parents):
                if parent.name in {"samspill", "tests", "templates"} or block.kind == "html":
                    break
                (parent / "__init__.py").touch()
            file.write_text(block.text, encoding="utf-8")
            return
        text = file.read_text(encoding="utf-8")
        before, after = ("\n".join(block.lines(" ", sign)) + "\n" for sign in "-+")
        assert text.count(before) == 1, f"{block.file} has {before} {text.count(before)} times"
        file.write_text(text.replace(before, after), encoding="utf-8")

    def run(self, *command: str) -> tuple[bool, str]:
        """Whether a command of Python succeeded in the copy, and what it said."""
        path = f"{self.folder / 'src'}{os.pathsep}{self.folder}"
        kept = {name: value for name, value in os.environ.items() if name != "PYTEST_XDIST_WORKER"}
        done = subprocess.run(
            [sys.executable, *command],
            cwd=self.folder,
            env={
                **kept,
                "PYTHONPATH": path,
                "SAMSPILL_ENV": "test",
                "SAMSPILL_HOME": str(self.folder / "var"),
                "PYTEST_DEBUG_TEMPROOT": str(self.folder),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode == 0, done.stdout

    @contextmanager
    def without(self, file: str, part: str) -> Iterator[None]:
        """Takes a part out of a file (a regular expression), or the whole file when it is empty."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        if part:
            less = re.sub(part, "", text, count=1, flags=re.DOTALL)
            assert less != text, f"{file} has no {part}"
            path.write_text(less, encoding="utf-8")
        else:
            path.unlink()
        try:
            yield
        finally:
            path.write_text(text, encoding="utf-8")


def laws(copy: Copy) -> tuple[bool, str]:
    return copy.run("-c", "from importlinter.cli import lint_imports_command as c; c()")


@pytest.fixture(scope="module")
def copy() -> Iterator[Copy]:
    """The house with the hearing in it, migrated."""
    # Not in pytest's own folder: the run in it would close that to the embedded server's user.
    folder = Path(tempfile.mkdtemp(prefix="samspill-adding-"))
    folder.chmod(0o755)
    try:
        made = Copy(folder / "house")
        for block in blocks():
            made.write(block)
        done, said = made.run("manage.py", "makemigrations", "hearings", "-n", "hearings")
        assert done, said
        yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_a_thin_hearing_costs_one_folder_and_three_lines_elsewhere() -> None:
    elsewhere = [block for block in blocks() if block.is_elsewhere]
    assert all(block.kind == "diff" for block in elsewhere)
    assert sum(len(block.lines("+")) for block in elsewhere) <= ELSEWHERE_AT_MOST


def test_the_house_with_a_hearing_in_it_passes_every_check(copy: Copy) -> None:
    assert copy.run("manage.py", "check")[0]
    assert copy.run("manage.py", "makemigrations", "--check", "--dry-run")[0]
    done, said = laws(copy)
    assert done, said


def test_a_hearing_is_seen_everywhere(copy: Copy) -> None:
    shutil.copy(ROOT / "tests" / "everywhere" / "adding" / "seen.py",
                copy.folder / "tests" / "hearings" / "test_seen.py")  # fmt: skip
    done, said = copy.run(
        "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/hearings/test_seen.py",
        "tests/everywhere/test_matrix.py::test_every_signed_in_address_is_described",
        "tests/everywhere/test_matrix.py::test_there_is_something_at_every_address",
    )  # fmt: skip
    assert done, said[-4000:]


FORGOTTEN = [
    ("what it brings", f"{APP}/brings.py", "", ("manage.py", "check"), "E001"),
    ("the rule", f"{APP}/models.py", "    permissions = PUBLIC_RECORD\n", ("manage.py", "check"),
     "E002"),
    ("its name", f"{APP}/brings.py", r"    named=.*?\},\n", ("manage.py", "check"), "E003"),
    ("the search", f"{APP}/brings.py", "    findable=FINDABLE,\n", ("manage.py", "check"), "E005"),
    ("the process", f"{APP}/brings.py", r"    processes=\[PROCESS\],\n", ("manage.py", "check"),
     "E006"),
    ("the migration", f"{APP}/migrations/0001_hearings.py", "",
     ("manage.py", "makemigrations", "--check", "--dry-run"), "hearings"),
    ("the translation", f"{APP}/views.py", "^$", ("-m", "tools.messages", "check"), "hearings"),
    ("the tests of its pages", "tests/hearings/places.py", "",
     ("-m", "pytest", "-q", "-p", "no:cacheprovider",
      "tests/everywhere/test_matrix.py::test_every_signed_in_address_is_described"),
     "work:hearings:hearings"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "part", "command", "named"),
    [pytest.param(*rest, id=name) for name, *rest in FORGOTTEN],
)
def test_what_is_forgotten_is_named(
    copy: Copy, file: str, part: str, command: tuple[str, ...], named: str
) -> None:
    if part == "^$":
        done, said = copy.run(*command)
    else:
        with copy.without(file, part):
            done, said = copy.run(*command)
    assert not done
    assert named in said
