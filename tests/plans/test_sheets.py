"""Measures as a spreadsheet: what is written out is what can be read, and every doubt is told."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django_scopes import scope
from openpyxl import Workbook, load_workbook

from samspill.common.models import AuditEntry, Partnership
from samspill.common.permissions import NotAllowed
from samspill.common.putting_back import undo
from samspill.common.undoing import in_the_way
from samspill.common.workbooks.opening import Unreadable
from samspill.common.workbooks.rows import WorkbookReading
from samspill.common.workbooks.sheet_reader import MOST_ROWS
from samspill.plans.models import Measure, PlanEdition
from samspill.plans.sheets.comparing import Changes, Outdated, carry_out, compare
from samspill.plans.sheets.reading import read
from samspill.plans.sheets.writing import workbook
from tests.cast import contact_of, secretariat

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("eksempel")


@pytest.fixture
def eksempel(data: None, db: None) -> Iterator[Partnership]:
    partnership = Partnership.objects.get(slug="eksempel")
    with scope(partnership=partnership):
        yield partnership


@pytest.fixture
def draft(eksempel: Partnership) -> PlanEdition:
    return PlanEdition.objects.get(slug="2027")


def reading(content: bytes | Workbook) -> WorkbookReading:
    if isinstance(content, Workbook):
        made = io.BytesIO()
        content.save(made)
        content = made.getvalue()
    return read(io.BytesIO(content), len(content))


def edited(edition: PlanEdition, change: Callable[[Any], None]) -> WorkbookReading:
    """The measures written out, changed in a spreadsheet program, and read again."""
    book = load_workbook(io.BytesIO(workbook(edition)))
    change(book.active)
    return reading(book)


def stopped(found: Changes) -> list[str]:
    return [doubt.what for doubt in found.stopped]


@pytest.mark.parametrize("slug", ["2025", "2027"])
def test_what_is_written_out_is_what_can_be_read(eksempel: Partnership, slug: str) -> None:
    edition = PlanEdition.objects.get(slug=slug)
    found = compare(edition, reading(workbook(edition)))
    assert (found.changes, found.missing, found.stopped) == ([], [], [])


ODD = (
    "=1+1", "'=1+1", "+47 900 00 000", "-", "–", "'", "''a", "@navn", "1.10", "2026-03-01", "007",
    "_x000D_", "To\nlinjer", "Æ ø å é ‑ – « »", "TRUE", "1e5", "50 %", "\\-", "\\",
)  # fmt: skip


def test_texts_come_back_as_they_were(draft: PlanEdition) -> None:
    """Whatever a spreadsheet would make of them: formulas, numbers, dates, marks of emptying."""
    measure = draft.measures.all()[0]
    for text in ODD:
        measure.text = measure.note = measure.responsible = text
        measure.when_as_written, measure.also_known_as = text, [text]
        measure.save()
        found = compare(draft, reading(workbook(draft)))
        assert (text, found.changes, found.stopped) == (text, [], [])


def test_the_workbook_is_pleasant_to_look_at_and_to_fill_in(draft: PlanEdition) -> None:
    book = load_workbook(io.BytesIO(workbook(draft)))
    sheet = book.worksheets[0]
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "C2"
    assert all(cell.alignment.wrap_text for cell in sheet[2] if cell.value)
    assert [sheet.column_dimensions[letter].width for letter in "ABD"] == [12, 60, 32]
    areas = [row[0].value for row in book["Innsatsområder"].iter_rows(min_row=2)]
    assert areas == list(draft.areas.values_list("number", flat=True))
    (choices,) = sheet.data_validations.dataValidation
    assert str(choices.sqref) == "C2:C2000"
    assert choices.formula1 == f"'Innsatsområder'!$A$2:$A${len(areas) + 1}"


def test_a_changed_and_a_new_row_are_reported_and_carried_out(
    eksempel: Partnership, draft: PlanEdition
) -> None:
    def change(sheet: Any) -> None:
        sheet["B2"] = "Holde rutinen."
        sheet["D2"] = "SFF / Tindvoll"
        sheet.append(["1.1.10", "Et nytt tiltak", "1.1", "Brukerrådet", "", "Høst 2028", "2028"])

    read_in = edited(draft, change)
    before = list(Measure.objects.values_list("text", flat=True))
    found = compare(draft, read_in)
    assert [(c.number, c.is_new, sorted(c.texts)) for c in found.changes] == [
        ("1.1.1", False, ["responsible", "text"]),
        ("1.1.10", True, ["area", "number", "responsible", "text", "when_as_written", "years"]),
    ]
    (asked,) = found.doubts
    assert "«Brukerrådet» er verken et organ eller en part her" in asked.what
    assert asked.expected == "Mente du «Brukerutvalget ved Sykehuset Fjord og fjell»?"
    assert list(Measure.objects.values_list("text", flat=True)) == before
    by = secretariat(eksempel)
    carry_out(by=by, edition=draft, reading=read_in, mark=found.mark)
    first, new = draft.measures.get(number="1.1.1"), draft.measures.get(number="1.1.10")
    assert [owner.label for owner in first.owners.all()] == ["SFF", "Tindvoll"]
    assert first.predecessor is not None
    assert (new.years, str(new.when_first)) == ([2028], "2028-08-01")
    assert [owner.label for owner in new.owners.all()] == ["Brukerrådet"]
    assert AuditEntry.objects.filter(action="read from spreadsheet").count() == 2
    assert compare(draft, reading(workbook(draft))).changes == []


def test_a_row_that_is_gone_takes_nothing_away(draft: PlanEdition) -> None:
    found = compare(draft, edited(draft, lambda sheet: sheet.delete_rows(2)))
    assert (found.missing, found.changes) == (["1.1.1"], [])


def _across(sheet: Any) -> None:
    sheet.merge_cells("B2:C2")


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: sheet.__setitem__("B2", ""),
        lambda sheet: sheet.__setitem__("A2", None),
        lambda sheet: sheet.__setitem__("A3", "1.1.1"),
        lambda sheet: sheet.__setitem__("A2", 1.1),
        lambda sheet: sheet.__setitem__("A2", "1.1/2"),
        lambda sheet: sheet.__setitem__("C2", "9.9"),
        lambda sheet: sheet.__setitem__("G2", "1999"),
        lambda sheet: sheet.__setitem__("G2", "snart"),
        lambda sheet: sheet.__setitem__("B2", datetime.date(2026, 1, 1)),
        lambda sheet: sheet.__setitem__("B2", "=A2"),
        lambda sheet: sheet.__setitem__("B2", "#REF!"),
        lambda sheet: sheet.__setitem__("B2", "x" * 1001),
        lambda sheet: sheet.__setitem__("J2", "Gjelder 13097248022"),
        _across,
    ],
)
def test_a_row_that_must_be_mended_stops_everything(
    eksempel: Partnership, draft: PlanEdition, change: Callable[[Any], None]
) -> None:
    read_in = edited(draft, change)
    found = compare(draft, read_in)
    assert stopped(found)
    assert "13097248022" not in str(found)
    before = list(Measure.objects.values())
    with pytest.raises(Outdated):
        carry_out(by=secretariat(eksempel), edition=draft, reading=read_in, mark=found.mark)
    assert list(Measure.objects.values()) == before


def test_the_value_of_merged_cells_holds_for_each_of_their_rows(draft: PlanEdition) -> None:
    found = compare(draft, edited(draft, lambda sheet: sheet.merge_cells("D2:D3")))
    first = draft.measures.get(number="1.1.1").responsible
    assert (stopped(found), [doubt.row for doubt in found.doubts]) == ([], [0])
    assert {change.number: change.texts for change in found.changes} == {
        "1.1.2": {"responsible": (draft.measures.get(number="1.1.2").responsible, first)}
    }


def test_a_date_a_hidden_row_and_an_odd_time_are_told(draft: PlanEdition) -> None:
    def change(sheet: Any) -> None:
        sheet["F2"] = datetime.datetime(2027, 3, 1)
        sheet["F3"] = "når det passer"
        sheet.row_dimensions[2].hidden = True

    found = compare(draft, edited(draft, change))
    assert stopped(found) == []
    assert [(doubt.row, doubt.stops) for doubt in found.doubts] == [(0, False), (3, False)]
    assert found.changes[0].texts["when_as_written"][1] == "2027-03-01"


def test_a_hundred_thousand_rows_are_answered_clearly() -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["Number", "Text", "Focus area"])
    for n in range(100_000):
        sheet.append([f"1.{n}", "Tiltak", "1.1"])
    with pytest.raises(Unreadable, match=str(MOST_ROWS)):
        reading(book)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"nummer;tekst", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        reading(content)


def test_a_workbook_without_the_headings_is_refused() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Navn", "Adresse"])
    with pytest.raises(Unreadable):
        reading(book)


def test_a_draft_that_changed_meanwhile_is_reported_again(
    eksempel: Partnership, draft: PlanEdition
) -> None:
    read_in = edited(draft, lambda sheet: sheet.__setitem__("B2", "Holde rutinen."))
    mark = compare(draft, read_in).mark
    Measure.objects.filter(edition=draft, number="1.1.1").update(text="Noe helt annet")
    with pytest.raises(Outdated):
        carry_out(by=secretariat(eksempel), edition=draft, reading=read_in, mark=mark)


def test_an_adopted_edition_and_a_stranger_are_refused(
    eksempel: Partnership, draft: PlanEdition
) -> None:
    from samspill.parties.models import Party

    adopted = PlanEdition.objects.get(slug="2025")
    by = secretariat(eksempel)
    read_in = edited(adopted, lambda sheet: sheet.__setitem__("B2", "Noe annet."))
    mark = compare(adopted, read_in).mark
    with pytest.raises(NotAllowed):
        carry_out(by=by, edition=adopted, reading=read_in, mark=mark)
    other = contact_of(Party.objects.get(slug="bruvag"))
    with pytest.raises(NotAllowed):
        carry_out(by=other, edition=draft, reading=read_in, mark=mark)


def test_a_workbook_that_was_carried_out_is_undone_as_a_whole(
    eksempel: Partnership, draft: PlanEdition
) -> None:
    def change(sheet: Any) -> None:
        sheet["B2"] = "Holde rutinen."
        sheet["D2"] = "SFF / Tindvoll"
        sheet["I2"] = "1.1"
        sheet.append(["1.1.10", "Et nytt tiltak", "1.1", "SFF, Bruvåg", "", "", "2028"])

    def stands() -> list[Any]:
        return [
            (one.number, one.text, one.responsible, [str(owner) for owner in one.owners.all()])
            for one in draft.measures.order_by("number")
        ]

    before, last = stands(), AuditEntry.objects.order_by("pk").last()
    by, read_in = secretariat(eksempel), edited(draft, change)
    carry_out(by=by, edition=draft, reading=read_in, mark=compare(draft, read_in).mark)
    assert stands() != before
    entries = list(AuditEntry.objects.filter(pk__gt=last.pk if last else 0))
    assert in_the_way(entries) == []
    undo(by=by, entries=entries)
    assert stands() == before
