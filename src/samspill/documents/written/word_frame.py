"""The head and foot of a Word document: whose it is, of which day, and which page of how many.

A template says where: ``[[eier]]``, ``[[merke]]`` (invented), ``[[dag]]`` and ``[[side]]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.text.paragraph import Paragraph as WordParagraph

from samspill.documents.written.blocks import NoteBlock

SIDE = "[[side]]"
FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_FIELD = re.compile(r"(\{pages?\})")


def fill_frame(document: WordDocument, note: NoteBlock) -> None:
    """Puts what the note says in the places of every head and foot."""
    words = {"[[eier]]": note.about, "[[merke]]": note.invented, "[[dag]]": note.day}
    for paragraph in _frames(document):
        text = paragraph.text
        if "[[" not in text:
            continue
        for run in list(paragraph.runs):
            run._r.getparent().remove(run._r)
        for place, said in words.items():
            text = text.replace(place, clean(said))
        before, side, after = text.partition(SIDE)
        paragraph.add_run(before)
        if side:
            _add_side(paragraph)
        paragraph.add_run(after)


def clean(text: str) -> str:
    """Without the characters that XML has no place for."""
    return "".join(c for c in text if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff"))


def _frames(document: WordDocument) -> Iterator[WordParagraph]:
    for section in document.sections:
        for frame in (section.header, section.footer):
            yield from frame.paragraphs


def _add_side(paragraph: WordParagraph) -> None:
    """«Page 2 of 5», counted by Word itself."""
    for part in _FIELD.split(_("Page {page} of {pages}")):
        if part not in FIELDS:
            paragraph.add_run(part)
            continue
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), FIELDS[part])
        shown = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "1"
        shown.append(text)
        field.append(shown)
        paragraph._p.append(field)
