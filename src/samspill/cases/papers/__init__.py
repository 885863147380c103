"""The papers of a meeting: call with agenda, the papers of its cases, and minutes.

Each is put in order once, in the blocks of ``documents/written``, and written as Word and as PDF.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.cases.papers.agenda import call_of
from samspill.cases.papers.case_papers import all_papers_of
from samspill.cases.papers.gathered import Gathered, Reader, gathered
from samspill.cases.papers.minutes import minutes_of
from samspill.documents.written.blocks import NoteBlock


@dataclass(frozen=True)
class Paper:
    """One kind of paper; ``of_minutes`` is read when the minutes may be."""

    label: str | Promise
    made: Callable[[Gathered], NoteBlock]
    of_minutes: bool = False


PAPERS = {
    "innkalling": Paper(_("Call and agenda"), call_of),
    "sakspapirer": Paper(_("All papers"), all_papers_of),
    "referat": Paper(_("Minutes"), minutes_of, of_minutes=True),
}

__all__ = ["PAPERS", "Gathered", "Paper", "Reader", "gathered"]
