"""A list as a spreadsheet: what the page shows, all of it, as XLSX."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from samspill.common.registers import Register
from samspill.common.sight import Sight
from samspill.common.workbooks.writing import add_row, answer, content_of, new_book, new_sheet
from samspill.workspace.listing import cells, columns_of


def as_xlsx(register: Register, records: QuerySet[Any], sight: Sight) -> HttpResponse:
    """The records as a sheet, written row by row."""
    names = register.form_fields
    book = new_book()
    heads = [column.label for column in columns_of(register, names)]
    sheet = new_sheet(book, str(register.many), heads)
    for record in records.iterator(chunk_size=500):
        add_row(sheet, cells(register, record, sight, names))
    return answer(content_of(book), f"{register.slug}.xlsx")
