"""Reading a sheet of measures, by its headings."""

from __future__ import annotations

from typing import IO

from samspill.common.workbooks.reading import read_headed
from samspill.common.workbooks.rows import WorkbookReading
from samspill.plans.sheets.layout import MEASURES


def read(file: IO[bytes], size: int) -> WorkbookReading:
    """Reads the first sheet that has the headings of measures.

    Raises:
        Unreadable: it is no workbook, too large, has no such sheet, or more rows than a plan has.
    """
    return read_headed(file, size, MEASURES)
