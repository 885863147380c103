"""A secret word in everything that may be exempt, and one walk over every address for it."""

from __future__ import annotations

import datetime
import io
import re
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from samspill.archive.einnsyn import case_of, decision_of, folder_of, lone_case, papers_of
from samspill.bodies.models import Body, Seat
from samspill.cases import actions
from samspill.cases.actions.attendance import set_attendance
from samspill.cases.actions.item_parts import set_follow_up
from samspill.cases.decided import offered
from samspill.cases.models import (
    AgendaItem,
    Case,
    CaseFile,
    Disagreement,
    DisagreementStep,
    Meeting,
    Proposal,
    Recusal,
    SideView,
)
from samspill.cases.papers import Reader, gathered
from samspill.commitments.actions import report
from samspill.commitments.models import Commitment
from samspill.common.actors import Actor, program
from samspill.common.files.accepting import accept
from samspill.common.house import registers
from samspill.common.models import Partnership, today
from samspill.mail.models import Message
from samspill.parties.models import Participation, Party, Side
from tests.cases.test_openness import texts_in
from tests.secretariat import signed_in

WORD = re.compile(r"skjult[a-zæøå]+", re.IGNORECASE)
STATUTE = "offl. § 13"
PAPERS = ("innkalling/docx", "sakspapirer/pdf", "referat/pdf", "referat/docx")
ANSWERED = 30
"""So many pages answer at least, or the walk went astray."""
EXEMPT = {"is_public": False, "exempt_statute": STATUTE}


def marked(word: str) -> str:
    """A text of which the word is exempt."""
    return f"Åpent.\n\n::: unntatt {STATUTE}\nSkjult{word}\n:::\n\nÅpen slutt."


def texts(of: str, *names: str) -> dict[str, str]:
    return {name: marked(f"{of}{name.replace('_', '')}") for name in names}


@pytest.fixture
def kari(partnership: Partnership) -> Client:
    """A contact of a party that has nothing to do with any of it."""
    party = Party.objects.create(
        partnership=partnership, slug="verdal", name="Verdal", kind=Party.Kind.MUNICIPALITY
    )
    Participation.objects.create(partnership=partnership, party=party, capacity="member")
    client = Client()
    client.force_login(signed_in(partnership, "kari@example.no", "contact", party))
    client.cookies["sprak"] = "nb"
    return client


def _case(partnership: Partnership, body: Body, slug: str, **more: Any) -> Case:
    given = {"title": slug.title(), "state": "accepted", "year": 2026, "body": body} | more
    return Case.objects.create(partnership=partnership, slug=slug, **given)


def _of_a_case(by: Actor, case: Case, word: str) -> None:
    """What hangs on a case: files, what others were asked and said, and a disagreement."""
    frame = {"partnership": case.partnership}
    file = accept(f"Skjult{word}fil.txt", io.BytesIO(f"Skjult{word}innhold".encode()))
    statute = "" if not case.is_public else STATUTE
    actions.attach(by=by, case=case, files=[file], exempt_statute=statute)
    asked = actions.ask_for_input(
        by=by, case=case, question=f"Skjult{word}spørsmål", due_on=today(), exempt_statute=statute,
        parties=[Party.objects.get(slug="annen")],
    )  # fmt: skip
    for owed in Commitment.objects.filter(owedinput__thing=asked):
        report(by=program("test"), commitment=owed, done=f"Skjult{word}svar")
    dispute = Disagreement.objects.create(
        **frame, case=case, slug="uenighet", title="Strid" if case.is_public else f"Skjult{word}",
        **texts(f"{word}uenighet", "outcome"),
    )  # fmt: skip
    side = Side.objects.get_or_create(**frame, slug="side", defaults={"name": "Side"})[0]
    SideView.objects.create(**frame, disagreement=dispute, side=side, **texts(f"{word}syn", "text"))
    DisagreementStep.objects.create(
        **frame, disagreement=dispute, position=0, who="Nemnda", **texts(f"{word}steg", "answer")
    )


def _of_an_item(item: AgendaItem, seat: Seat, word: str) -> None:
    """What hangs on an item: proposals, who left, what is to be done, files."""
    frame = {"partnership": item.partnership, "item": item}
    Proposal.objects.create(
        **frame, body=seat.body, seat=seat, slug="forslag", position=0,
        text=f"Skjult{word}forslag" if word else marked("forslag"),
    )  # fmt: skip
    Recusal.objects.create(**frame, body=seat.body, seat=seat, reason=f"Skjult{word}grunn")


@pytest.fixture
def world(partnership: Partnership, secretary: Actor, kari: Client) -> list[Meeting]:
    """A meeting that was held with open and exempt items, and one that nobody is called to yet."""
    frame = {"partnership": partnership}
    Participation.objects.create(
        **frame,
        party=Party.objects.create(**frame, slug="annen", name="Annen", kind="municipality"),
        capacity="member",
    )
    body = Body.objects.create(
        **frame, slug="psu", name="PSU", short_name="PSU", all_seats_entered=True
    )
    seat = Seat.objects.create(
        **frame, body=body, slug="leder", label="Leder", order=0, role="member", may_vote=True
    )
    whole = {name: f"Skjultsak{name}" for name in (*Case.MARKED, "proposed_by")}
    is_open = _case(partnership, body, "apen-sak", **texts("sak", *Case.MARKED))
    hidden = _case(partnership, body, "skjultsak", **whole, **EXEMPT)
    raised = _case(partnership, body, "skjultmeldt", state="raised", question="Skjultmeldt")
    returned = _case(partnership, body, "skjultretur", state="returned", state_reason="Skjultretur")
    merged = _case(
        partnership, body, "skjultslatt", state="merged", merged_into=hidden, question="Skjultslått"
    )
    for one in (hidden, raised, returned, merged):
        is_open.follows.add(one)
        one.follows.add(is_open)
    for case in (is_open, hidden):
        actions.give_number(by=secretary, case=case, body=body)
        _of_a_case(secretary, case, "sak" if case == is_open else "hel")
    given = Meeting(
        **frame, date=today(), link="https://skjultlenke.example.no/", **texts("mote", "note")
    )
    meeting = actions.plan_meeting(by=secretary, meeting=given, bodies=[body])
    actions.ask_guest(
        by=secretary, meeting=meeting, role="Skjultgjest", email="skjultgjest@example.no"
    )
    for more in ({"case": is_open}, {"case": hidden}, {"title": "Skjultpunkt"}, {"title": "Eget"}):
        item = actions.add_item(by=secretary, meeting=meeting, **more)
        file = accept("Skjultvedlegg.txt", io.BytesIO(b"Skjultvedleggtekst"))
        actions.attach(by=secretary, item=item, files=[file], exempt_statute=STATUTE)
    actions.move_meeting(by=secretary, meeting=meeting, name="call")
    actions.begin(by=secretary, meeting=meeting)
    for item in meeting.items.select_related("case", "partnership"):
        is_hidden = item.case == hidden or item.title == "Skjultpunkt"
        word = "punkt" if is_hidden else ""
        if item.title == "Skjultpunkt":
            AgendaItem.objects.filter(pk=item.pk).update(slug="skjultpunkt", **EXEMPT)
            Disagreement.objects.create(
                **frame, case=is_open, item=item, slug="i-punkt", title="Skjultipunkt"
            )
        fields = ("text", "discussion", "decision", "reason")
        said = {name: f"Skjultpunkt{name}" for name in fields} if word else texts("punkt", *fields)
        more = {"outcome": "decided", "mode": "consensus"} if item.case else {"outcome": "noted"}
        if is_hidden:
            more["exception"] = "Skjultunntak"
        AgendaItem.objects.filter(pk=item.pk).update(**said, **more)
        _of_an_item(item, seat, word)
        owner = Party.objects.get(slug="annen")
        text = "Skjultoppgave" if word else "Åpen oppgave"
        set_follow_up(by=secretary, item=item, key="oppgave", text=text, party=owner)
    set_attendance(by=secretary, meeting=meeting, seat=seat, came="yes")
    for name in ("send minutes", "approve minutes"):
        actions.move_minutes(by=secretary, meeting=meeting, name=name)
    actions.correct(by=secretary, meeting=meeting, text=marked("rettelse"))
    coming = Meeting(
        **frame, date=today() + datetime.timedelta(days=9), link="https://skjultlenke.example.no/"
    )
    coming = actions.plan_meeting(by=secretary, meeting=coming, bodies=[body])
    actions.add_item(by=secretary, meeting=coming, title="Skjultkommer", text="Skjultkommer")
    draft = actions.plan_meeting(
        by=secretary, meeting=Meeting(**frame, date=today(), others="Skjultandre"), bodies=[body]
    )
    item = actions.add_item(by=secretary, meeting=draft, title="Utkast")
    actions.begin(by=secretary, meeting=draft)
    AgendaItem.objects.filter(pk=item.pk).update(
        outcome="noted", decision="Skjultutkast", discussion="Skjultutkast", reason="Skjultutkast"
    )
    _of_an_item(item, seat, "utkast")
    set_attendance(by=secretary, meeting=draft, seat=seat, came="no", note="Skjultfravær")
    return [Meeting.objects.get(pk=one.pk) for one in (meeting, coming, draft)]


def _named() -> dict[str, list[str]]:
    """The names in the addresses of open pages."""
    kinds: dict[str, Any] = {"case": Case, "meeting": Meeting, "body": Body, "municipality": Party}
    return {
        kind: list(model._default_manager.values_list("slug", flat=True))
        for kind, model in kinds.items()
    }


def open_addresses() -> list[str]:
    """Every open page of what there is here, the papers, the feeds and what is searched for."""
    found = ["/", "/organer/", "/kommuner/", "/myndighet/", "/handlingsplan/", "/sok/?q=Skjult"]
    found += [reverse(f"public:{kind}", args=[one]) for kind, of in _named().items() for one in of]
    for slug in _named()["meeting"]:
        found += [f"/moter/{slug}/papirer/{one}/" for one in PAPERS]
    found += [reverse("public:case_file", args=[one.key]) for one in CaseFile.objects.all()]
    for page in (
        "vedtak/",
        "moter/",
        "saker/",
        "vedtak/feed/",
        "moter/feed/",
        "moter/kalender.ics",
    ):
        found += [f"/{page}", f"/{page}?organ=psu"]
    pages = ("sok", "saker", "vedtak")
    return found + [f"/{page}/?q={word}" for page in pages for word in ("Skjultpunkt", "skjultsak")]


def signed_in_addresses() -> list[str]:
    """The pages of cases and meetings for those signed in, and every record of every register."""
    found = ["", "saker/", "moter/", "innboks/", "forpliktelser/", "organer/psu/", "logg/",
             "register/", "saker/ny/", "moter/mine-notater/"]  # fmt: skip
    for slug in _named()["case"]:
        found += [f"saker/{slug}/", f"saker/ny/?fra={slug}", f"saker/{slug}/gjelder/",
                  f"saker/{slug}/svar/", f"saker/{slug}/uenighet/uenighet/"]  # fmt: skip
    for slug in _named()["meeting"]:
        ends = ("", "saksliste/", "referat/", "referat-versjoner/", "innspill/verdal/", "spor/")
        found += [f"moter/{slug}/{end}" for end in ends]
        found.append(f"moter/{slug}/papirer/referat/docx/")
    found += [f"saker/filer/{one.key}/" for one in CaseFile.objects.all()]
    found += [f"forpliktelser/{one.pk}/" for one in Commitment.objects.all()]
    for slug, register in registers().items():
        if register.model._meta.app_label != "cases":
            continue
        if not register.parent:
            found += [f"register/{slug}/?naar=alle", f"register/{slug}/?som=xlsx&naar=alle"]
        for pk in register.model._default_manager.values_list("pk", flat=True):
            found += [f"register/{slug}/{pk}/"]
    return found


def told_by(answer: Any) -> str:
    """All that an answer tells: its headers, and the text of whatever file it is."""
    if answer.status_code >= 400:
        return ""
    kind = answer.headers.get("Content-Type", "")
    head = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "spreadsheet" in kind:
        book = openpyxl.load_workbook(io.BytesIO(content))
        return " ".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    if content.startswith((b"PK", b"%PDF")):
        return head + texts_in(content)
    return head + content.decode(errors="replace")


def leaks(client: Client, at: str, addresses: list[str]) -> list[tuple[str, set[str]]]:
    """The addresses that tell a secret, with the secrets; what one asks for one knows."""
    found, answered = [], 0
    for address in addresses:
        answer = client.get(f"/hf/prove{at}{address}")
        answered += answer.status_code == 200
        told = told_by(answer)
        if "?q=" in address:
            told = re.sub(rf"(?i)\b{address.rpartition('=')[2]}\b", "", told)
        if words := set(WORD.findall(told)):
            found.append((address, words))
    assert answered > ANSWERED
    return found


def test_what_is_exempt_or_not_open_is_told_nowhere(world: list[Meeting], kari: Client) -> None:
    assert leaks(Client(), "", open_addresses()) == []
    assert leaks(kari, "/arbeid/", signed_in_addresses()) == []
    mail = Message.objects.filter(to="kari@example.no")
    assert mail.exists()
    assert [one for one in mail if WORD.search(f"{one.subject} {one.text} {one.calendar}")] == []
    published = [lone_case(one) for one in Case.objects.public().filter(items=None)]
    for meeting in world:
        of = gathered(meeting, Reader(meeting.is_agenda_open, meeting.are_minutes_open, all=False))
        published += [folder_of(of), *papers_of(of), *(case_of(one, of) for one in of.items)]
        published += [decision for one in of.items if (decision := decision_of(one, of))]
    assert WORD.findall(str(published)) == []
    assert "Åpen slutt" in str(published)
    waiting = str([(one.label, one.reference, one.otherwise) for one in offered()])
    assert WORD.findall(waiting) == []
    assert "offl. § 13" in waiting
