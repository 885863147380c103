"""What people send is read the same way, whichever reader reads it: onboarding's and measures'."""

from __future__ import annotations

import datetime
import io
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from samspill.common.workbooks import writing
from samspill.common.workbooks.opening import Unreadable, opened, require_name
from samspill.common.workbooks.rows import WorkbookReading
from samspill.onboarding import reading as onboarding
from samspill.plans.sheets import reading as measures
from tests.common.workbook_files import changed, content, in_utf_16, stray, strict, workbook


@dataclass(frozen=True)
class Reader:
    """A reader, and a row that it takes: heading → value and what it is read as.

    Attributes:
        text: the column in which a text may have several lines.
        day: the column that may hold a date.
    """

    read: Callable[[Any, int], WorkbookReading]
    title: str
    row: dict[str, tuple[str, str]]
    text: tuple[str, str]
    day: tuple[str, str]

    def of(self, data: bytes) -> WorkbookReading:
        return self.read(io.BytesIO(data), len(data))

    def book(self, more: dict[str, Any] | None = None, **options: Any) -> bytes:
        cells = {heading: value for heading, (value, _name) in self.row.items()} | (more or {})
        return workbook(self.title, list(cells), list(cells.values()), **options)

    def values(self, data: bytes) -> dict[str, Any]:
        found = self.of(data)
        assert [doubt.what for doubt in found.doubts if doubt.stops] == []
        (row,) = found.rows
        return row.values


READERS = {
    "onboarding": Reader(
        onboarding.read,
        "Contact points",
        {"Title": ("Bruvåg", "title"), "Kind": ("Other", "kind")},
        text=("Description", "description"),
        day=("From", "valid_from"),
    ),
    "measures": Reader(
        measures.read,
        "Ark1",
        {
            "Number": ("1.10", "number"),
            "Text": ("Bruvåg", "text"),
            "Focus area": ("1.1", "area"),
        },
        text=("Note", "note"),
        day=("When, as written", "when_as_written"),
    ),
}


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> Iterator[Reader]:
    with translation.override("en"):
        yield READERS[request.param]


def test_headings_are_found_in_any_order_and_spelling(reader: Reader) -> None:
    headings = list(reader.row)[::-1]
    spelled = [f"{headings[0]} *", f" {headings[1].upper()}\n", *headings[2:]]
    spelled = [one.replace(" ", "\u00a0") for one in spelled]
    cells = [reader.row[heading][0] for heading in headings]
    found = reader.values(workbook(reader.title, [], ["A list"], spelled, cells))
    for value, name in reader.row.values():
        assert found[name] == (value if name != "kind" else "other")


def test_texts_are_composed_and_hold_nothing_that_nobody_sees(reader: Reader) -> None:
    heading, (_value, name) = list(reader.row.items())[0 if "Title" in reader.row else 1]
    raw = unicodedata.normalize("NFD", "Bruvåg") + "\u200b\ufeff\u00ad"
    assert reader.values(reader.book({heading: raw}))[name] == "Bruvåg"


@pytest.mark.parametrize(
    "raw",
    ["Ring først._x000D_\nSend så.", "Ring først.\r\nSend så._x0000_", "Ring først.\nSend så."],
)
def test_what_excel_writes_for_a_line_break_is_one(reader: Reader, raw: str) -> None:
    heading, name = reader.text
    assert reader.values(reader.book({heading: raw}))[name] == "Ring først.\nSend så."


def test_a_cell_in_the_last_row_costs_no_more_than_another(reader: Reader) -> None:
    data = changed(reader.book(), stray)
    (sheet,) = opened(io.BytesIO(data), len(data))
    assert [number for number, _cells in sheet.rows()] == [1, 2, 1048576]
    assert len(reader.of(data).rows) == 1


def test_a_workbook_of_the_strict_kind_is_told_what_to_do(reader: Reader) -> None:
    with pytest.raises(Unreadable, match="Strict Open XML"):
        reader.of(changed(reader.book(), strict))


def test_a_sheet_says_itself_how_its_letters_are_encoded(reader: Reader) -> None:
    data = changed(reader.book(), in_utf_16)
    assert "Bruvåg" in reader.values(data).values()


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_a_date_is_the_same_day_whatever_the_workbook_counts_from(
    reader: Reader, epoch: Any
) -> None:
    heading, name = reader.day
    data = reader.book({heading: datetime.datetime(2027, 1, 1)}, epoch=epoch)
    assert reader.values(data)[name] == "2027-01-01"


def test_a_day_as_a_number_counts_from_where_the_workbook_does() -> None:
    reader, serial = READERS["onboarding"], 44_927
    with translation.override("en"):
        days = [
            reader.values(reader.book({"From": serial}, epoch=epoch))["valid_from"]
            for epoch in (None, CALENDAR_MAC_1904)
        ]
    assert days == ["2023-01-01", "2027-01-02"]


@pytest.mark.parametrize(
    "number", ["01419010029", 1419010029, "014190 10029", "fnr. 014190\u200b10029"]
)
def test_an_identity_number_is_refused_also_as_a_number(reader: Reader, number: Any) -> None:
    heading, _name = reader.text
    found = reader.of(reader.book({heading: number}))
    assert "10029" not in str(found)
    assert [(doubt.row, doubt.stops) for doubt in found.doubts if doubt.row == 2] == [(2, True)]


def test_a_cell_that_is_full_may_be_cut_off(reader: Reader) -> None:
    heading, _name = reader.text
    found = reader.of(reader.book({heading: "x" * 32_767}))
    assert [doubt.what for doubt in found.doubts if doubt.stops] == [
        "The cell is full, and the text may be cut off at its end."
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("tiltak.csv", "text file"),
        ("tiltak.TSV", "text file"),
        ("tiltak.xls", "old kind"),
        ("tiltak.ods", "another kind"),
        ("tiltak.docx", "not an Excel workbook"),
        ("tiltak", "not an Excel workbook"),
    ],
)
def test_a_file_of_another_kind_is_told_how_to_become_a_workbook(name: str, told: str) -> None:
    with translation.override("en"), pytest.raises(Unreadable, match=told):
        require_name(name)
    require_name("Tiltak.XLSX")


TEXTS = [
    "=1+1", "'=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "- et punkt", "-1+2+A1", "+47 73 00 00 00",
    "–", "_x000D_", "_x0041_", "1.10", "to\nlinjer", "Året", "'ja'",
]  # fmt: skip


def test_what_is_written_is_no_formula_and_is_read_as_it_was() -> None:
    book = writing.new_book()
    sheet = writing.new_sheet(book, "Measures", ["Number", "Text", "Focus area"])
    for number, text in enumerate(TEXTS):
        writing.add_row(sheet, [f"1.{number}", text, "1.1"])
    data = writing.content_of(book)
    cells = [cell for (cell,) in load_workbook(io.BytesIO(data)).active["B2:B99"]]  # type: ignore
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    dangerous = [str(cell.value) for cell in cells if str(cell.value or "").startswith(("=", "@"))]
    assert dangerous == []
    with translation.override("en"):
        assert [row.values["text"] for row in READERS["measures"].of(data).rows] == TEXTS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+47 73 00 00 00", "+47 73 00 00 00"),
        ("-3,5", "-3,5"),
        ("+A1", "'+A1"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("\t=1", "'\t=1"),
        ("ja = nei", "ja = nei"),
    ],
)
def test_only_what_may_be_a_formula_gets_a_mark(text: str, expected: str) -> None:
    assert writing.harmless(text) == expected


def test_every_sheet_has_its_headings_in_bold_and_in_sight() -> None:
    book = writing.new_book()
    heads = ["Navn", "En lang overskrift som trenger plass og enda mer plass"]
    sheet = writing.new_sheet(book, "A/B: [en] lang tittel som kuttes", heads, widths=[50])
    writing.add_row(sheet, ["x\x00\uffff", 3])
    read = load_workbook(io.BytesIO(writing.content_of(book))).worksheets[0]
    assert (read.title, read.freeze_panes) == ("A B   en  lang tittel som kutte", "A2")
    assert [cell.font.b for cell in read[1]] == [True, True]
    assert [read.column_dimensions[letter].width for letter in "AB"] == [50, 40]
    assert [cell.value for cell in read[2]] == ["x", 3]


def test_a_text_longer_than_a_cell_says_so_at_its_end() -> None:
    with translation.override("nb"):
        text = writing.written("x" * 40_000)
    assert len(text) == 32_767
    assert text.endswith(
        "xxx … [Ruten har ikke plass til mer. Hele teksten, 40000 tegn, står på siden.]"
    )
    assert writing.written("x" * 32_767) == "x" * 32_767


def test_a_hidden_sheet_is_read_where_no_other_is_headed() -> None:
    reader = READERS["measures"]
    book = Workbook()
    first: Any = book.active
    first.append(["Noe annet"])
    hidden: Any = book.create_sheet("Tiltak")
    hidden.sheet_state = "hidden"
    hidden.append(list(reader.row))
    hidden.append([value for value, _name in reader.row.values()])
    with translation.override("en"):
        found = reader.of(content(book))
    assert len(found.rows) == 1
    assert [doubt.what for doubt in found.doubts if doubt.row == 0] == [
        "The sheet is hidden. It is read all the same."
    ]
