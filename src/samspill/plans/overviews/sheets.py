"""An overview as XLSX: all rows, written one by one, and what was asked for on its own sheet."""

from __future__ import annotations

import io
import re
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from samspill.common.spreadsheets import harmless
from samspill.plans.overviews.cells import Cell
from samspill.plans.overviews.reading import Reading
from samspill.plans.overviews.tables import VIEWS

_REFUSED = re.compile(r"[\[\]:*?/\\]")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
LONGEST_TITLE, LONGEST_CELL = 31, 32_000


def as_xlsx(view: str, reading: Reading, *, facts: list[tuple[str, str]]) -> bytes:
    """The overview with every row.

    Args:
        facts: what is told of it beside its rows, such as the plan and the day.

    Raises:
        KeyError: there is no such way of seeing.
    """
    book = Workbook(write_only=True)
    for name, columns, rows in VIEWS[view].whole(reading):
        sheet: Any = book.create_sheet(_REFUSED.sub(" ", name)[:LONGEST_TITLE])
        sheet.freeze_panes = "A2"
        sheet.column_dimensions["A"].width = 60
        sheet.append([_bold(sheet, column) for column in columns])
        for row in rows:
            sheet.append([_value(cell) for cell in row])
    about: Any = book.create_sheet(_("About the list")[:LONGEST_TITLE])
    about.column_dimensions["A"].width = 30
    for term, value in facts:
        about.append([term, _text(value)])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _value(cell: Cell) -> str | int:
    return cell.number if cell.number is not None else _text(cell.words)


def _text(text: str) -> str:
    return harmless(_UNWRITABLE.sub("", text))[:LONGEST_CELL]


def _bold(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell
