"""The words of a PDF as Typst writes it, read back through its fonts' tables of characters."""

from __future__ import annotations

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj(.*?)endobj", re.DOTALL)
PAGE = re.compile(rb"/Type/Page/Resources (\d+) 0 R.*?/Contents (\d+) 0 R", re.DOTALL)
FONTS = re.compile(rb"/Font\s*<<(.*?)>>", re.DOTALL)
STEP = re.compile(rb"/(f\d+) [\d.]+ Tf|(\()|(T[Jj])")
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words_of(pdf: bytes) -> str:
    """All text on its pages, a line for each run of glyphs."""
    objects = {int(number): content for number, content in OBJECT.findall(pdf)}
    pages = [PAGE.search(content) for content in objects.values()]
    return "\n".join(
        _shown(_stream(objects[int(page[2])]), _tables(objects, int(page[1])))
        for page in pages
        if page
    )


def _tables(objects: dict[int, bytes], resources: int) -> dict[bytes, dict[int, str]]:
    """What the fonts of a page call each glyph; the names are the page's own."""
    (fonts,) = FONTS.findall(objects[resources])
    return {
        name: _table(objects, int(number))
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", fonts)
    }


def _stream(content: bytes) -> bytes:
    return zlib.decompressobj().decompress(re.split(rb"stream\r?\n", content, maxsplit=1)[1])


def _table(objects: dict[int, bytes], font: int) -> dict[int, str]:
    reference = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    assert reference is not None
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", _stream(objects[int(reference[1])]))
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in pairs
        if len(text) % 4 == 0
    }


def _shown(content: bytes, tables: dict[bytes, dict[int, str]]) -> str:
    table: dict[int, str] = {}
    shown = line = ""
    at = 0
    while step := STEP.search(content, at):
        font, begins, ends = step.groups()
        at = step.end()
        if font:
            table, line = tables[font], ""
        elif ends:
            shown, line = f"{shown}{line}\n", ""
        elif begins:
            glyphs, at = _string(content, at)
            pairs = zip(glyphs[::2], glyphs[1::2], strict=False)
            line += "".join(table.get(high * 256 + low, "") for high, low in pairs)
    return shown


def _string(content: bytes, at: int) -> tuple[bytes, int]:
    """The string that begins at ``at``, where pairs of parentheses may stand, and where it ends."""
    found = b""
    depth = 1
    while True:
        if escape := ESCAPE.match(content, at):
            found += _unescaped(escape[1])
            at = escape.end()
            continue
        letter = content[at : at + 1]
        depth += {b"(": 1, b")": -1}.get(letter, 0)
        at += 1
        if not depth:
            return found, at
        found += letter


def _unescaped(found: bytes) -> bytes:
    return bytes([int(found, 8)]) if found.isdigit() else LETTERS.get(found, found)
