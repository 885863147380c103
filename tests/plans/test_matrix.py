"""The matrix of measures and those who answer: names over it, all rows, and a bar for a phone."""

from __future__ import annotations

from samspill.plans.overviews.cells import BarPart, Cell, OverviewTable, StatusMark, counted
from samspill.plans.overviews.matrix import bar_of, matrix_of

DONE, SILENT, LATE = (
    StatusMark("ok", "Oppnådd"),
    StatusMark("none", "Ikke rapportert"),
    StatusMark("late", "Over fristen"),
)


def test_those_with_most_stand_first_and_each_sign_in_its_place() -> None:
    rows = [
        [Cell("1.1 Et"), Cell(names=("Verdal", "Lierne")), Cell(), Cell()],
        [Cell("1.2 To"), Cell(), Cell(names=("Verdal",)), Cell(names=("Frosta",))],
    ]
    found = matrix_of(rows, [SILENT, DONE, LATE])
    assert found.owners == ["Verdal", "Frosta", "Lierne"]
    assert [row.head.text for row in found.rows] == ["1.1 Et", "1.2 To"]
    assert [row.marks for row in found.rows] == [[SILENT, None, SILENT], [DONE, LATE, None]]
    assert found.legend == [SILENT, DONE, LATE]
    assert found.rows[1].bar == [BarPart("p-ok", 0, 150), BarPart("p-late", 150, 150)]


def test_a_sign_that_stands_nowhere_is_not_explained() -> None:
    found = matrix_of([[Cell("1.1 Et"), Cell(names=("Verdal",)), Cell()]], [SILENT, DONE])
    assert found.legend == [SILENT]


def test_a_bar_is_filled_and_what_is_nothing_takes_no_room() -> None:
    assert bar_of([("ok", 1), ("no", 0), ("none", 2)]) == [
        BarPart("p-ok", 0, 100),
        BarPart("p-none", 100, 200),
    ]
    assert bar_of([("ok", 0)]) == []


def test_a_column_that_counts_nothing_is_narrow() -> None:
    table = OverviewTable(
        "Kart",
        ("Område", "Oppnådd", "Droppet", "Tiltak"),
        [[Cell("1.1"), counted(2), counted(0), counted(2)]],
        "heat",
        signs=("", "ok", "withdrawn", ""),
    )
    assert [head.is_empty for head in table.heads] == [False, False, True, False]
