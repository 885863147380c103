"""A list as a spreadsheet: what the page shows, all of it, as XLSX."""

from __future__ import annotations

import io
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Font

from samspill.common.registers import Register
from samspill.common.spreadsheets import XLSX, harmless
from samspill.workspace.listing import cells, columns_of


def as_xlsx(register: Register, records: QuerySet[Any]) -> HttpResponse:
    """The records as a sheet, written row by row."""
    names = register.form_fields
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(register.many)[:31])
    sheet.append([_bold(sheet, column.label) for column in columns_of(register, names)])
    for record in records.iterator(chunk_size=500):
        sheet.append([harmless(text) for text in cells(register, record, names)])
    written = io.BytesIO()
    book.save(written)
    response = HttpResponse(written.getvalue(), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{register.slug}.xlsx"'
    return response


def _bold(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell
