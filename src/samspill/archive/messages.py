"""A meeting as messages to an archive: ``arkivmelding`` of Fiks Arkiv, one record in each.

The archive keeps all of it, also what is exempt: that is marked with its statute (``skjerming``),
and beside the whole file lies the one that anyone may read. A message makes at most one record, so
a meeting is a message for each paper and each item, and the first brings the meeting itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from samspill.archive.records import ArchiveRecord, Attached, message
from samspill.archive.what import of_meeting, title_of
from samspill.cases.models import AgendaItem, Meeting
from samspill.cases.papers import PAPERS, Gathered, Reader, gathered
from samspill.common.exempt import parts
from samspill.documents.written.pdf import as_pdf

MESSAGE = "arkivmelding.xml"
NO_STATUTE = "offl."
PAPER_TYPES = {"innkalling": "Innkalling", "sakspapirer": "Saksframlegg", "referat": "Protokoll"}


def write_messages(meeting: Meeting, folder: Path) -> list[Path]:
    """Writes the messages of a meeting, each in a folder of its own with its files.

    Returns:
        The messages, in the order in which the archive is to get them.
    """
    everything = gathered(meeting, Reader(agenda=True, minutes=True, all=True))
    open_to_all = gathered(meeting, Reader(agenda=True, minutes=True, all=False))
    written = []
    records = _records(everything, open_to_all)
    for number, record in enumerate(records, start=1):
        place = folder / meeting.slug / f"{number:03}"
        place.mkdir(parents=True, exist_ok=True)
        for file in record.files:
            (place / file.name).write_bytes(file.content)
        path = place / MESSAGE
        path.write_bytes(message(everything, record, with_folder=number == 1))
        written.append(path)
    return written


def _records(of: Gathered, open_to_all: Gathered) -> Iterator[ArchiveRecord]:
    statutes = tuple(dict.fromkeys(one for item in of.items for one in statutes_of(item)))
    own = [of.meeting.note, *(one.text for one in of.corrections)]
    statutes += tuple(one for one in _within(own) if one not in statutes)
    for kind, paper in PAPERS.items():
        files = [Attached(f"{kind}.pdf", as_pdf(paper.made(of)), "A")]
        if statutes:
            shown = as_pdf(paper.made(open_to_all))
            files.append(Attached(f"{kind}-offentlig.pdf", shown, "O"))
        yield ArchiveRecord(
            system_id=of_meeting(of.meeting, "paper", kind),
            title=f"{paper.label}: {of.about}",
            paper_type=PAPER_TYPES[kind],
            statutes=statutes,
            files=tuple(files),
        )
    for item in of.items:
        yield ArchiveRecord(
            system_id=of_meeting(of.meeting, item.slug),
            title=title_of(item),
            item=item,
            statutes=statutes_of(item),
            is_title_open=not _statute(item),
        )


def statutes_of(item: AgendaItem) -> tuple[str, ...]:
    """The statutes that an item is exempt by, as a whole or in part; none where it is open."""
    texts = [item.text, item.discussion, item.decision, item.reason]
    texts += [one.text for one in item.proposals.all()]
    if case := item.case:
        texts += [case.question, case.background, case.assessment, case.proposal]
    found = [_statute(item), *_within(texts)]
    return tuple(dict.fromkeys(one for one in found if one))


def _statute(item: AgendaItem) -> str:
    """The statute that an item, or its case, is exempt by as a whole; empty where it is open."""
    if not item.is_public:
        return item.exempt_statute
    return item.case.exempt_statute if item.case and not item.case.is_public else ""


def _within(texts: list[str]) -> list[str]:
    """The statutes of paragraphs; one that names none is exempt all the same."""
    every = [part for text in texts for part in parts(text)]
    return [part.statute or NO_STATUTE for part in every if part.is_exempt]
