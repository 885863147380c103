"""A note as a tagged PDF (PDF/UA-1), set by Typst."""

from __future__ import annotations

from dataclasses import asdict
from importlib import resources
from typing import Any

from samspill.documents.typesetting import breakable, set_as_pdf
from samspill.documents.written.blocks import Block, Grid, NoteBlock, NoteWords


def as_pdf(note: NoteBlock, *, lying: bool = False) -> bytes:
    """The note as PDF/UA-1; all its text goes to the template as data. ``lying``: A4 lying down."""
    template = resources.files("samspill.documents") / "templates" / "documents" / "written.typ"
    data = {
        "lying": lying,
        "title": note.title,
        "about": note.about,
        "day": note.day,
        "language": note.language,
        "invented": note.invented,
        "blocks": [_block(block) for block in note.blocks],
    }
    return set_as_pdf(data, template.read_bytes())


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Grid):
        rows = [[_words(cell) for cell in row] for row in block.rows]
        return {**asdict(block), "rows": rows, "kind": "grid"}
    return {**asdict(block), "kind": type(block).__name__.lower()}


def _words(cell: NoteWords) -> dict[str, str]:
    return {"text": breakable(cell.text), "language": cell.language}
