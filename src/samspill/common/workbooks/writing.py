"""Writing a workbook: every text harmless and wrapped, the headings bold and in sight, the columns
wide enough, and on paper as wide as the page with its headings on each.

Written row by row, so that a long list costs no memory.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from samspill.common.workbooks.values import is_like_formula

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TITLE, LONGEST_CELL = 31, 32_767
NARROWEST, WIDEST = 14, 40
AS_TEXT = "@"
A4 = 9
BOLD = Font(bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")
HEAD = PatternFill("solid", fgColor="FFE8EEF2")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NUMBERS = re.compile(r"[+-][\d\s().,/–-]*")
"""A telephone number, or a number with a sign: no formula does harm with that alone."""


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula, also when it is saved as CSV."""
    return f"'{text}" if is_like_formula(text) and not _NUMBERS.fullmatch(text) else text


def written(text: str) -> str:
    """A text as it goes into a cell: harmless, writable, and no longer than a cell may be.

    One that is longer says so at its end. It fills its cell, and so it is not read back either.
    """
    # What looks like Excel's escape for a character is to stay as it is.
    plain = harmless(_ESCAPED.sub("_x005F_", _UNWRITABLE.sub("", text)))
    if len(plain) <= LONGEST_CELL:
        return plain
    told = _(" … [A cell holds no more. The whole text, %(size)s characters, is on its page.]")
    end = told % {"size": len(text)}
    return plain[: LONGEST_CELL - len(end)] + end


def new_book() -> Workbook:
    """An empty workbook."""
    return Workbook(write_only=True)


def new_sheet(
    book: Workbook,
    title: str,
    heads: Sequence[str],
    *,
    widths: Sequence[int] = (),
    frozen: str = "A2",
) -> Any:
    """A sheet with its headings: bold, and in sight however far down one reads.

    Args:
        title: cut, and without the signs that a title may not have.
        widths: of the first columns, in characters; the others are as wide as their headings ask.
        frozen: the first cell that moves when one scrolls.
    """
    sheet: Any = book.create_sheet(_NOT_IN_TITLES.sub(" ", title)[:LONGEST_TITLE])
    asked = [max(NARROWEST, min(WIDEST, len(head) + 4)) for head in heads]
    for number, width in enumerate([*widths, *asked[len(widths) :]], start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if heads:
        sheet.print_title_rows = "1:1"
        sheet.freeze_panes = frozen
        sheet.append([_head(sheet, head) for head in heads])
    return sheet


def _head(sheet: Any, text: str) -> Any:
    cell = text_cell(sheet, text, BOLD)
    cell.fill = HEAD
    return cell


def text_cell(sheet: Any, text: str, font: Font | None = None) -> Any:
    """A cell that holds a text, and that no spreadsheet makes a number or a date of."""
    cell = WriteOnlyCell(sheet, value=written(text))
    cell.data_type = "s"
    cell.number_format = AS_TEXT
    cell.alignment = WRAPPED
    if font is not None:
        cell.font = font
    return cell


def add_row(sheet: Any, values: Iterable[str | int | float | None]) -> None:
    """Writes a row; numbers stay numbers, and an empty text leaves its cell empty."""
    sheet.append(
        [
            (text_cell(sheet, value) if value else None) if isinstance(value, str) else value
            for value in values
        ]
    )


def content_of(book: Workbook) -> bytes:
    """The workbook as a file."""
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def answer(content: bytes, name: str) -> HttpResponse:
    """The workbook as a download of that name, which ends in ``.xlsx``."""
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
