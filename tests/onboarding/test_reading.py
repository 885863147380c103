"""Every way in which a workbook can be wrong, and what is said about it."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook

from samspill.common.models import Partnership
from samspill.common.workbooks import opening, sheet_reader
from samspill.common.workbooks.opening import Unreadable
from samspill.common.workbooks.rows import RowDoubt
from samspill.onboarding.comparing import compare
from samspill.onboarding.reading import read
from tests.onboarding.workbooks import book, content, party, reading, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _within(partnership: Partnership) -> None:
    """Every test is within an empty helsefellesskap, in English."""


def refused(data: bytes, size: int | None = None) -> str:
    with pytest.raises(Unreadable) as raised:
        read(io.BytesIO(data), len(data) if size is None else size)
    return str(raised.value)


def doubts(made: Workbook | bytes) -> list[RowDoubt]:
    """What is doubtful, apart from the columns that a test leaves out."""
    found = compare(reading(made)).doubts
    return [d for d in found if not d.what.startswith("Columns that are missing change nothing")]


def parties(*rows: dict[str, Any]) -> Workbook:
    return book(parties=rows_of("parties", *rows))


def zipped(**parts: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), part)
    return written.getvalue()


# Files


def test_an_empty_file() -> None:
    assert refused(b"") == "The file is empty."


def test_a_file_that_is_too_large() -> None:
    said = "The file is 11 MB. A workbook may be 10 MB at most."
    assert refused(b"PK", size=11_000_000) == said


def test_a_word_document_by_another_name() -> None:
    said = "This is a Word document, not an Excel workbook. Fill in the template instead."
    assert refused(zipped(word__document_xml=b"<x/>")) == said


def test_another_zip_by_another_name() -> None:
    said = "This is not an Excel workbook. Fill in the template, and save it as .xlsx."
    assert refused(zipped(bilder__a_xml=b"<x/>")) == said


def test_a_workbook_with_macros() -> None:
    said = "The workbook holds macros. Save it as an Excel workbook without them (.xlsx)."
    written = io.BytesIO(content(parties(party("Steinkjer", "5006"))))
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert refused(written.getvalue()) == said


def test_text_by_another_name() -> None:
    said = "This is not an Excel workbook. Fill in the template, and save it as .xlsx."
    assert refused(b"navn;slag\nStorvik;kommune\n") == said


def test_a_workbook_of_the_old_kind() -> None:
    said = "This is a workbook of the old kind (.xls). Save it as an Excel workbook (.xlsx)."
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600) == said


def test_an_encrypted_workbook() -> None:
    said = "The workbook is protected by a password. Save it without one, and try again."
    encrypted = "EncryptedPackage".encode("utf-16-le")
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + encrypted) == said


DAMAGED = "The file is damaged. Open it in Excel, save it as an Excel workbook, and try again."


def test_a_file_that_is_cut_off() -> None:
    data = content(parties(party("Steinkjer", "5006")))
    assert refused(data[: len(data) // 2]) == DAMAGED


def test_a_workbook_with_a_part_that_is_no_xml() -> None:
    assert refused(_with_sheet(b"<worksheet><sheetData><row")) == DAMAGED


def test_a_workbook_that_declares_entities() -> None:
    lol = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaa">]><worksheet><sheetData/></worksheet>'
    assert refused(_with_sheet(lol)) == DAMAGED


def _with_sheet(sheet: bytes) -> bytes:
    """A workbook with another first sheet."""
    data, written = content(parties(party("Steinkjer", "5006"))), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for part in old.infolist():
            is_sheet = part.filename == "xl/worksheets/sheet1.xml"
            new.writestr(part.filename, sheet if is_sheet else old.read(part))
    return written.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_traits", lambda *given: pytest.fail("unpacked"))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 151_000_000)
    data = written.getvalue()
    assert len(data) < 1_000_000
    assert refused(data) == "The file unpacks to 151 MB. It may be 150 MB at most."


def test_a_hundred_thousand_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Workbook(write_only=True)
    sheet = made.create_sheet("Parties")
    sheet.append(["Name", "Kind", "Side"])
    for number in range(100_000):
        sheet.append([f"Kommune {number}", "Municipality", "Kommunene"])
    said = "The workbook has more than 20000 rows. Divide it, and read it in parts."
    assert refused(content(made)) == said


# Sheets and columns


def test_a_misspelt_sheet_name() -> None:
    made = parties(party("Steinkjer", "5006"))
    made.create_sheet("Regons").append(["Name", "Side"])
    assert doubts(made) == [
        RowDoubt("Regons", 0, "", "There is no sheet of this name here.", "Did you mean «Regions»?")
    ]


def test_a_sheet_of_something_else_is_told() -> None:
    made = parties(party("Steinkjer", "5006"))
    made.create_sheet("Budsjett 2026").append(["Kroner"])
    what = "The sheet is not read: it is none of the template's."
    assert doubts(made) == [RowDoubt("Budsjett 2026", 0, "", what, stops=False)]


def test_none_of_the_sheets() -> None:
    made = book()
    made.create_sheet("Budsjett 2026").append(["Kroner"])
    said = "The workbook has none of the sheets Parties, Regions, Persons, Contact points, "
    assert refused(content(made)) == f"{said}Bodies, Seats."


def test_no_row_with_headings() -> None:
    found = doubts(book(regions=[["Innherred", "kommuneregion"], ["Namdal", "kommuneregion"]]))
    assert [(d.sheet, d.row, d.what) for d in found] == [
        ("Regions", 1, "The row with headings is not found.")
    ]
    assert found[0].expected.startswith("These headings, in one row: Name, Kind, Side, Host, ")


def test_a_required_column_is_missing() -> None:
    made = book(parties=[["Name", "Kind"], ["Steinkjer", "Municipality"]])
    assert doubts(made) == [
        RowDoubt("Parties", 1, "Side", "The column is missing.",
              "Take it from the template; rows cannot be read without it.")
    ]  # fmt: skip


def test_a_column_that_is_not_ours_is_told() -> None:
    made = parties(party("Steinkjer", "5006"))
    made["Parties"].cell(1, 9, "Innbyggere i 2025")
    what = "The column I «Innbyggere i 2025» is not read."
    assert doubts(made) == [RowDoubt("Parties", 1, "Innbyggere i 2025", what, stops=False)]


def test_a_misspelt_heading() -> None:
    made = parties(party("Steinkjer", "5006"))
    made["Parties"].cell(1, 6, "Organistion number")
    what, expected = "The column F «Organistion number» is not read.", "Organisation number"
    assert doubts(made) == [
        RowDoubt("Parties", 1, "Organistion number", what, f"Did you mean «{expected}»?")
    ]


def test_headings_may_stand_further_down_and_in_another_order() -> None:
    made = book(
        parties=[
            ["Kommuner i Innherred"],
            [],
            ["Side", "Kind", "Name"],
            ["Kommunene", "Municipality", "Steinkjer"],
        ]
    )
    assert [row.values["name"] for row in reading(made).rows] == ["Steinkjer"]
    assert doubts(made) == []


# Rows and cells


def test_empty_rows_between_are_passed() -> None:
    made = parties(party("Steinkjer", "5006"))
    made["Parties"].append([None] * 5)
    made["Parties"].append(["  ", None])
    made["Parties"].append(["Snåsa kommune", "Municipality", "5041", "Kommunene"])
    assert [row.number for row in reading(made).rows] == [2, 5]
    assert doubts(made) == []


def test_the_example_row_is_not_read() -> None:
    made = parties({**party("Storvik"), "name": "Example: Storvik"}, party("Steinkjer", "5006"))
    assert [row.values["name"] for row in reading(made).rows] == ["Steinkjer kommune"]


def test_a_merged_cell_holds_for_each_of_its_rows() -> None:
    made = parties(party("Steinkjer", "5006"), party("Snåsa", "5041"))
    made["Parties"]["D3"] = None
    made["Parties"].merge_cells("D2:D3")
    assert [row.values["side"] for row in reading(made).rows] == ["Kommunene", "Kommunene"]
    what = "The value of merged cells holds for each of their rows: D2:D3."
    assert doubts(made) == [RowDoubt("Parties", 0, "", what, stops=False)]


def test_cells_merged_across_columns_are_refused() -> None:
    made = parties(party("Steinkjer", "5006"))
    made["Parties"].merge_cells("D2:E2")
    assert doubts(made) == [
        RowDoubt("Parties", 2, "", "Cells are merged across columns (D2:E2).",
              "Unmerge them, and write each value in its own cell.")
    ]  # fmt: skip


def test_a_formula_without_a_value() -> None:
    made = parties(party("Steinkjer", "5006"))
    made["Parties"]["A2"] = '="Steinkjer"&" kommune"'
    assert doubts(made) == [
        RowDoubt("Parties", 2, "Name", "The cell holds a formula without a computed value.",
              "Open the workbook in Excel and save it, or write the value itself."),
        RowDoubt("Parties", 0, "", "Formulas are read as the values they showed last. Cells: 1.",
              stops=False),
    ]  # fmt: skip


def test_a_row_of_nothing_but_formulas_without_values_is_not_passed_in_silence() -> None:
    made = parties(party("Steinkjer", "5006"))
    made["Parties"].append(["=X1", "=X2"])
    assert {d.row for d in doubts(made) if d.stops} == {3}


def test_a_cell_that_shows_an_error() -> None:
    made = parties(party("Steinkjer", "5006"))
    made["Parties"]["E2"] = "#REF!"
    assert doubts(made) == [
        RowDoubt("Parties", 2, "Takes part as", "The cell shows the error #REF!.",
              "Mend the formula, or write the value itself.")
    ]  # fmt: skip


def test_hidden_rows_and_sheets_are_read_and_told() -> None:
    made = parties(party("Steinkjer", "5006"), party("Snåsa", "5041"))
    made["Parties"].row_dimensions[3].hidden = True
    made.create_sheet("Noe annet")
    made["Parties"].sheet_state = "hidden"
    made.active = 1
    assert len(reading(made).rows) == 2
    assert [d.what for d in doubts(made)][:2] == [
        "The sheet is hidden. It is read all the same.",
        "Hidden rows are read all the same: 3.",
    ]
    assert not any(d.stops for d in doubts(made))


@pytest.mark.parametrize("number", [301, "301", "0301", 301.0, " 0301 "])
def test_a_lost_leading_zero_is_put_back(number: Any) -> None:
    made = parties(party("Oslo", number))
    assert reading(made).rows[0].values["municipality_number"] == "0301"
    assert doubts(made) == []


def test_a_number_that_no_municipality_has() -> None:
    assert doubts(parties(party("Steinkjer", "5099"), party("Snåsa", "x"))) == [
        RowDoubt("Parties", 2, "Municipality number",
              "No municipality has the number 5099 today.", "Did you mean «5006»?"),
        RowDoubt("Parties", 3, "Municipality number",
              "«x» is not a municipality number.", "Four digits, such as 5006."),
    ]  # fmt: skip


def test_a_number_of_another_municipality_is_told() -> None:
    assert doubts(parties(party("Steinkjer", "5007"))) == [
        RowDoubt("Parties", 2, "Municipality number", "The number 5007 is that of Namsos.",
              "Check the name and the number.", stops=False)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["31.12.2025", "31/12/2025", "31-12-2025", "2025-12-31", "31. desember 2025", "31 des 2025",
     "31.12.25", 46022, "46022.0", "2025-12-31 00:00:00"],
)  # fmt: skip
def test_dates_as_people_write_them(text: Any) -> None:
    raw = float(text) if text == "46022.0" else text
    made = parties(party("Steinkjer", "5006", valid_to=raw))
    assert reading(made).rows[0].values["valid_to"] == "2025-12-31"


@pytest.mark.parametrize("text", ["2025", "31.13.2025", "snart", "31.2.2025", True])
def test_what_is_no_date(text: Any) -> None:
    shown = "Yes" if text is True else text
    assert doubts(parties(party("Steinkjer", "5006", valid_to=text))) == [
        RowDoubt("Parties", 2, "To and including", f"«{shown}» is not a date.",
              "Write it as day, month, year: 31.12.2026.")
    ]  # fmt: skip


def test_a_misspelt_choice() -> None:
    found = doubts(parties({**party("Steinkjer", "5006"), "kind": "Munisipality"}))
    assert [(d.column, d.what) for d in found] == [
        ("Kind", "«Munisipality» is not one of the choices.")
    ]
    assert found[0].expected.startswith(
        "Did you mean «Municipality»? Choose one of: Municipality, "
    )


def test_a_misspelt_reference() -> None:
    made = book(
        parties=rows_of("parties", party("Steinkjer", "5006")),
        regions=rows_of(
            "regions", {"name": "Innherred", "side": "Kommunene", "host": "Stenkjær kommune"}
        ),
    )
    assert doubts(made) == [
        RowDoubt("Regions", 2, "Host", "There is no «Stenkjær kommune».",
              "Did you mean «Steinkjer kommune»?")
    ]  # fmt: skip


def test_a_misspelt_side_makes_no_new_one() -> None:
    made = parties(party("Steinkjer", "5006"), {**party("Snåsa", "5041"), "side": "Komunene"})
    assert doubts(made) == [
        RowDoubt("Parties", 3, "Side", "There is no «Komunene».", "Did you mean «Kommunene»?")
    ]


def test_rows_about_the_same() -> None:
    made = parties(party("Steinkjer", "5006"), party("Steinkjer", "5006"))
    assert doubts(made) == [
        RowDoubt("Parties", 3, "", "The row is about the same as row 2.",
              "Remove one of the two, or give them different names.")
    ]  # fmt: skip


def test_a_value_is_missing() -> None:
    made = parties(party("Steinkjer", "5006"), {"name": "Snåsa kommune", "kind": "Municipality"})
    assert doubts(made) == [RowDoubt("Parties", 3, "Side", "This is missing.", "A value.")]


def test_a_code_that_nothing_has() -> None:
    made = parties({**party("Steinkjer", "5006"), "code": "steinkjer"})
    assert doubts(made) == [
        RowDoubt("Parties", 2, "", "There is nothing with the code «steinkjer».",
              "Leave the code empty for what is new.")
    ]  # fmt: skip


def test_an_address_that_is_none() -> None:
    made = book(people=rows_of("people", {"name": "Kari Nordmann", "email": "kari@"}))
    assert doubts(made) == [
        RowDoubt("Persons", 2, "E-mail address", "Enter a valid email address.", "")
    ]


def test_a_text_that_is_too_long() -> None:
    made = book(people=rows_of("people", {"name": "K" * 201, "email": "kari@example.no"}))
    found = doubts(made)
    assert [(d.row, d.column) for d in found] == [(2, "Name")]
    assert found[0].what == "Ensure this value has at most 200 characters (it has 201)."


def test_a_national_identity_number_is_refused_and_not_repeated() -> None:
    made = book(people=rows_of("people", {"name": "Kari Nordmann", "phone": "131052 08205"}))
    found = reading(made)
    assert found.rows == []
    assert found.doubts[-1] == RowDoubt(
        "Persons", 2, "", "The row holds a national identity number, and is not read.",
        "Remove it: Samspill identifies no person by number.",
    )  # fmt: skip
    assert "08205" not in str(found.as_json())


@pytest.mark.parametrize("number", [13105208205, 1015010033])
def test_a_national_identity_number_written_as_a_number(number: int) -> None:
    made = book(people=rows_of("people", {"name": "Kari Nordmann", "phone": number}))
    assert reading(made).rows == []


def test_bodies_that_belong_under_each_other() -> None:
    row = {"kind": "Body", "tier": "Strategisk nivå"}
    made = book(
        bodies=rows_of(
            "bodies",
            {"name": "Utvalg", "parent": "Møte", **row},
            {"name": "Møte", "parent": "Utvalg", **row},
        )
    )
    assert [(d.row, d.what) for d in doubts(made)] == [
        (2, "It would belong under itself."),
        (3, "It would belong under itself."),
    ]


def test_the_last_day_before_the_first() -> None:
    made = parties(party("Steinkjer", "5006", valid_from="1.1.2026", valid_to="1.1.2025"))
    assert [(d.column, d.what) for d in doubts(made)] == [
        ("To and including", "The last day is before the first day.")
    ]


def test_a_contact_person_of_no_party() -> None:
    made = book(people=rows_of("people", {"name": "Kari Nordmann", "role": "Contact person"}))
    assert doubts(made) == [
        RowDoubt(
            "Persons", 2, "Has the role for", "This is missing.", "The party that the role is for."
        )
    ]


def test_rows_that_say_otherwise_of_one_person() -> None:
    kari = {"name": "Kari Nordmann", "email": "kari@example.no"}
    made = book(
        people=rows_of(
            "people",
            {**kari, "phone": "73 00 00 00", "role": "Web editor"},
            {**kari, "phone": "73 00 00 99", "role": "Secretariat"},
        )
    )
    assert doubts(made) == [
        RowDoubt("Persons", 3, "Telephone", "Row 2 says otherwise of the same person.",
              "Write the same in both rows.")
    ]  # fmt: skip


def test_the_limit_on_rows_holds_over_all_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_reader, "MOST_ROWS", 2)
    made = book(
        parties=rows_of("parties", party("Steinkjer", "5006"), party("Snåsa", "5041")),
        people=rows_of("people", {"name": "Kari Nordmann", "email": "kari@example.no"}),
    )
    said = "The workbook has more than 2 rows. Divide it, and read it in parts."
    assert refused(content(made)) == said
