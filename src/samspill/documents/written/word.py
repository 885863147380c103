"""A note as DOCX, made from a template in Word that the secretariat may replace.

The template gives the page, the head and foot and the looks of the styles. The note is put in
place of the paragraph ``[[innhold]]``, or at the end where the template has none. Only styles that
Word itself names are used, so that somebody can edit on, make a table of contents and navigate.
"""

from __future__ import annotations

import io
import logging
from importlib import resources
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Emu
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from samspill.documents.written.blocks import Grid, Heading, Markdown, NoteBlock, Paragraph
from samspill.documents.written.word_frame import clean, fill_frame

log = logging.getLogger("samspill.portal")

PLACE = "[[innhold]]"
TINT = "E8F2EE"
LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def as_docx(note: NoteBlock, *, own_template: str = "") -> bytes:
    """The note as a Word document with real headings, lists, captions and tables.

    Args:
        own_template: the path of the installation's own template; empty for ours.
    """
    document = _template(own_template)
    place = next((p for p in document.paragraphs if p.text.strip() == PLACE), None)
    body = document.element.body
    before = set(body)
    _set_language(document, LANGUAGES.get(note.language, "nb-NO"))
    document.core_properties.title = note.title
    document.core_properties.subject = note.about
    document.core_properties.author = note.about
    document.core_properties.language = LANGUAGES.get(note.language, "nb-NO")
    fill_frame(document, note)
    _add(document, note.title, "Title")
    _add(document, f"{note.about}. {note.day}", "Subtitle")
    if note.invented:
        _add(document, note.invented, "Intense Quote")
    for block in note.blocks:
        if isinstance(block, Heading):
            heading = _add(document, block.text, f"Heading {block.level}", block.language)
            heading.paragraph_format.page_break_before = block.new_page or None
        elif isinstance(block, Paragraph):
            _add(document, block.text, "", block.language)
        elif isinstance(block, Markdown):
            _markdown(document, block.blocks, block.language, 0)
        else:
            _grid(document, block)
    if place is not None:
        for made in [one for one in body if one not in before]:
            place._p.addprevious(made)
        body.remove(place._p)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _template(own: str) -> WordDocument:
    """The installation's own template, else ours; one that cannot be read is told of in the log."""
    if own:
        try:
            return Document(str(own))
        except Exception as problem:  # a file from outside may be wrong in any way
            log.warning("The template %s cannot be read: %s", own, problem)
    ours = resources.files("samspill.documents") / "templates" / "documents" / "written.docx"
    return Document(io.BytesIO(ours.read_bytes()))


def _style(document: WordDocument, name: str) -> str | None:
    """The style when the template has it; a template of one's own may lack some."""
    return name if name and name in {style.name for style in document.styles} else None


def _add(document: WordDocument, text: str, style: str, language: str = "") -> WordParagraph:
    paragraph = document.add_paragraph(style=_style(document, style))
    _say(paragraph.add_run(clean(text)), language)
    return paragraph


def _say(run: Run, language: str) -> None:
    if language:
        _language_of(run._r.get_or_add_rPr(), LANGUAGES.get(language, language))


def _language_of(properties: Any, value: str) -> None:
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), value)
    properties.append(lang)


def _set_language(document: WordDocument, value: str) -> None:
    """Sets the language of everything that names none, so that Word checks the spelling in it."""
    styles = document.styles.element
    for defaults in styles.iter(qn("w:rPrDefault")):
        properties = defaults.find(qn("w:rPr"))
        if properties is not None:
            _language_of(properties, value)
    for style in document.styles:
        for lang in style.element.iter(qn("w:lang")):
            lang.set(qn("w:val"), value)


def _markdown(
    document: WordDocument, blocks: list[dict[str, Any]], language: str, depth: int
) -> None:
    for block in blocks:
        if "items" in block:
            kind = "List Bullet" if block["kind"] == "bullet_list" else "List Number"
            style = kind if depth == 0 else f"{kind} {min(depth + 1, 3)}"
            for item in block["items"]:
                for place, inner in enumerate(item):
                    if "items" in inner:
                        _markdown(document, [inner], language, depth + 1)
                    else:
                        _spans(document, inner, style if place == 0 else "", language)
        else:
            _spans(document, block, "Quote" if block["kind"] == "quote" else "", language)


def _spans(document: WordDocument, block: dict[str, Any], style: str, language: str) -> None:
    if "blocks" in block:
        for inner in block["blocks"]:
            _spans(document, inner, style, language)
        return
    paragraph = document.add_paragraph(style=_style(document, style))
    rows = block.get("rows", [])
    spans = block.get("spans") or [span for row in rows for cell in row for span in cell]
    for span in spans or [{"text": block.get("text", ""), "style": ""}]:
        if span["style"] == "hardbreak":
            paragraph.add_run().add_break()
            continue
        run = paragraph.add_run(clean(span["text"].replace("\u200b", "")))
        run.bold = True if span["style"] == "strong" else None
        run.italic = True if span["style"] == "emph" else None
        _say(run, language)


def _grid(document: WordDocument, grid: Grid) -> None:
    caption = _add(document, grid.caption, "Caption")
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=len(grid.head), style=_style(document, "Table Grid"))
    table.autofit = False
    section = document.sections[-1]
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    widths = [Emu(width * share // sum(grid.shares)) for share in grid.shares]
    for cell, text in zip(table.rows[0].cells, grid.head, strict=True):
        cell.paragraphs[0].add_run(clean(text)).bold = True
        _shade(cell._tc.get_or_add_tcPr())
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in grid.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            _say(cell.paragraphs[0].add_run(clean(words.text)), words.language)
    # Word goes by the cells, LibreOffice by the columns.
    for column, one in zip(table.columns, widths, strict=True):
        column.width = one
    for line in table.rows:
        line._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
        for cell, one in zip(line.cells, widths, strict=True):
            cell.width = one
    _describe(table._tbl.tblPr, grid.caption)
    document.add_paragraph()


def _shade(properties: Any) -> None:
    """The tint of the headings, as in the PDF (``house.typ``)."""
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", TINT)):
        shade.set(qn(f"w:{name}"), value)
    properties.append(shade)


def _describe(properties: Any, caption: str) -> None:
    """What a screen reader says of the table."""
    title = OxmlElement("w:tblCaption")
    title.set(qn("w:val"), clean(caption))
    properties.append(title)
