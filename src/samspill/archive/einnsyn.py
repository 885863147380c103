"""A meeting in the words of eInnsyn's API: what anyone may read, and nothing else.

The meeting is a ``Moetemappe``; its items are ``Moetesak``, its papers ``Moetedokument``, a
decision is a ``Vedtak``. What the API only gives (``id``, ``entity``) is not among the fields.
"""

from __future__ import annotations

from typing import Any

from samspill.archive.what import (
    first_name,
    how_decided,
    identity,
    is_decided,
    is_recommended,
    kind_of,
    moment_of,
    number_of,
    of_meeting,
    plain,
    title_of,
)
from samspill.cases.models import AgendaItem, Case
from samspill.cases.papers import PAPERS, Gathered
from samspill.common.addresses import address
from samspill.documents.written import PDF

Fields = dict[str, Any]
PAPER_TYPES = {"innkalling": "innkalling", "sakspapirer": "saksframlegg", "referat": "protokoll"}
LONGEST = 1000


def folder_of(of: Gathered) -> Fields:
    """The meeting itself, without what lies in it."""
    meeting = of.meeting
    fields = {
        **_titled(f"{of.about}"),
        "systemId": of_meeting(meeting),
        "externalId": address(meeting.partnership, "public:meeting", meeting.slug),
        "moetenummer": first_name(meeting),
        "utvalg": of.who,
        "moetedato": moment_of(meeting).isoformat(),
    }
    if meeting.place:
        fields["moetested"] = meeting.place
    if meeting.note:
        fields["beskrivelse"] = plain(meeting.note)[:LONGEST]
    return fields


def case_of(item: AgendaItem, of: Gathered) -> Fields:
    """An item as a meeting case, with what was recommended or decided."""
    meeting = of.meeting
    year, number = number_of(item, of)
    fields = {
        **_titled(title_of(item)),
        "systemId": of_meeting(meeting, item.slug),
        "externalId": address(meeting.partnership, "public:meeting", meeting.slug)
        + f"#{item.slug}",
        "moetesakstype": kind_of(item),
        "moetesaksaar": year,
        "moetesakssekvensnummer": number,
        "utvalg": item.body.title if item.body else of.who,
    }
    if item.text:
        fields["beskrivelse"] = plain(item.text)[:LONGEST]
    if is_recommended(item, of):
        fields["innstilling"] = _text(
            plain(item.decision), of_meeting(meeting, item.slug, "advice")
        )
    return fields


def decision_of(item: AgendaItem, of: Gathered) -> Fields | None:
    """The decision on an item; None where none was made, or its minutes are not open."""
    if not is_decided(item, of):
        return None
    meeting = of.meeting
    named = (item.slug, "decision")
    fields: Fields = {
        "systemId": of_meeting(meeting, *named),
        "vedtakstekst": _text(plain(item.decision), of_meeting(meeting, *named, "text")),
        "dato": meeting.date.isoformat(),
    }
    if protocol := how_decided(item):
        fields["behandlingsprotokoll"] = _text(protocol, of_meeting(meeting, *named, "protocol"))
    return fields


def papers_of(of: Gathered) -> list[Fields]:
    """The papers that anyone may read; eInnsyn fetches each from our address."""
    open_to_all = {
        kind: paper
        for kind, paper in PAPERS.items()
        if (of.reader.minutes if paper.of_minutes else of.reader.agenda)
    }
    return [_paper(of, kind, str(paper.label)) for kind, paper in open_to_all.items()]


def lone_case(case: Case) -> Fields:
    """A case that is on its way and on no agenda yet."""
    fields = {
        **_titled(case.title),
        "systemId": lone_identity(case),
        "externalId": address(case.partnership, "public:case", case.slug),
        "moetesakstype": "annet",
    }
    if case.body:
        fields["utvalg"] = case.body.title
    if case.question:
        fields["beskrivelse"] = plain(case.question)[:LONGEST]
    return fields


def lone_identity(case: Case) -> str:
    """The identity of a case while it is on no agenda."""
    return identity(case.partnership.slug, "case", first_name(case))


def _titled(title: str) -> Fields:
    """The title as anyone may read it; a title holds nothing that is exempt."""
    return {"offentligTittel": title, "offentligTittelSensitiv": title}


def _text(said: str, system_id: str) -> Fields:
    return {"systemId": system_id, "tekstInnhold": said, "tekstFormat": "text/plain"}


def _paper(of: Gathered, kind: str, label: str) -> Fields:
    meeting = of.meeting
    title = f"{label}: {of.about}"
    where = address(meeting.partnership, "public:meeting_paper", meeting.slug, kind, "pdf")
    return {
        **_titled(title),
        "systemId": of_meeting(meeting, "paper", kind),
        "moetedokumenttype": PAPER_TYPES[kind],
        "dokumentbeskrivelse": [
            {
                "systemId": of_meeting(meeting, "paper", kind, "description"),
                "tittel": title,
                "tittelSensitiv": title,
                "dokumentnummer": 1,
                "tilknyttetRegistreringSom": "hoveddokument",
                "dokumentobjekt": [
                    {
                        "systemId": of_meeting(meeting, "paper", kind, "file"),
                        "referanseDokumentfil": where,
                        "format": PDF,
                    }
                ],
            }
        ],
    }
