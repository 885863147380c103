"""reports.jsonl read line by line, and checked: its types are those that the apps declare.

It may be longer than the other files, as it grows as long as there are reports, so it is never in
memory as a whole. It has an end all the same: so many lines, each so long, and so many faults.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, reduce
from operator import or_
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError, create_model

from samspill.commitments.open_format.lines import FILE, OfThing, Report
from samspill.commitments.processes import in_files
from samspill.common.identity import holds_identity_number
from samspill.common.open_format import declared
from samspill.common.open_format.base import Key, Strict, Where
from samspill.common.open_format.faults import Faults, nearest
from samspill.exchange.flattening import is_in_a_broken_file
from samspill.exchange.records import Records

LONGEST_LINE = 1_000_000
"""Bytes; the longest texts of a report, each letter written as six signs, take less."""
MOST_LINES = 1_000_000
MOST_FAULTS = 100
FIRST, LAST = "owed", "report"


class ReportsRefused(Exception):
    """A line cannot be loaded; the message says which, and why."""


@cache
def types() -> dict[str, type[Strict]]:
    """The type of each kind of line, in their order, with the names that the processes use."""
    found = declared.lines()
    between = [kind for kind in found if kind not in {FIRST, LAST}]
    return {kind: _with_names(found[kind]) for kind in (FIRST, *between, LAST)}


def _with_names(of: type[Strict]) -> type[Strict]:
    if not issubclass(of, OfThing):
        return of
    names = [name for one in in_files().values() for name in one.named]
    if issubclass(of, Report):
        names += [one.occasions.kind for one in in_files().values() if one.occasions]
    fields: dict[str, Any] = dict.fromkeys(names, (Key | None, None))
    return create_model(of.__name__, __base__=of, __doc__=of.__doc__, **fields)


@cache
def entry() -> TypeAdapter[Any]:
    """Reads a line of any kind."""
    union: Any = reduce(or_, types().values())
    told_apart: Any = Annotated[union, Field(discriminator="kind")]
    return TypeAdapter(told_apart)


class ReportLines:
    """The lines of a file that was found right, read from it again each time."""

    def __init__(self, file: Path | None) -> None:
        self.file = file

    def __bool__(self) -> bool:
        return self.file is not None

    def __iter__(self) -> Iterator[tuple[Where, Any]]:
        if self.file is None:
            return
        faults = Faults()
        for where, line in _read(self.file, faults):
            try:
                yield where, entry().validate_json(line)
            except ValidationError as wrong:
                raise ReportsRefused(f"{where}: was changed while it was read") from wrong


def check(folder: Path, records: Records, faults: Faults) -> ReportLines:
    """Reads the file of a folder, line by line, and finds all that is wrong with it."""
    file = folder.resolve() / FILE
    if not file.exists():
        return ReportLines(None)
    if file.is_symlink() or not file.is_file():
        faults.error(Where(FILE), "is no plain file", "put the file itself here")
        return ReportLines(None)
    order = list(types())
    last = FIRST
    for where, line in _read(file, faults):
        try:
            found = entry().validate_json(line)
        except ValidationError as wrong:
            for problem in wrong.errors():
                what = ", ".join(str(part) for part in problem["loc"][1:]) or "the line"
                faults.error(where, f"{what} cannot be read", problem["msg"])
            continue
        if order.index(found.kind) < order.index(last):
            said = f"a line of kind {found.kind} stands after one of kind {last}"
            first, *then = order
            faults.error(where, said, f"{first} first, then {', then '.join(then)}")
        last = max(last, found.kind, key=order.index)
        for kind, key in found.mentions():
            if key not in records.by_kind[kind] and not is_in_a_broken_file(kind, key, faults):
                guess = nearest(key, records.by_kind[kind])
                faults.error(where, f"{kind} «{key}» is not in the folder", guess)
    return ReportLines(file)


def _read(file: Path, faults: Faults) -> Iterator[tuple[Where, str]]:
    most = len(faults) + MOST_FAULTS
    with file.open("rb") as lines:
        for number, raw in enumerate(iter(lambda: lines.readline(LONGEST_LINE + 1), b""), 1):
            where = Where(FILE, number)
            if len(raw) > LONGEST_LINE:
                faults.error(where, "the line is too long", f"at most {LONGEST_LINE:,} bytes")
                return
            if number > MOST_LINES:
                faults.error(where, f"more than {MOST_LINES:,} lines", "leave the oldest out")
                return
            if len(faults) >= most:
                faults.error(where, "so much is wrong that the rest is not read", "mend this first")
                return
            try:
                line = raw.decode("utf-8-sig").strip()
            except UnicodeDecodeError:
                faults.error(where, "is not UTF-8", "save the file as UTF-8")
                continue
            if holds_identity_number(line):
                faults.error(where, "holds a national identity number", "remove it")
            elif line:
                yield where, line
