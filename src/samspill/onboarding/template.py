"""The workbook that is filled in: explained, with choices to pick from, and with what is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from samspill.common.workbooks.columns import EXAMPLE, Column, Sheet
from samspill.common.workbooks.values import OneOf, YesNo, with_stroke
from samspill.common.workbooks.writing import (
    add_row,
    content_of,
    new_book,
    new_sheet,
    text_cell,
)
from samspill.onboarding import layout
from samspill.onboarding.layout import SHEETS
from samspill.onboarding.standing import NAMED, Stands, stands

ROWS = 5_000
"""How far down the lists to choose from reach."""
_TITLE, _GREY = Font(bold=True, size=14), Font(italic=True, color="FF6B6B6B")


def template() -> bytes:
    """The workbook for the helsefellesskap of the scope, filled with what it has."""
    found = stands()
    book = new_book()
    _guide(book)
    lists = _Lists(found)
    for sheet in SHEETS.values():
        _sheet(book, sheet, found, lists)
    lists.write(book)
    return content_of(book)


def _guide(book: Workbook) -> None:
    guide = book.create_sheet(str(layout.GUIDE))
    guide.column_dimensions["A"].width = 100
    for number, line in enumerate(_explanation()):
        cell = text_cell(guide, line, _TITLE if number == 0 else None)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        guide.append([cell])


def _explanation() -> Iterator[str]:
    sheets = ", ".join(str(sheet.title) for sheet in SHEETS.values())
    yield _("How to fill in this workbook")
    yield _("Each sheet is a list, and each row is one thing. The sheets are: %(sheets)s.") % {
        "sheets": sheets
    }
    yield _("Headings with a star must be filled in. Leave the headings and the sheets' names.")
    yield _("The grey row on top shows how. It is not read; you may delete it.")
    yield _("What is there already stands in the sheets. Change it where it is wrong.")
    yield _("An empty cell changes nothing. Write – in a cell to empty what stands there.")
    yield _("A row that you delete changes nothing. Nothing is ended or removed from here.")
    yield _("Write names the same way everywhere. A party must stand in its sheet, or be there.")
    yield _("Write dates as day, month, year: 31.12.2026. The last day is included.")
    yield _("Leave the codes. They tell which record a row is about; new rows have none.")
    yield _("Write no national identity numbers, and nothing about health.")
    yield _("Afterwards you see a report of everything that would change. Nothing is saved before.")


class _Lists:
    """What cells choose from, on a sheet of its own that nobody sees."""

    def __init__(self, found: Stands) -> None:
        self.columns: dict[str, list[str]] = {}
        for name in NAMED:
            names = list(found.names[name].shown.values())
            self.columns[name] = names or _usual(name)

    def place(self, column: Column) -> str:
        """Where a column's choices stand; nothing when it has none."""
        form = column.form
        if isinstance(form, OneOf):
            key = f"{form.choices.__module__}.{form.choices.__qualname__}"
            self.columns.setdefault(key, [str(label) for label in form.choices.labels])
        elif isinstance(form, YesNo):
            key = "yes"
            self.columns.setdefault(key, [_("Yes"), _("No")])
        elif form.is_reference and form.to in NAMED:  # type: ignore[attr-defined]
            key = form.to  # type: ignore[attr-defined]
        else:
            return ""
        letter = get_column_letter(list(self.columns).index(key) + 1)
        title = quote_sheetname(str(layout.LISTS))
        return f"{title}!${letter}$1:${letter}${len(self.columns[key])}"

    def write(self, book: Workbook) -> None:
        sheet = book.create_sheet(str(layout.LISTS))
        sheet.sheet_state = "veryHidden"
        for number in range(max(map(len, self.columns.values()))):
            add_row(
                sheet,
                (texts[number] if number < len(texts) else "" for texts in self.columns.values()),
            )


def _usual(name: str) -> list[str]:
    """What the sides and levels are mostly called, for a helsefellesskap that has none yet."""
    if name == "sides":
        return [_("The municipalities"), _("The specialist health service")]
    return [_("Partnership level"), _("Strategic level"), _("Professional level")]


def _sheet(book: Workbook, sheet: Sheet, found: Stands, lists: _Lists) -> None:
    heads = [f"{column.label} *" if column.required else column.label for column in sheet.columns]
    made = new_sheet(book, str(sheet.title), heads, frozen="B2")
    for number, column in enumerate(sheet.columns, start=1):
        if place := lists.place(column):
            letter = get_column_letter(number)
            choices = DataValidation(type="list", formula1=place, allow_blank=True)
            choices.showErrorMessage = not column.form.is_reference
            choices.error = _("Choose one from the list.")
            choices.add(f"{letter}2:{letter}{ROWS}")
            made.data_validations.append(choices)
    made.append(_example(made, sheet.columns))
    for standing in found.rows[sheet.name]:
        texts = (found.words(sheet, c.name, standing.values[c.name]) for c in sheet.columns)
        add_row(made, (with_stroke(text) for text in texts))


def _example(made: Any, columns: Sequence[Column]) -> list[Any]:
    texts = [str(column.example) for column in columns]
    texts[0] = f"{EXAMPLE} {texts[0]}"
    return [text_cell(made, text, _GREY) for text in texts]
