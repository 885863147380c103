"""What each test says to the database, so that another server can be told all of it once.

Two servers agree when both take every statement and refuse what the other refuses; most tests say
what many say. The tables are the same on both, as the migrations make them: it matters not which
columns are shown, ordered by or compared with a value, nor how many, but every function, operator,
subquery and clause does, and what is written is told table by table. So the run on the first server
notes it, test by test (``SAMSPILL_NOTE_SQL`` names a folder), and on the second
(``SAMSPILL_SPOKEN_SQL`` names the same one) those tests are marked ``server`` that together say
everything.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection

# The same statement for more or fewer values, with another number, after another savepoint.
VALUES = re.compile(r"\(%s(?:, %s)*\)")
NUMBER = re.compile(r"\d+")
WRITTEN = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "\w+"')
PLAIN = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r' AS "\w+"', ""),
        (r'(?:(?:"\w+"|[TUVW]\d+)\.)*"\w+"', "…"),
        (r"\b(?:c0|NULL)::\w+(?:\[\])?", "…"),
        (r"….…", "…"),
        (r"…(?: ASC| DESC)?(?:, …(?: ASC| DESC)?)+", "…"),
        (r"(?:INNER|LEFT OUTER) JOIN …(?: [TUVW]\d+)? ON \(… = \(?…\)?\)", "JOIN"),
        (
            r"…(?: (?:=|<|>|<=|>=) (?:%s|…|\(…\)|NULL)| IN \(…\)| = ANY\(%s\)| IS (?:NOT )?NULL)",
            "?",
        ),
    )
]
"""What any question has, whichever columns and tables it names: first the names, then what they
are listed, joined and compared for."""
AGAIN = re.compile(
    r"\b(JOIN|c0)(?:,? (?:JOIN|c0)\b)+|(\?)(?:(?: AND| OR|,) \?)+|(?<!\w)\((\?)\)|NOT (\?)"
)
Said = dict[str, set[str]]
"""By the name of a test, what it says."""


@contextmanager
def noted(folder: Path, name: str) -> Iterator[None]:
    """Notes under that name what is said to the database in the block, and what it refuses."""
    said: set[str] = set()
    began = time.monotonic()

    def note(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        said.add(shape_of(str(sql)))
        try:
            return execute(sql, params, many, context)
        except DatabaseError as problem:
            said.add(_refusal(problem))
            raise

    with connection.execute_wrapper(note):
        yield
    if said:
        with (folder / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps([name, sorted(said), round(time.monotonic() - began)]) + "\n")


def shape_of(statement: str) -> str:
    """What a server may take otherwise than another one."""
    told = NUMBER.sub("0", VALUES.sub("(…)", statement))
    if told.startswith("ANALYZE "):
        return "ANALYZE"
    written = WRITTEN.match(told)
    start = written.end() if written else 0
    if not written and not told.lstrip().startswith(("SELECT", "(SELECT", "WITH")):
        return told
    rest = told[start:]
    for pattern, instead in PLAIN:
        rest = pattern.sub(instead, rest)
    return told[:start] + _once(rest)


def _once(told: str) -> str:
    """The same once and not several times beside each other, as often as that makes it shorter."""
    shorter = AGAIN.sub(lambda found: next(filter(None, found.groups())), told)
    return told if shorter == told else _once(shorter)


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
            name, said, _seconds = json.loads(line)
            found.setdefault(name, set()).update(said)
    if not found:
        raise FileNotFoundError(f"No test has noted in {folder} what it said.")
    return found


def seconds(folder: Path) -> dict[str, int]:
    """How long each test took that is noted in the folder, in whole seconds."""
    lines = [
        json.loads(line)
        for file in folder.glob("*.jsonl")
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return {name: took for name, _said, took in lines}


def chosen(said: Said, took: Mapping[str, int]) -> list[str]:
    """Few of the tests, that together say all that any of them says.

    Next comes always the one that adds most for what it says in all and for the time that it took:
    short ones before long ones.
    """
    costs = {name: 10 + len(all_) + 20 * took.get(name, 0) for name, all_ in said.items()}
    missing = set[str]().union(*said.values())
    taken = []
    while missing:
        best = max(sorted(said), key=lambda name: len(said[name] & missing) / costs[name])
        taken.append(best)
        missing -= said[best]
    return taken
