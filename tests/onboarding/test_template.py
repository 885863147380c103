"""The template as it is opened in a spreadsheet."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.utils import translation
from openpyxl import load_workbook

from samspill.common.models import Partnership
from samspill.common.workbooks.columns import headings, titles
from samspill.common.workbooks.rows import Row
from samspill.onboarding.layout import SHEETS
from samspill.onboarding.template import template
from samspill.parties.models import Party, Side
from tests.onboarding.workbooks import reading

pytestmark = pytest.mark.django_db


def made() -> Any:
    return load_workbook(io.BytesIO(template()))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_two_headings_are_alike(language: str) -> None:
    with translation.override(language):
        for sheet in SHEETS.values():
            labels = [column.label for column in sheet.columns]
            assert len(set(labels)) == len(labels), sheet.name
        assert len({str(sheet.title) for sheet in SHEETS.values()}) == len(SHEETS)


def test_a_heading_means_one_column_in_every_language() -> None:
    for sheet in SHEETS.values():
        assert set(headings(sheet).values()) == {c.name for c in sheet.columns}
    assert set(titles(SHEETS.values()).values()) == set(SHEETS)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_empty_template_holds_no_row(partnership: Partnership, language: str) -> None:
    with translation.override(language):
        data = template()
    found = reading(data)
    assert found.rows == []
    assert found.doubts == []


def test_the_first_sheet_explains(partnership: Partnership) -> None:
    guide = made().worksheets[0]
    assert guide.title == "Read this first"
    assert guide["A1"].value == "How to fill in this workbook"
    assert guide.max_row == 12


def test_cells_offer_choices(partnership: Partnership) -> None:
    book = made()
    offered = {
        sheet.title: len(sheet.data_validations.dataValidation) for sheet in book.worksheets[1:-1]
    }
    assert offered == {
        "Parties": 3, "Regions": 1, "Persons": 1, "Contact points": 1, "Bodies": 3, "Seats": 3,
    }  # fmt: skip
    kinds = book["Parties"].data_validations.dataValidation[0]
    assert (kinds.formula1, str(kinds.sqref)) == ("'Lists'!$C$1:$C$12", "B2:B5000")
    assert book["Lists"]["C1"].value == "Municipality"


def test_no_text_becomes_a_formula(partnership: Partnership) -> None:
    side = Side.objects.create(partnership=partnership, slug="a", name="=1+1")
    Party.objects.create(
        partnership=partnership, slug="a", name="=HYPERLINK(1)", side=side, kind="other"
    )
    cell = made()["Parties"]["A3"]
    assert (cell.value, cell.data_type) == ("'=HYPERLINK(1)", "s")
    rows = reading(template()).rows
    assert rows == [
        Row("parties", "Parties", 3, {"name": "=HYPERLINK(1)", "kind": "other",
                                      "side": "=1+1", "code": "a"})
    ]  # fmt: skip
