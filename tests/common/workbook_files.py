"""Workbooks as people send them, for the readers of both onboarding and measures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook

STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main":
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships":
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}  # fmt: skip
Change = Callable[[str, bytes], bytes]


def workbook(title: str, *rows: Sequence[Any], epoch: Any = None) -> bytes:
    """One sheet with these rows."""
    book = Workbook()
    if epoch is not None:
        book.epoch = epoch
    sheet: Any = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return content(book)


def content(book: Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def changed(data: bytes, change: Change) -> bytes:
    """The same workbook, each of its parts changed by name and content."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def strict(name: str, part: bytes) -> bytes:
    """A part as Excel saves it as Strict Open XML."""
    for old, new in STRICT.items():
        part = part.replace(old, new)
    return part


def stray(name: str, part: bytes) -> bytes:
    """A sheet with one more cell, in the last row that there can be."""
    cell = b'<row r="1048576"><c r="C1048576" t="inlineStr"><is><t> </t></is></c></row>'
    return part.replace(b"</sheetData>", cell + b"</sheetData>")


def in_utf_16(name: str, part: bytes) -> bytes:
    """A sheet in another encoding, as it says itself."""
    if not name.startswith("xl/worksheets/sheet"):
        return part
    text = part.decode().partition("?>")[2] if part.startswith(b"<?xml") else part.decode()
    return ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")
