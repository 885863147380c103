"""What each test says to the database, so that another server can be told all of it once.

Two servers agree when both take every statement and refuse what the other refuses; most tests say
what many say. So the run on the first server notes it, test by test (``SAMSPILL_NOTE_SQL`` names a
folder), and on the second (``SAMSPILL_SPOKEN_SQL`` names the same one) those tests are marked
``server`` that together say everything.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection

# The same statement for more or fewer values, with another number, after another savepoint.
VALUES = re.compile(r"\(%s(?:, %s)*\)")
NUMBER = re.compile(r"\d+")
Said = dict[str, set[str]]
"""By the name of a test, what it says."""


@contextmanager
def noted(folder: Path, name: str) -> Iterator[None]:
    """Notes under that name what is said to the database in the block, and what it refuses."""
    said: set[str] = set()

    def note(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        said.add(NUMBER.sub("0", VALUES.sub("(…)", str(sql))))
        try:
            return execute(sql, params, many, context)
        except DatabaseError as problem:
            said.add(_refusal(problem))
            raise

    with connection.execute_wrapper(note):
        yield
    if said:
        with (folder / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps([name, sorted(said)]) + "\n")


def _refusal(problem: DatabaseError) -> str:
    cause = problem.__cause__
    constraint = getattr(getattr(cause, "diag", None), "constraint_name", None)
    return f"{type(cause).__name__} {constraint}"


def read(folder: Path) -> Said:
    """What was noted in the folder.

    Raises:
        FileNotFoundError: nothing was.
    """
    found: Said = {}
    for file in folder.glob("*.jsonl"):
        for line in file.read_text(encoding="utf-8").splitlines():
            name, said = json.loads(line)
            found.setdefault(name, set()).update(said)
    if not found:
        raise FileNotFoundError(f"No test has noted in {folder} what it said.")
    return found


def chosen(said: Said) -> list[str]:
    """Few of the tests, that together say all that any of them says; the same ones each time.

    Next comes always the one that adds most for what it says in all: short ones before long ones.
    """
    missing = set[str]().union(*said.values())
    taken = []
    while missing:
        best = max(
            sorted(said), key=lambda name: len(said[name] & missing) / (10 + len(said[name]))
        )
        taken.append(best)
        missing -= said[best]
    return taken
