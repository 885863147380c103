"""Small faults put into the code, one at a time, in a copy: would a test see them?

    make mutants                                  20 of all, the same ones each time
    make mutants ARGS="--share 200 --seed 2"      more, or others
    make mutants ARGS="src/samspill/plans/states.py"

Of ``common``, and of every app's rules, states and actions. What survives is shown, for somebody to
write the test that sees it. The tests of the module's own room are run, and those named here.
"""

from __future__ import annotations

import argparse
import difflib
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

from tools.copying import copied

ROOT = Path(__file__).resolve().parent.parent
PLACES = (
    "common/*.py", "common/files/*.py", "common/public/*.py", "*/rules.py", "*/states.py",
    "*/actions.py", "*/actions/*.py", "commitments/*.py",
)  # fmt: skip
BESIDE = {
    "common": ["tests/workspace/test_undo.py", "tests/bodies", "tests/documents/test_unsaved.py",
               "tests/everywhere/test_interrupted.py", "tests/portal"],
    "documents": ["tests/portal/test_search_index.py"],
}  # fmt: skip
"""Tests of other rooms that a room's code is seen by."""
SECONDS = 900
DULL = ("core/ReplaceBinaryOperator_BitOr", "core/Variable")
"""Faults in type hints, which no test can see, and those that ask for the name of a variable."""


@dataclass(frozen=True)
class Fault:
    """One change of one module."""

    file: Path
    operator: str
    occurrence: int

    def code(self) -> str | None:
        return mutate_code(self.file.read_text(), get_operator(self.operator)(), self.occurrence)

    def is_python(self) -> bool:
        """Whether it can be run at all; ``{**one}`` with another sign proves nothing."""
        try:
            compile(self.code() or "", self.file.name, "exec")
        except SyntaxError:
            return False
        return True

    def shown(self) -> str:
        before, after = self.file.read_text(), self.code() or ""
        lines = difflib.unified_diff(
            before.splitlines(), after.splitlines(), n=1, lineterm="", fromfile=str(self.file)
        )
        return "\n".join(lines)


def faults(file: Path) -> Iterator[Fault]:
    """Every fault that can be put into a module."""
    nodes = list(ast_nodes(get_ast(file.read_text())))
    for operator in operator_names():
        if not operator.startswith(DULL):
            changes = get_operator(operator)().mutation_positions
            count = sum(1 for node in nodes for _ in changes(node))
            yield from (Fault(file, operator, occurrence) for occurrence in range(count))


def is_seen(fault: Fault, folder: Path) -> bool:
    """Whether a test fails with the fault in the copy."""
    name = fault.file.relative_to(ROOT)
    room = name.parts[2]
    target = folder / name
    whole = target.read_text()
    target.write_text(fault.code() or whole)
    tests = [f"tests/{room}", *BESIDE.get(room, [])]
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n2", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, check=False, timeout=SECONDS
        )
        return done.returncode != 0
    except subprocess.TimeoutExpired:
        return True
    finally:
        target.write_text(whole)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--share", type=int, default=20, help="how many faults are tried")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    found = [ROOT / file for file in asked.files] or sorted(
        {file for place in PLACES for file in (ROOT / "src" / "samspill").glob(place)}
    )
    every = [fault for file in found for fault in faults(file)]
    chance = random.Random(asked.seed)  # noqa: S311 - which are tried is no secret
    drawn = (fault for fault in chance.sample(every, len(every)) if fault.is_python())
    tried = list(islice(drawn, asked.share))
    survived = []
    with tempfile.TemporaryDirectory(prefix="samspill-mutants-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        copied(folder)
        for number, fault in enumerate(tried, start=1):
            started = time.perf_counter()
            seen = is_seen(fault, folder)
            if not seen:
                survived.append(fault)
            words = "seen" if seen else "SURVIVED"
            took = time.perf_counter() - started
            print(f"{number}/{len(tried)} {words} in {took:.0f} s: {fault.file.name} "
                  f"{fault.operator} {fault.occurrence}", flush=True)  # fmt: skip
    for fault in survived:
        print(f"\n{fault.shown()}")
    for file, count in sorted(Counter(fault.file for fault in tried).items()):
        lived = sum(fault.file == file for fault in survived)
        print(f"{file.relative_to(ROOT)}: {count - lived} of {count}")
    seen_count = len(tried) - len(survived)
    print(f"\n{seen_count} of {len(tried)} faults were seen, of {len(every)} that can be put in")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
