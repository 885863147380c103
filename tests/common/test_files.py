"""Which files are taken, and what is told of those that are not."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from samspill.common.files.kinds import ENDINGS, LARGEST
from tests.commitments.files import (
    JPEG,
    ODF,
    OFFICE,
    PDF,
    PNG,
    excel,
    from_the_web,
    opendocument,
    packed,
    taken,
    word,
)


def refused(name: str, content: bytes) -> str:
    with pytest.raises(ValidationError) as told:
        taken(name, content)
    return " ".join(told.value.messages)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("A.PDF", PDF, "application/pdf"),
        ("a.docx", word(), f"{OFFICE}wordprocessingml.document"),
        ("a.xlsx", excel(), f"{OFFICE}spreadsheetml.sheet"),
        ("a.odt", opendocument("text"), f"{ODF}text"),
        ("a.ods", opendocument("spreadsheet"), f"{ODF}spreadsheet"),
        ("a.png", PNG, "image/png"),
        ("a.jpg", JPEG, "image/jpeg"),
        ("a.jpeg", JPEG, "image/jpeg"),
        ("a.pdf", b"\xef\xbb\xbf" + PDF, "application/pdf"),
        ("a.pdf", b"\r\n\r\n" + PDF, "application/pdf"),
        ("a.pdf", b"\0" * 200 + PDF, "application/pdf"),
        ("a.pdf", b"@PJL SET COPIES=1\r\n" + PDF, "application/pdf"),
        ("a.docx", from_the_web("word/document2.xml"), f"{OFFICE}wordprocessingml.document"),
        ("a.xlsx", from_the_web("xl/workbook2.xml"), f"{OFFICE}spreadsheetml.sheet"),
        ("a.txt", "Møtet ble holdt.\r\n".encode(), "text/plain"),
        ("a.txt", "Møtet ble holdt.".encode("utf-16"), "text/plain"),
        ("a.csv", "Tiltak;Når\r\nFølge opp;vår\r\n".encode("cp1252"), "text/csv"),
    ],
)
def test_each_kind_is_taken_and_keeps_its_name(name: str, content: bytes, media_type: str) -> None:
    found = taken(name, content)
    assert (found.name, found.size, found.media_type) == (name, len(content), media_type)


def test_a_workbook_and_a_document_made_by_libraries_are_taken() -> None:
    from docx import Document
    from openpyxl import Workbook

    for name, made in (("a.docx", Document()), ("a.xlsx", Workbook())):
        held = io.BytesIO()
        made.save(held)
        assert taken(name, held.getvalue()).name == name


@pytest.mark.parametrize("name", [f"a{ending}" for ending in ENDINGS])
def test_an_empty_file_is_refused(name: str) -> None:
    with translation.override("en"):
        assert refused(name, b"") == f"«{name}» is empty."


def test_a_file_that_is_too_large_is_refused() -> None:
    assert taken("a.pdf", PDF.ljust(LARGEST, b"\n")).size == LARGEST
    with translation.override("en"):
        told = refused("a.pdf", PDF.ljust(LARGEST + 50_000, b"\n"))
    assert told == "«a.pdf» is 10.1 MB. A file may be 10 MB at most."


@pytest.mark.parametrize(
    "name",
    [
        "a.exe",
        "a.html",
        "a.svg",
        "a.doc",
        "a.zip",
        "a.pdf.exe",
        "a",
        ".pdf",
        "pdf",
        "a.eml",
        "a.js",
    ],
)
def test_another_kind_is_refused(name: str) -> None:
    with translation.override("en"):
        assert "is of a kind that is not taken. Save it as one of these: .pdf, .docx" in refused(
            name, PDF
        )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"MZ\x90\x00" + PDF),
        ("a.pdf", b" <html>" + PDF),
        ("a.pdf", word() + PDF),
        ("a.pdf", JPEG + PDF),
        ("a.pdf", b"\n" * 1024 + PDF),
        ("a.docx", from_the_web("xl/workbook2.xml")),
        ("a.docx", from_the_web("word/document2.xml", at="elsewhere/document2.xml")),
        ("a.pdf", b"<html><script>alert(1)</script>"),
        ("a.docx", excel()),
        ("a.xlsx", word()),
        ("a.docx", PDF),
        ("a.docx", packed({"setup.exe": b"MZ"})),
        ("a.docx", word()[:-30]),
        ("a.docx", packed({"word/document.xml": b"<x/>"})),
        (
            "a.docx",
            packed({"word/document.xml": b"", "[Content_Types].xml": b""}, zipfile.ZIP_LZMA),
        ),
        ("a.odt", opendocument("spreadsheet")),
        ("a.ods", packed({"mimetype": f"{ODF}spreadsheet".encode()})),
        ("a.odt", word()),
        ("a.png", JPEG),
        ("a.jpg", PNG),
        ("a.txt", b"MZ\x90\x00\x03"),
        ("a.txt", PDF),
        ("a.csv", b"\xef\xbb\xbf <!doctype html>"),
        ("a.txt", b"\xff\xfea"),
        ("a.csv", "a\x00b".encode("utf-16")),
    ],
)
def test_what_holds_something_else_than_its_name_says_is_refused(name: str, content: bytes) -> None:
    with translation.override("en"):
        assert "is damaged, or holds something else than its name says." in refused(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docm", word()),
        ("a.xlsm", excel()),
        ("a.xlsb", excel()),
        ("a.docx", word(word__vbaProject__bin=b"x").replace(b"vbaProject/bin", b"vbaProject.bin")),
        ("a.docx", word(word__activeX__activeX1=b"x")),
        ("a.xlsx", excel(xl__macrosheets__sheet1=b"x")),
        (
            "a.docx",
            packed(
                {
                    "[Content_Types].xml": b"vnd.ms-word.document.macroEnabled.main+xml",
                    "word/document.xml": b"<x/>",
                }
            ),
        ),
        ("a.odt", opendocument("text", Basic__Standard__Module1=b"x")),
        ("a.ods", opendocument("spreadsheet", Scripts__python__a=b"x")),
    ],
)
def test_a_file_with_macros_is_refused(name: str, content: bytes) -> None:
    with translation.override("en"):
        assert "holds macros or other programs, or may hold them." in refused(name, content)


def encrypted() -> bytes:
    raw = bytearray(word())
    for at in range(len(raw) - 4):
        if raw[at : at + 4] == b"PK\x01\x02":
            raw[at + 8] |= 1
    return bytes(raw)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("a.docx", encrypted()),
        ("a.odt", opendocument("text", **{"META-INF__manifest.xml": b"<manifest:encryption-data"})),
    ],
)
def test_a_file_with_a_password_is_refused(name: str, content: bytes) -> None:
    with translation.override("en"):
        assert "has a password, or is of an old kind." in refused(name, content)


def test_a_name_that_is_too_long_is_refused() -> None:
    assert taken("a" * 146 + ".pdf").name.endswith("a.pdf")
    with translation.override("en"):
        assert "is too long: at most 150 characters." in refused("a" * 147 + ".pdf", PDF)


def test_a_name_with_a_national_identity_number_is_refused() -> None:
    with translation.override("en"):
        told = refused("epikrise 01010150074.pdf", PDF)
    assert told.startswith("The name of a file holds a national identity number.")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\ine\\møte.pdf", "møte.pdf"),
        ("a\x00b\nc.pdf", "abc.pdf"),
        ("ref\u202efdp.exe.pdf", "reffdp.exe.pdf"),
        ("  Referat fra mo\u0308te.pdf ", "Referat fra möte.pdf"),
    ],
)
def test_a_name_is_a_name_alone(sent: str, kept: str) -> None:
    assert taken(sent).name == kept
