"""The papers of a meeting that anyone may read, as files."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from samspill.cases.models import Meeting
from samspill.cases.papers import Reader
from samspill.cases.papers.files import paper_file
from samspill.common.public.page import PublicRequest, public_page

MADE_FROM = ("bodies", "cases", "documents", "parties")


def reader_of(meeting: Meeting) -> Reader:
    """What anyone may read of a meeting."""
    return Reader(meeting.is_agenda_open, meeting.are_minutes_open, all=False)


@public_page(made_from=MADE_FROM, forwards=lambda: Meeting.objects.all())
def paper(request: PublicRequest, slug: str, kind: str, form: str) -> HttpResponse:
    """``/moter/<slug>/papirer/<innkalling|sakspapirer|referat>/<pdf|docx>/``."""
    found: Meeting = get_object_or_404(Meeting.objects.select_related("partnership"), slug=slug)
    return paper_file(found, reader_of(found), kind, form)
