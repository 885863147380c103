"""Opening a workbook: what is no workbook, or could be used to fill the memory, is refused."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from typing import IO, Any
from xml.parsers import expat

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_from_string, range_boundaries

MEGABYTE = 1_000_000
LARGEST = 10 * MEGABYTE
LARGEST_UNPACKED = 150 * MEGABYTE
MOST_PARTS = 2_000
LAST_ROW = 1_048_576
LAST_COLUMN = 60
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Unreadable(Exception):
    """The file is no workbook that can be read; the message is for whoever sent it."""


@dataclass
class Traits:
    """What a sheet's cells alone do not tell.

    Attributes:
        merged: column → first and last row of each merged area that is one column wide.
        merged_across: row → the areas there that are several columns wide.
        hidden_rows: the rows that are hidden.
        formulas: how many cells hold a formula.
        uncomputed: row → columns (numbers) with a formula that holds no computed value.
    """

    merged: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    merged_across: dict[int, str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    formulas: int = 0
    uncomputed: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass
class OpenSheet:
    """A sheet that can be read row by row."""

    title: str
    is_hidden: bool
    traits: Traits
    cells: Any


def require_name(name: str) -> None:
    """Nothing but ``.xlsx`` is taken, whatever the file holds.

    Raises:
        Unreadable: it is called something else.
    """
    if not name.lower().endswith(".xlsx"):
        raise Unreadable(
            _("This is not an Excel workbook. Fill in the template, and save it as .xlsx.")
        )


def opened(file: IO[bytes], size: int) -> list[OpenSheet]:
    """The sheets of a workbook.

    Raises:
        Unreadable: it is no workbook, or too large.
    """
    if size > LARGEST:
        raise Unreadable(
            _("The file is %(size)s MB. A workbook may be %(limit)d MB at most.")
            % {"size": f"{size / MEGABYTE:.0f}", "limit": LARGEST // MEGABYTE}
        )
    content = file.read(LARGEST + 1)
    _refuse_what_is_no_zip(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_other_zips(archive)
            traits = {
                part.filename: _traits(archive, part)
                for part in archive.infolist()
                if part.filename.endswith((".xml", ".rels", ".vml"))
            }
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        return [
            OpenSheet(
                title=sheet.title,
                is_hidden=sheet.sheet_state != "visible",
                traits=traits.get(posixpath.normpath(sheet._worksheet_path).lstrip("/"), Traits()),
                cells=sheet,
            )
            for sheet in book.worksheets
        ]
    except Unreadable:
        raise
    # openpyxl and zipfile raise nearly anything on a damaged file.
    except Exception as problem:
        raise damaged() from problem


def damaged() -> Unreadable:
    """What is told of a workbook in which something cannot be read."""
    return Unreadable(
        _("The file is damaged. Open it in Excel, save it as an Excel workbook, and try again.")
    )


def _refuse_what_is_no_zip(content: bytes) -> None:
    if not content:
        raise Unreadable(_("The file is empty."))
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED in content:
            raise Unreadable(
                _("The workbook is protected by a password. Save it without one, and try again.")
            )
        raise Unreadable(
            _("This is a workbook of the old kind (.xls). Save it as an Excel workbook (.xlsx).")
        )
    if not content.startswith(b"PK"):
        raise Unreadable(
            _("This is not an Excel workbook. Fill in the template, and save it as .xlsx.")
        )


def _refuse_other_zips(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(
            _("The workbook is protected by a password. Save it without one, and try again.")
        )
    if "word/document.xml" in names:
        raise Unreadable(
            _("This is a Word document, not an Excel workbook. Fill in the template instead.")
        )
    if "xl/workbook.xml" not in names:
        raise Unreadable(
            _("This is not an Excel workbook. Fill in the template, and save it as .xlsx.")
        )
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Unreadable(
            _("The workbook holds macros. Save it as an Excel workbook without them (.xlsx).")
        )
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        raise Unreadable(
            _("The file unpacks to %(size)d MB. It may be %(limit)d MB at most.")
            % {"size": unpacked // MEGABYTE, "limit": LARGEST_UNPACKED // MEGABYTE}
        )


def _traits(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Traits:
    """Reads a part once without keeping it, so that what it declares can be trusted."""
    traits = Traits()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
        _Watch(traits, parser)
    read = 0
    with archive.open(part) as stream:
        while chunk := stream.read(1 << 16):
            read += len(chunk)
            if read > part.file_size:
                raise damaged()
            parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return traits


def _refuse_doctype(*_declared: Any) -> None:
    raise damaged()


class _Watch:
    """Notes merged cells, hidden rows and formulas while a sheet is parsed."""

    def __init__(self, traits: Traits, parser: expat.XMLParserType) -> None:
        self.traits, self.cell, self.row, self.has_value = traits, "", 0, False
        self.has_formula = self.is_value = False
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self.cell = attributes.get("r", "")
            self.has_formula = False
            # A formula whose value is an empty text has no more than that to show for it.
            self.has_value = attributes.get("t") == "str"
        elif name == "f":
            self.has_formula = True
        elif name == "v":
            self.is_value = True
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            if attributes.get("hidden") in {"1", "true"}:
                self.traits.hidden_rows.append(self.row)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def text(self, text: str) -> None:
        self.has_value = self.has_value or self.is_value

    def end(self, name: str) -> None:
        self.is_value = False
        if name.rpartition(":")[2] == "c" and self.has_formula:
            self.traits.formulas += 1
            if not self.has_value:
                column = coordinate_from_string(self.cell)[0] if self.cell else "?"
                self.traits.uncomputed[self.row].append(column)

    def _merge(self, area: str) -> None:
        first_column, first_row, last_column, last_row = range_boundaries(area)
        if None in {first_column, first_row, last_column, last_row}:
            return
        if first_column != last_column:
            for row in range(first_row, min(last_row, first_row + 1_000) + 1):
                self.traits.merged_across[row] = area
        else:
            self.traits.merged[first_column].append((first_row, last_row))
