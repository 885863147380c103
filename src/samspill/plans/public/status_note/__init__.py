"""The status note: what was reported, put in order once and written as Word and as PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from samspill.documents.written import PDF, WORD
from samspill.documents.written.blocks import NoteBlock
from samspill.documents.written.pdf import as_pdf
from samspill.documents.written.word import as_docx
from samspill.plans.public.status_note.text import PlanTold, note_of


@dataclass(frozen=True)
class NoteForm:
    """One way to write a note."""

    content_type: str
    made: Callable[[NoteBlock], bytes]


FORMS = {
    "docx": NoteForm(
        WORD, lambda note: as_docx(note, own_template=str(settings.STATUS_NOTE_TEMPLATE or ""))
    ),
    "pdf": NoteForm(PDF, lambda note: as_pdf(note, lying=True)),
}

__all__ = ["FORMS", "Note", "NoteForm", "PlanTold", "note_of"]
