"""Measures against those who answer for them, as a table with a sign in each place.

The names stand over the columns and the measures before the rows, so that nothing has to be looked
up; those with most stand first. A bar tells the same of a row in short, for a narrow page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from samspill.plans.overviews.cells import BarPart, Cell, OverviewRow, StatusMark

WIDTH = 300
TONES = {"ok": "p-ok", "partial": "p-part", "late": "p-late", "no": "p-not", "withdrawn": "p-no"}
"""The colours of a bar; what is not reported is pale."""


@dataclass(frozen=True)
class MatrixRow:
    """A measure, and what each of the owners said of it; None where it is not theirs."""

    head: Cell
    marks: list[StatusMark | None]
    bar: list[BarPart]


@dataclass(frozen=True)
class Matrix:
    """All of it: the owners over the columns, and the signs that stand in it."""

    owners: list[str]
    rows: list[MatrixRow]
    legend: list[StatusMark]


def matrix_of(rows: Sequence[OverviewRow], marks: Sequence[StatusMark]) -> Matrix:
    """The matrix of rows that hold a measure, and those who said each of the statuses.

    Args:
        marks: the statuses, in the order of the cells.
    """
    weight = Counter(name for row in rows for cell in row[1:] for name in cell.names)
    owners = sorted(weight, key=lambda owner: (-weight[owner], owner.lower()))
    made, used = [], set()
    for row in rows:
        said = {
            name: mark for mark, cell in zip(marks, row[1:], strict=True) for name in cell.names
        }
        used |= set(said.values())
        counted = [(mark.kind, len(cell.names)) for mark, cell in zip(marks, row[1:], strict=True)]
        made.append(MatrixRow(row[0], [said.get(owner) for owner in owners], bar_of(counted)))
    return Matrix(owners, made, [mark for mark in marks if mark in used])


def bar_of(numbers: Sequence[tuple[str, int]]) -> list[BarPart]:
    """The parts of a bar: how many there are of each kind of status."""
    total, before, parts = sum(number for _kind, number in numbers), 0, []
    for kind, number in numbers:
        if number:
            left = round(WIDTH * before / total)
            before += number
            width = round(WIDTH * before / total) - left
            parts.append(BarPart(TONES.get(kind, "p-none"), left, width))
    return parts
