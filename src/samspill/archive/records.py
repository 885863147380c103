"""The XML of ``arkivmelding`` (Fiks Arkiv, V1): elements in the order that its schema wants."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from xml.etree import ElementTree as Xml

from django.utils import timezone

from samspill.archive.what import (
    first_name,
    how_decided,
    is_decided,
    is_recommended,
    moment_of,
    number_of,
    of_meeting,
    plain,
)
from samspill.cases.models import AgendaItem, Case
from samspill.cases.papers import Gathered
from samspill.common.texts import seen

OPPRETT = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/arkivmelding/opprett/v1"
CATALOGUE = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/metadatakatalog/v1"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
SYSTEM = "Samspill"
INFORMED_OF, POLITICAL = "RS", "PS"
"""Noark's codes of a case that is only told of, and of one that is treated (M088)."""


@dataclass(frozen=True)
class Attached:
    """A file that goes with a message; ``variant``: A to be kept, O as anyone may read it."""

    name: str
    content: bytes
    variant: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class ArchiveRecord:
    """A record of a meeting: a paper with its files, or an item of the agenda.

    Attributes:
        statutes: what something in it is exempt by; empty where all of it is open.
    """

    system_id: str
    title: str
    paper_type: str = ""
    item: AgendaItem | None = None
    statutes: tuple[str, ...] = ()
    is_title_open: bool = True
    files: tuple[Attached, ...] = field(default=())


def message(of: Gathered, record: ArchiveRecord, *, with_folder: bool) -> bytes:
    """A message that makes a record; ``with_folder`` also the meeting that it lies in."""
    Xml.register_namespace("", OPPRETT)
    Xml.register_namespace("n5mdk", CATALOGUE)
    Xml.register_namespace("xsi", INSTANCE)
    root = Xml.Element(_name("arkivmelding"))
    _add(root, "system", SYSTEM)
    _add(root, "antallFiler", str(len(record.files)))
    if with_folder:
        _meeting(root, of)
    kind = "moetesak" if record.item else "moetedokument"
    element = _typed(root, "registrering", kind)
    _common(element, of, record)
    if record.item:
        _case(element, of, record.item)
    else:
        _code(element, "moetedokumenttype", record.paper_type)
    Xml.indent(root)
    return bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True))


def _meeting(root: Xml.Element, of: Gathered) -> None:
    meeting = of.meeting
    element = _typed(root, "mappe", "moetemappe")
    _add(element, "systemID", of_meeting(meeting))
    _add(element, "tittel", of.about)
    _add(element, "offentligTittel", of.about)
    _add(element, "moetenummer", first_name(meeting))
    _catalogue(_add(element, "utvalg"), "navn", of.who)
    _add(element, "moetedato", meeting.date.isoformat())
    if meeting.place:
        _add(element, "moetested", meeting.place)


def _common(element: Xml.Element, of: Gathered, record: ArchiveRecord) -> None:
    """What all records have, in the order of the schema."""
    _add(element, "systemID", record.system_id)
    parent = _add(element, "referanseForelderMappe")
    _catalogue(parent, "systemID", of_meeting(of.meeting))
    if record.statutes:
        hidden = _add(element, "skjerming")
        _code(hidden, "tilgangsrestriksjon", "UO", "Unntatt offentlighet")
        _add(hidden, "skjermingshjemmel", "; ".join(record.statutes))
    if record.files:
        _document(element, of, record)
    _add(element, "tittel", record.title)
    if record.is_title_open:
        _add(element, "offentligTittel", record.title)


def _document(element: Xml.Element, of: Gathered, record: ArchiveRecord) -> None:
    document = _add(element, "dokumentbeskrivelse")
    _add(document, "systemID", of_meeting(of.meeting, record.system_id, "description"))
    _code(document, "dokumenttype", record.paper_type)
    _code(document, "dokumentstatus", "F", "Dokumentet er ferdigstilt")
    _add(document, "tittel", record.title)
    _code(document, "tilknyttetRegistreringSom", "H", "Hoveddokument")
    _add(document, "dokumentnummer", "1")
    for file in record.files:
        one = _add(document, "dokumentobjekt")
        _add(one, "systemID", of_meeting(of.meeting, record.system_id, "file", file.variant))
        _add(one, "versjonsnummer", "1")
        _code(one, "variantformat", file.variant)
        _code(one, "format", "PDF/UA")
        _add(one, "mimeType", "application/pdf")
        _add(one, "opprettetDato", timezone.localtime().isoformat(timespec="seconds"))
        _add(one, "filnavn", file.name)
        _add(one, "referanseDokumentfil", file.name)
        _add(one, "sjekksum", file.sha256)
        _add(one, "sjekksumAlgoritme", "SHA256")
        _add(one, "filstoerrelse", str(len(file.content)))


def _case(element: Xml.Element, of: Gathered, item: AgendaItem) -> None:
    """What a meeting case has more: its number, what was laid before it, and what came of it."""
    year, number = number_of(item, of)
    _code(element, "moetesakstype", _type_of(item))
    _add(element, "moetesaksaar", str(year))
    _add(element, "moetesakssekvensnummer", str(number))
    case = item.case
    if case and case.proposal and (case.question or case.background or case.assessment):
        laid = _add(element, "utredning")
        texts = (case.question, case.background, case.assessment)
        said = "\n\n".join(plain(text, all_of_it=True) for text in texts if text)
        _text(laid, "saksbeskrivelse", said)
        _text(laid, "innstilling", plain(case.proposal, all_of_it=True))
    if is_recommended(item, of):
        _text(element, "innstilling", plain(item.decision, all_of_it=True))
    if is_decided(item, of):
        decision = _add(element, "vedtak")
        _text(decision, "vedtakstekst", plain(item.decision, all_of_it=True))
        if protocol := how_decided(item, all_of_it=True):
            _text(decision, "behandlingsprotokoll", protocol)
        _add(decision, "dato", moment_of(of.meeting).isoformat())


def _type_of(item: AgendaItem) -> str:
    kind = item.type or (item.case.type if item.case else "")
    return INFORMED_OF if kind == Case.Type.INFORMATION else POLITICAL


def _name(name: str, space: str = OPPRETT) -> str:
    return f"{{{space}}}{name}"


def _add(parent: Xml.Element, name: str, text: str = "") -> Xml.Element:
    made = Xml.SubElement(parent, _name(name))
    if text:
        made.text = seen(text)
    return made


def _catalogue(parent: Xml.Element, name: str, text: str) -> Xml.Element:
    """An element of the catalogue's own types."""
    made = Xml.SubElement(parent, _name(name, CATALOGUE))
    made.text = seen(text)
    return made


def _typed(parent: Xml.Element, name: str, kind: str) -> Xml.Element:
    """An element that says which kind it is: without it the schema takes it for the general one."""
    made = _add(parent, name)
    made.set(_name("type", INSTANCE), kind)
    return made


def _code(parent: Xml.Element, name: str, code: str, told: str = "") -> None:
    made = _add(parent, name)
    _catalogue(made, "kode", code)
    if told:
        _catalogue(made, "beskrivelse", told)


def _text(parent: Xml.Element, name: str, said: str) -> None:
    made = _add(parent, name)
    _catalogue(made, "tekstInnhold", said)
    _code_within(made)


def _code_within(parent: Xml.Element) -> None:
    made = Xml.SubElement(parent, _name("tekstFormat", CATALOGUE))
    _catalogue(made, "kode", "text/plain")
