"""Signed in: the papers of a meeting for those who sit there, also before others may read them."""

from __future__ import annotations

from django.http import HttpResponse

from samspill.cases.models import Meeting
from samspill.cases.papers import Reader
from samspill.cases.papers.files import paper_file
from samspill.common.permissions import may
from samspill.common.work import WorkRequest, get_or_404, work_page


def reader_of(request: WorkRequest, meeting: Meeting) -> Reader:
    """What the actor may read: those who sit there everything, others what is open to all."""
    if may(request.actor, "read all", meeting):
        return Reader(agenda=True, minutes=True, all=True, actor=request.actor)
    return Reader(meeting.is_agenda_open, meeting.are_minutes_open, all=False)


@work_page
def paper(request: WorkRequest, slug: str, kind: str, form: str) -> HttpResponse:
    """``/arbeid/moter/<slug>/papirer/<kind>/<form>/``."""
    every = Meeting.objects.select_related("partnership").prefetch_related("bodies")
    found = get_or_404(request.actor, every, slug=slug)
    return paper_file(found, reader_of(request, found), kind, form)
