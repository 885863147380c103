"""Reading the workbook of onboarding: the sheets of ``layout``, by their names."""

from __future__ import annotations

from typing import IO

from samspill.common.workbooks.reading import read_named
from samspill.common.workbooks.rows import WorkbookReading
from samspill.common.workbooks.values import in_all_languages
from samspill.onboarding.layout import GUIDE, LISTS, SHEETS


def read(file: IO[bytes], size: int) -> WorkbookReading:
    """Reads a workbook.

    Raises:
        Unreadable: it is no workbook, too large, or none of its sheets is ours.
    """
    passed = in_all_languages(GUIDE) | in_all_languages(LISTS)
    return read_named(file, size, SHEETS, passed)
