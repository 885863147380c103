"""What differs between two texts, word by word.

The tokens that two texts share are found by rapidfuzz in time that is bounded by their lengths;
then what a reader would take for one change is drawn together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

from rapidfuzz.distance import Indel

TOKEN = re.compile(r"\s*\w+|\s*[^\w\s]|\s+")
"""A word or a mark with the space before it."""
PIECE = re.compile(r"\s+|\w+|[^\w\s]")
MAX_CELLS = 100_000_000
"""Tokens of the one text times those of the other. Above it whole lines are compared, and above it
there too the text counts as replaced, which keeps time and memory bounded whatever the text."""
LEAST_ALIKE = 0.25
"""Texts that share less than this are shown as one taken out and one put in."""


class Mark(StrEnum):
    """Whose a stretch of text is: of both, only of the old, only of the new."""

    SAME = "same"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True)
class Span:
    """A stretch of text with its mark."""

    kind: Mark
    text: str


def words(old: str, new: str) -> tuple[Span, ...]:
    """The two texts as one, with what was taken out and what was put in.

    The "same" and "old" spans together are ``old``; "same" and "new" together are ``new``.
    """
    for tokens in (TOKEN.findall, _whole_lines):
        before, after = tokens(old), tokens(new)
        if len(before) * len(after) <= MAX_CELLS:
            break
    else:
        return _spans([_Run(old=old, new=new)])
    runs = _drawn_together(_runs(before, after))
    alike = sum(len(run.same) for run in runs)
    if old and new and alike < LEAST_ALIKE * max(len(old), len(new)):
        return _spans([_Run(old=old, new=new)])
    return _spans(_from_line_starts([part for run in runs for part in _trimmed(run)]))


@dataclass
class _Run:
    """A stretch that is the same in both, or one that was taken out and put in its stead."""

    same: str = ""
    old: str = ""
    new: str = ""

    @property
    def changed(self) -> int:
        return max(len(self.old), len(self.new))


def _runs(before: list[str], after: list[str]) -> list[_Run]:
    runs: list[_Run] = []
    for operation in Indel.opcodes(before, after):
        old = "".join(before[operation.src_start : operation.src_end])
        if operation.tag == "equal":
            runs.append(_Run(same=old))
            continue
        if not runs or runs[-1].same:
            runs.append(_Run())
        if operation.tag != "insert":
            runs[-1].old += old
        if operation.tag != "delete":
            runs[-1].new += "".join(after[operation.dest_start : operation.dest_end])
    return runs


def _drawn_together(runs: list[_Run]) -> list[_Run]:
    """Joins two changes over what is alike between them when that is shorter than either.

    A stray "og" that two wordings share is not what a reader looks for between them.
    """
    found: list[_Run] = []
    for run in runs:
        bridge = found[-1] if found else None
        if run.same or len(found) < 2 or bridge is None:
            found.append(run)
            continue
        earlier = found[-2]
        short = len(bridge.same) <= min(earlier.changed, run.changed)
        if not short or "\n" in bridge.same:
            found.append(run)
            continue
        found.pop()
        earlier.old += bridge.same + run.old
        earlier.new += bridge.same + run.new
    return found


def _trimmed(run: _Run) -> list[_Run]:
    """A change without the tokens that its two sides begin and end alike with."""
    old, new = PIECE.findall(run.old), PIECE.findall(run.new)
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    if run.same or not (first or last):
        return [run]
    return [
        _Run(same="".join(old[:first])),
        _Run(old="".join(old[first : len(old) - last]), new="".join(new[first : len(new) - last])),
        _Run(same="".join(old[len(old) - last :])),
    ]


def _from_line_starts(runs: list[_Run]) -> list[_Run]:
    """Lets what was only put in, or only taken out, begin where its line begins.

    A new item of a list is then marked with its own bullet, not with the next one's.
    """
    for before, run, after in zip(runs, runs[1:], runs[2:], strict=False):
        tail = before.same[before.same.rfind("\n") + 1 :]
        changed = run.old or run.new
        pure = not run.same and not (run.old and run.new)
        if not (pure and tail and changed.endswith("\n" + tail) and not (after.old or after.new)):
            continue
        before.same = before.same.removesuffix(tail)
        after.same = tail + after.same
        run.old = tail + run.old.removesuffix(tail) if run.old else ""
        run.new = tail + run.new.removesuffix(tail) if run.new else ""
    return runs


def _alike(old: list[str], new: list[str]) -> int:
    """How many tokens two lists begin alike with."""
    pairs = zip(old, new, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _spans(runs: Iterable[_Run]) -> tuple[Span, ...]:
    marked = (
        (mark, text)
        for run in runs
        for mark, text in ((Mark.SAME, run.same), (Mark.OLD, run.old), (Mark.NEW, run.new))
        if text
    )
    return tuple(
        Span(mark, "".join(text for _mark, text in group))
        for mark, group in groupby(marked, key=itemgetter(0))
    )


def _whole_lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
