"""A paper as a file to download."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse

from samspill.cases.models import Meeting
from samspill.cases.papers import PAPERS, Reader, gathered
from samspill.cases.papers.case_papers import all_papers_of
from samspill.cases.papers.whole_set import whole_set
from samspill.cases.states import MinutesState
from samspill.documents.written import PDF, WORD
from samspill.documents.written.pdf import as_pdf
from samspill.documents.written.word import as_docx

FORMS = {"pdf": PDF, "docx": WORD}


def paper_file(meeting: Meeting, reader: Reader, kind: str, form: str) -> HttpResponse:
    """A paper of a meeting.

    Args:
        kind: one of ``PAPERS``.
        form: «pdf» or «docx».

    Raises:
        Http404: there is no such paper, or the reader may not read it yet.
    """
    paper = PAPERS.get(kind)
    if paper is None or form not in FORMS:
        raise Http404("no such paper")
    if not (reader.minutes if paper.of_minutes else reader.agenda):
        raise Http404("not open yet")
    name = f"{kind}-{meeting.slug}.{form}"
    of = gathered(meeting, reader)
    if form == "pdf" and paper.made is all_papers_of and any(of.files.values()):
        return whole_set(of, name)
    note = paper.made(of)
    if form == "pdf":
        content = as_pdf(note)
    else:
        content = as_docx(note, own_template=str(settings.PAPERS_TEMPLATE or ""))
    answer = HttpResponse(content, content_type=FORMS[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def papers_of(meeting: Meeting, reader: Reader) -> list[tuple[str, str]]:
    """The papers that are there for a reader, each with its name in the address and its label."""
    is_written = meeting.minutes != MinutesState.NOT_ENTERED
    return [
        (kind, str(paper.label))
        for kind, paper in PAPERS.items()
        if (reader.minutes and is_written if paper.of_minutes else reader.agenda)
    ]
