"""An overview as XLSX: all rows, written one by one, and what was asked for on its own sheet."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspill.common.workbooks.writing import add_row, content_of, new_book, new_sheet
from samspill.plans.overviews.reading import Reading
from samspill.plans.overviews.tables import VIEWS

FIRST_COLUMN, TERMS = 60, 30


def as_xlsx(view: str, reading: Reading, *, facts: list[tuple[str, str]]) -> bytes:
    """The overview with every row.

    Args:
        facts: what is told of it beside its rows, such as the plan and the day.

    Raises:
        KeyError: there is no such way of seeing.
    """
    book = new_book()
    for name, columns, rows in VIEWS[view].whole(reading):
        sheet = new_sheet(book, name, columns, widths=[FIRST_COLUMN])
        for row in rows:
            add_row(sheet, (cell.words if cell.number is None else cell.number for cell in row))
    about = new_sheet(book, _("About the list"), [], widths=[TERMS])
    for fact in facts:
        add_row(about, fact)
    return content_of(book)
