"""The status note: what was reported, put in order once and written as Word and as PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from samspill.plans.public.status_note.pdf import as_pdf
from samspill.plans.public.status_note.text import Note, PlanTold, note_of
from samspill.plans.public.status_note.word import as_docx

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class NoteForm:
    """One way to write a note."""

    content_type: str
    made: Callable[[Note], bytes]


FORMS = {"docx": NoteForm(WORD, as_docx), "pdf": NoteForm("application/pdf", as_pdf)}

__all__ = ["FORMS", "Note", "NoteForm", "PlanTold", "note_of"]
