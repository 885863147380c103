"""Which files are taken, as data: an ending, a media type, and what such a file must hold.

The ending and the content must agree (OWASP ASVS 5.0, V5.2.2). Nothing is unpacked but the small
parts that tell what a packed file is. A virus in a file of the right kind is not found here.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

MEGABYTE = 1_000_000
LARGEST = 10 * MEGABYTE
LONGEST_NAME = 150
MOST_PARTS = 5_000
LARGEST_PART_READ = MEGABYTE
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The only ones that Office and OpenDocument use; others can ask for any memory they like."""
DAMAGED = (ValueError, NotImplementedError, OSError, EOFError)

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Word and Excel until 2003; also what Office makes of a new file that has a password."""
OFFICE_TYPES = "[Content_Types].xml"
WITH_MACROS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb", ".pptm")
PROGRAMS = (
    "vbaproject.bin", "vbadata.xml", "/activex/", "xl/macrosheets/", "xl/dialogsheets/",
    "basic/", "scripts/",
)  # fmt: skip
"""What the parts are called in which Office and OpenDocument keep macros and controls."""
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f")


class HasMacros(Exception):
    """The file holds programs."""


class IsProtected(Exception):
    """The file has a password, so that nobody else can see what it holds."""


PDF_WITHIN = 1024
OTHER_HEAD = re.compile(
    rb"\s*(?:PK|MZ|\x7fELF|#!|<|\{\\rtf|\x89PNG|GIF8|\xff\xd8|\xd0\xcf\x11\xe0)"
)
"""What other files begin with: a file that is two things at once is not taken."""
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_IS_MAIN = re.compile(rb"""Type\s*=\s*["'][^"']*/relationships/officeDocument["']""")
_TARGET = re.compile(rb"""Target\s*=\s*["']([^"']+)["']""")

Test = Callable[[IO[bytes]], bool]


@dataclass(frozen=True)
class FileKind:
    """A kind of file that is taken.

    Attributes:
        endings: how its name may end, in small letters.
        media_type: what it is served as.
        label: what people call it.
        is_one: whether content is of this kind; may raise HasMacros or IsProtected.
    """

    endings: tuple[str, ...]
    media_type: str
    label: str
    is_one: Test


def _begins(*signature: bytes) -> Test:
    def is_one(content: IO[bytes]) -> bool:
        return content.read(16).startswith(signature)

    return is_one


def _parts(content: IO[bytes]) -> tuple[zipfile.ZipFile, list[str]] | None:
    """What a packed file holds; None when it is none, or is packed beyond all measure."""
    try:
        archive = zipfile.ZipFile(content)
    except (zipfile.BadZipFile, *DAMAGED):
        return None
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise IsProtected
    if len(parts) > MOST_PARTS or any(part.compress_type not in PACKINGS for part in parts):
        return None
    return archive, [part.filename for part in parts]


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of a part, however large it says that it is; empty when it is not there."""
    try:
        with archive.open(name) as part:
            return part.read(LARGEST_PART_READ)
    except (KeyError, zipfile.BadZipFile, zlib.error, *DAMAGED):
        return b""


def _refuse_programs(names: list[str]) -> None:
    small = [f"/{name.lower()}" for name in names]
    for mark in PROGRAMS:
        at = mark if mark.startswith("/") else f"/{mark}"
        if any(at in name for name in small):
            raise HasMacros


def _is_pdf(content: IO[bytes]) -> bool:
    """A PDF may have some bytes before its head (ISO 32000-1, annex H, note 13), but no other's."""
    start = content.read(PDF_WITHIN)
    head = start.find(b"%PDF-")
    return head == 0 or (head > 0 and not OTHER_HEAD.match(start))


def main_part(archive: zipfile.ZipFile, usual: str) -> str:
    """The part that a packed file of Office says is its text or its sheets (ECMA-376, part 2).

    Word on the web calls it ``word/document2.xml``. ``usual`` where the file does not say.
    """
    for tag in _RELATION.findall(_read(archive, "_rels/.rels")):
        if _IS_MAIN.search(tag) and (target := _TARGET.search(tag)):
            return target[1].decode("utf-8", "replace").lstrip("/")
    return usual


def _office(usual: str) -> Test:
    """A test for Word or Excel by its main part: in which folder it lies."""

    def is_one(content: IO[bytes]) -> bool:
        if content.read(8) == OLD_OFFICE:
            raise IsProtected
        found = _parts(content)
        if found is None:
            return False
        main = main_part(found[0], usual)
        if main not in found[1] or main.partition("/")[0] != usual.partition("/")[0]:
            return False
        types = _read(found[0], OFFICE_TYPES).lower()
        if b"macroenabled" in types:
            raise HasMacros
        _refuse_programs(found[1])
        return b"openxmlformats" in types

    return is_one


def _opendocument(media_type: str) -> Test:
    """A test for OpenDocument: a part of its own says what it is (ODF 1.3, part 2, 3.3)."""

    def is_one(content: IO[bytes]) -> bool:
        found = _parts(content)
        if found is None or _read(found[0], "mimetype").strip() != media_type.encode():
            return False
        if b"manifest:encryption-data" in _read(found[0], "META-INF/manifest.xml"):
            raise IsProtected
        _refuse_programs(found[1])
        return "content.xml" in found[1]

    return is_one


def _is_text(content: IO[bytes]) -> bool:
    """Text in UTF-8, or as Windows writes it; what holds control characters is something else."""
    raw = content.read(LARGEST + 1)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = raw.decode("utf-16")
        except UnicodeDecodeError:
            return False
        return not any(ord(letter) in CONTROLS for letter in text)
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"%PDF-", b"{\\rtf", b"<")):
        return False
    return CONTROLS.isdisjoint(raw)


_OFFICE = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

KINDS = (
    FileKind((".pdf",), "application/pdf", "PDF", _is_pdf),
    FileKind(
        (".docx",), f"{_OFFICE}wordprocessingml.document", "Word", _office("word/document.xml")
    ),
    FileKind((".xlsx",), f"{_OFFICE}spreadsheetml.sheet", "Excel", _office("xl/workbook.xml")),
    FileKind((".odt",), f"{_ODF}text", "OpenDocument", _opendocument(f"{_ODF}text")),
    FileKind((".ods",), f"{_ODF}spreadsheet", "OpenDocument", _opendocument(f"{_ODF}spreadsheet")),
    FileKind((".png",), "image/png", "PNG", _begins(b"\x89PNG\r\n\x1a\n")),
    FileKind((".jpg", ".jpeg"), "image/jpeg", "JPEG", _begins(b"\xff\xd8\xff")),
    FileKind((".txt",), "text/plain", "TXT", _is_text),
    FileKind((".csv",), "text/csv", "CSV", _is_text),
)
"""Every kind that is taken."""

ENDINGS = tuple(ending for kind in KINDS for ending in kind.endings)
