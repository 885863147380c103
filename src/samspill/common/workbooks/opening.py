"""Opening a workbook: what is no workbook, or could be used to fill the memory, is refused."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any
from xml.parsers import expat

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import WorkSheetParser

from samspill.common.files.kinds import main_part
from samspill.common.workbooks.traits import Traits, Watch

MEGABYTE = 1_000_000
LARGEST = 10 * MEGABYTE
LARGEST_UNPACKED = 150 * MEGABYTE
MOST_PARTS = 2_000
STRICT_WITHIN = 4_000
"""In how many bytes a workbook has said which kind of Open XML it is."""
LAST_COLUMN = 60
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRICT = b"http://purl.oclc.org/ooxml/"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
DAYS_FROM_1900_TO_1904 = 1_462
"""How much lower the numbers of days are in a workbook that counts from 1904, as on an old Mac."""


class Unreadable(Exception):
    """The file is no workbook that can be read; the message is for whoever sent it."""


@dataclass
class OpenSheet:
    """A sheet that can be read row by row.

    Attributes:
        days_ahead: how many days are to be added to a number that stands for a day.
    """

    title: str
    is_hidden: bool
    traits: Traits
    cells: Any
    days_ahead: int = 0

    def rows(self) -> Iterator[tuple[int, dict[int, Any]]]:
        """The rows that are there, each with its number and its cells by their place from 0.

        openpyxl's own rows are made up between those that are there, and what a sheet says of its
        own extent need not be true: one cell in the last row would cost half a minute.
        """
        if not isinstance(self.cells, ReadOnlyWorksheet):
            return
        book = self.cells.parent
        with self.cells._get_source() as source:
            parser = WorkSheetParser(
                source,
                self.cells._shared_strings,
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            for number, cells in parser.parse():
                yield (
                    number,
                    {
                        cell["column"] - 1: _unescaped(cell["value"])
                        for cell in cells
                        if cell["column"] <= LAST_COLUMN and cell["value"] is not None
                    },
                )


def _unescaped(value: Any) -> Any:
    """A text as it was typed: Excel writes what XML cannot hold as ``_x000D_``."""
    if not isinstance(value, str):
        return value
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)


def require_name(name: str) -> None:
    """Nothing but ``.xlsx`` is taken, whatever the file holds.

    Raises:
        Unreadable: it is called something else.
    """
    ending = posixpath.splitext(name.lower())[1]
    if ending in {".csv", ".tsv", ".txt"}:
        raise Unreadable(
            _("This is a text file (%(ending)s). Open it in Excel, see that æ, ø and å are right, "
              "and save it as an Excel workbook (.xlsx).") % {"ending": ending}
        )  # fmt: skip
    if ending in {".ods", ".numbers"}:
        raise Unreadable(
            _("This is a spreadsheet of another kind (%(ending)s). Save it as an Excel workbook "
              "(.xlsx).") % {"ending": ending}
        )  # fmt: skip
    if ending == ".xls":
        raise _of_the_old_kind()
    if ending != ".xlsx":
        raise _no_workbook()


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
                days_ahead=DAYS_FROM_1900_TO_1904 if book.epoch == CALENDAR_MAC_1904 else 0,
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
        raise _of_the_old_kind()
    if not content.startswith(b"PK"):
        raise _no_workbook()


def _of_the_old_kind() -> Unreadable:
    return Unreadable(
        _("This is a workbook of the old kind (.xls). Save it as an Excel workbook (.xlsx).")
    )


def _no_workbook() -> Unreadable:
    return Unreadable(
        _("This is not an Excel workbook. Fill in the template, and save it as .xlsx.")
    )


def _refuse_other_zips(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(
            _("The workbook is protected by a password. Save it without one, and try again.")
        )
    if any(name.startswith("word/document") for name in names):
        raise Unreadable(
            _("This is a Word document, not an Excel workbook. Fill in the template instead.")
        )
    main = main_part(archive, "xl/workbook.xml")
    if main not in names or not main.startswith("xl/"):
        raise _no_workbook()
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
    with archive.open(main) as workbook:
        if _STRICT in workbook.read(STRICT_WITHIN):
            raise Unreadable(
                _("The workbook is saved as Strict Open XML. Save it as an Excel workbook (.xlsx), "
                  "the first choice in the list of kinds, and try again.")
            )  # fmt: skip


def _traits(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Traits:
    """Reads a part once without keeping it, so that what it declares can be trusted."""
    traits = Traits()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
        Watch(traits, parser)
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
