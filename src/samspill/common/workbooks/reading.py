"""Reading a workbook: typed rows, and what is doubtful about each. Nothing is saved.

Whoever reads one holds the rows against the database, shows what would change, and saves nothing
before somebody has said yes to that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import IO, Any

from django.utils.translation import gettext as _

from samspill.common.workbooks.columns import Sheet, titles
from samspill.common.workbooks.opening import OpenSheet, Unreadable, damaged, opened
from samspill.common.workbooks.rows import RowDoubt, WorkbookReading
from samspill.common.workbooks.sheet_reader import SheetReader, is_headed
from samspill.common.workbooks.values import nearest, same


def read_named(
    file: IO[bytes], size: int, sheets: Mapping[str, Sheet], passed: Collection[str]
) -> WorkbookReading:
    """Reads the sheets that are called as ours are.

    Args:
        file: the workbook.
        size: in bytes.
        sheets: ours by name, in the order that their rows are wanted in.
        passed: titles of sheets that are ours and hold no rows, as names are compared.

    Raises:
        Unreadable: it is no workbook, too large, or none of its sheets is ours.
    """
    reading = WorkbookReading()
    _read(_by_title(opened(file, size), sheets, passed, reading), reading)
    order = list(sheets)
    reading.rows.sort(key=lambda row: (order.index(row.sheet), row.number))
    return reading


def read_headed(file: IO[bytes], size: int, sheet: Sheet) -> WorkbookReading:
    """Reads the first sheet that is headed as ours is, whatever it is called.

    A hidden one only where no other is.

    Raises:
        Unreadable: it is no workbook, too large, or has no such sheet.
    """
    reading = WorkbookReading()
    found = sorted(opened(file, size), key=lambda one: one.is_hidden)
    headed = next((one for one in found if _safely(is_headed, sheet, one)), None)
    if headed is None:
        labels = ", ".join(column.label for column in sheet.required)
        raise Unreadable(
            _("No sheet has the headings %(headings)s. Download the sheet first.")
            % {"headings": labels}
        )
    _read([(sheet, headed)], reading)
    return reading


def _read(sheets: Iterable[tuple[Sheet, OpenSheet]], reading: WorkbookReading) -> None:
    for sheet, found in sheets:
        _safely(SheetReader(sheet, found, reading).read)


def _safely(read: Any, *given: Any) -> Any:
    """openpyxl parses while rows are asked for, and raises nearly anything on a damaged sheet."""
    try:
        return read(*given)
    except Unreadable:
        raise
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError) as problem:
        raise damaged() from problem


def _by_title(
    found: list[OpenSheet],
    sheets: Mapping[str, Sheet],
    passed: Collection[str],
    reading: WorkbookReading,
) -> list[tuple[Sheet, OpenSheet]]:
    """The sheets that are ours, by name; tells of the others."""
    known = titles(sheets.values())
    ours: dict[str, OpenSheet] = {}
    theirs = []
    for one in found:
        name = known.get(same(one.title))
        if name and name not in ours:
            ours[name] = one
        elif same(one.title) not in passed:
            theirs.append(one)
    missing = [str(sheet.title) for name, sheet in sheets.items() if name not in ours]
    for one in theirs:
        reading.doubts.append(_strange(one.title, missing))
    if not ours and not any(doubt.stops for doubt in reading.doubts):
        names = ", ".join(str(sheet.title) for sheet in sheets.values())
        raise Unreadable(_("The workbook has none of the sheets %(names)s.") % {"names": names})
    return [(sheets[name], one) for name, one in ours.items()]


def _strange(title: str, missing: list[str]) -> RowDoubt:
    if near := nearest(title, missing):
        expected = _("Did you mean «%(name)s»?") % {"name": near}
        return RowDoubt(title, 0, "", _("There is no sheet of this name here."), expected)
    what = _("The sheet is not read: it is none of the template's.")
    return RowDoubt(title, 0, "", what, stops=False)
