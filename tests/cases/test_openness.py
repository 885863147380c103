"""What is exempt, or not yet open, reaches nobody who may not read it: signed in or not."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import Any
from urllib.parse import quote

import pikepdf
import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from samspill.bodies.models import Body
from samspill.cases import actions
from samspill.cases.models import AgendaItem, Case, FollowUp, Meeting
from samspill.commitments.models import Commitment
from samspill.common import actions as common_actions
from samspill.common.actors import Actor
from samspill.common.models import AuditEntry, Partnership, today
from samspill.common.putting_back import undo
from samspill.parties.models import Participation, Party
from samspill.portal.models import SearchEntry, SearchWord
from tests.secretariat import signed_in

SECRET = "Kvikksølvsaken"
MARKED = f"Åpen innledning.\n\n::: unntatt offl. § 13\n{SECRET}\n:::\n\nÅpen slutt."


@pytest.fixture
def meeting(partnership: Partnership, secretary: Actor) -> Meeting:
    """A meeting that was held, with a case of which paragraphs are exempt; minutes are a draft."""
    frame = {"partnership": partnership}
    body = Body.objects.create(**frame, slug="psu", name="PSU", short_name="PSU")
    case = Case.objects.create(
        **frame, slug="sak", title="Apen sak", state="accepted", year=2026, question=MARKED,
        background=MARKED, assessment=MARKED, proposal=MARKED, state_reason=SECRET,
    )  # fmt: skip
    made = actions.plan_meeting(
        by=secretary, meeting=Meeting(**frame, date=today(), note=MARKED), bodies=[body]
    )
    item = actions.add_item(by=secretary, meeting=made, case=case)
    actions.move_meeting(by=secretary, meeting=made, name="hold")
    AgendaItem.objects.filter(pk=item.pk).update(
        text=MARKED, outcome="recommended", decision=MARKED, reason=MARKED, discussion=MARKED
    )
    FollowUp.objects.create(
        **frame, item=item, slug="oppgave", position=0, text="Gjør det", due_on=datetime.date.max
    )
    return Meeting.objects.get(pk=made.pk)


def texts_in(content: bytes) -> str:
    """All that a file tells: of a PDF its text layer, outline and metadata, of Word every part."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            told = " ".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
            return re.sub(r"<[^>]+>", "", told)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        streams = [one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        told = " ".join(str(one) for one in pdf.objects)
    text = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    return " ".join([*text, told, *(one.decode(errors="replace") for one in streams)])


def files_of(client: Client, at: str) -> dict[str, Any]:
    kinds = ("innkalling", "sakspapirer", "referat")
    names = [f"{at}papirer/{kind}/{form}/" for kind in kinds for form in ("pdf", "docx")]
    return {name: client.get(name) for name in names}


def test_papers_are_for_all_when_they_are_open_and_for_members_before(
    partnership: Partnership, secretary: Actor, meeting: Meeting, browser: Client
) -> None:
    at, anyone = f"/hf/prove/moter/{meeting.slug}/", Client()
    for name, answer in files_of(anyone, at).items():
        assert answer.status_code == (404 if "/referat/" in name else 200), name
    for name, answer in files_of(browser, at.replace("/moter/", "/arbeid/moter/")).items():
        assert SECRET in texts_in(answer.content), name
    for name in ("begin minutes", "send minutes", "approve minutes"):
        actions.move_minutes(by=secretary, meeting=meeting, name=name)
    for name, answer in files_of(anyone, at).items():
        told = texts_in(answer.content)
        assert "Apen sak" in told, name
        assert SECRET not in told, name
        if "innkalling" not in name or "pdf" in name:
            assert "Unntatt offentlighet, offl. § 13" in " ".join(told.split()), name
        if "pdf" in name:
            assert "<pdfuaid:part>1</pdfuaid:part>" in told, name
    Meeting.objects.create(partnership=partnership, slug="planlagt", date=today(), state="planned")
    answers = files_of(anyone, "/hf/prove/moter/planlagt/")
    assert {one.status_code for one in answers.values()} == {404}


def contact(partnership: Partnership) -> Client:
    party = Party.objects.create(
        partnership=partnership, slug="verdal", name="Verdal", kind=Party.Kind.MUNICIPALITY
    )
    Participation.objects.create(partnership=partnership, party=party, capacity="member")
    client = Client()
    client.force_login(signed_in(partnership, "kari@example.no", "contact", party))
    return client


def test_minutes_that_are_a_draft_are_read_by_those_who_sit_there_alone(
    partnership: Partnership, meeting: Meeting, browser: Client
) -> None:
    kari = contact(partnership)
    Meeting.objects.update(others=f"En gjest fra {SECRET}")
    item = meeting.items.get()
    for address in (
        f"register/sakslister/{item.pk}/",
        f"register/moter/{meeting.pk}/",
        f"moter/{meeting.slug}/",
    ):
        page = kari.get(f"/hf/prove/arbeid/{address}").content.decode()
        assert SECRET not in page, address
        assert "Innstilt" not in page, address
        assert SECRET in browser.get(f"/hf/prove/arbeid/{address}").content.decode(), address


def test_an_item_is_taken_out_of_open_minutes_with_what_is_owed_because_of_it(
    partnership: Partnership, secretary: Actor, meeting: Meeting, browser: Client
) -> None:
    AgendaItem.objects.update(decision="Slik ble det.")
    item = meeting.items.get()
    page = f"/hf/prove/arbeid/moter/{meeting.slug}/punkt/{item.slug}/ta-ut/"
    given = {"statute": "offentleglova § 13", "reason": "Personopplysninger"}
    assert browser.post(page, given).status_code == 422  # the minutes are a draft
    for name in ("begin minutes", "send minutes", "approve minutes"):
        actions.move_minutes(by=secretary, meeting=meeting, name=name)
    kari, anyone = contact(partnership), Client()
    owed = Commitment.objects.get(process="follow-up")
    assert owed.is_public
    assert kari.get(page).status_code == 403
    empty = browser.get(page).content.decode()
    assert "stays as it was approved" in empty
    refused = browser.post(page, {**given, "statute": "unntatt"})
    assert refused.status_code == 422
    assert "Personopplysninger" in refused.content.decode()
    assert browser.post(page, given).status_code == 302
    told = "Unntatt offentlighet, offentleglova § 13. Tatt ut av referatet"
    addresses = (f"moter/{meeting.slug}/", "vedtak/", "saker/sak/", "vedtak/feed/")
    shown = {one: anyone.get(f"/hf/prove/{one}").content.decode() for one in addresses}
    assert told in shown[f"moter/{meeting.slug}/"]
    for address, text in shown.items():
        assert "Slik ble det" not in text, address
        assert "Gjør det" not in text, address
    paper = anyone.get(f"/hf/prove/moter/{meeting.slug}/papirer/referat/pdf/")
    assert "Slik ble det" not in texts_in(paper.content)
    assert not Commitment.objects.get(pk=owed.pk).is_public
    assert "Slik ble det" in browser.get(f"/hf/prove/arbeid/moter/{meeting.slug}/").content.decode()
    entry = AuditEntry.objects.get(action="take out")
    assert (entry.reason, entry.before["is_public"]) == ("Personopplysninger", True)
    assert browser.post(page, given).status_code == 422  # it is exempt already
    for change in ({"decision": "Annet"}, {"is_public": True, "decision": "Annet"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AgendaItem.objects.update(**change)
    undo(by=secretary, entries=[entry])
    owed.refresh_from_db()
    assert owed.is_public
    assert "Slik ble det" in anyone.get(f"/hf/prove/moter/{meeting.slug}/").content.decode()


def test_a_case_that_is_exempted_later_takes_its_items_and_what_is_owed_along(
    partnership: Partnership, secretary: Actor, meeting: Meeting, browser: Client
) -> None:
    AgendaItem.objects.update(decision="Slik ble det.")
    case = Case.objects.get()
    asked = actions.ask_for_input(
        by=secretary, case=case, question="Hva mener dere?", due_on=today(),
        bodies=[Body.objects.create(partnership=partnership, slug="nett", name="Nett")],
    )  # fmt: skip
    for name in ("begin minutes", "send minutes", "approve minutes"):
        actions.move_minutes(by=secretary, meeting=meeting, name=name)
    owed = Commitment.objects.filter(process__in=("follow-up", "case-input")).order_by("pk")
    for is_public, statute in ((False, "offl. § 13"), (True, "")):
        case.refresh_from_db()
        case.is_public, case.exempt_statute = is_public, statute
        common_actions.save(by=secretary, record=case)
        assert list(owed.values_list("is_public", flat=True)) == [is_public, is_public]
        page = Client().get(f"/hf/prove/moter/{meeting.slug}/").content.decode()
        assert ("offl. § 13. Tatt ut av referatet" in page) == (not is_public)
        assert ("Slik ble det" in page) == is_public
    asked.is_public, asked.exempt_statute = False, "offl. § 13"
    common_actions.save(by=secretary, record=asked)
    assert list(owed.values_list("process", "is_public")) == [
        ("case-input", False),
        ("follow-up", True),
    ]


def test_what_is_exempt_in_a_text_is_nowhere_for_others(
    partnership: Partnership, secretary: Actor, meeting: Meeting, browser: Client
) -> None:
    for name in ("begin minutes", "send minutes", "approve minutes"):
        actions.move_minutes(by=secretary, meeting=meeting, name=name)
    kari, anyone = contact(partnership), Client()
    item, case = meeting.items.get(), Case.objects.get()
    signed = [f"register/sakslister/{item.pk}/", f"register/saker/{case.pk}/",
              "register/saker/?som=xlsx", f"moter/{meeting.slug}/", "saker/sak/"]  # fmt: skip
    pages = {one: kari.get(f"/hf/prove/arbeid/{one}") for one in signed}
    pages |= {
        one: anyone.get(f"/hf/prove/{one}")
        for one in ("saker/sak/", "saker/?q=innledning", "vedtak/", f"moter/{meeting.slug}/",
                    f"saker/?q={SECRET}", f"vedtak/?q={SECRET}", "vedtak/feed/", "moter/feed/",
                    f"sok/?q={SECRET}ene")
    }  # fmt: skip
    for address, page in pages.items():
        assert page.status_code == 200, address
        told = page.content.decode(errors="replace").replace(f"{SECRET}ene", "")
        told = (
            told.replace(f'value="{SECRET}"', "")
            .replace(f"«{SECRET}»", "")
            .replace(quote(f"={SECRET}", safe="="), "")
        )
        assert SECRET not in told, address
    assert "Apen sak" in pages["saker/?q=innledning"].content.decode()
    for address in (f"saker/?q={SECRET}", f"vedtak/?q={SECRET}"):
        assert "Apen sak" not in pages[address].content.decode(), address
    for address in ("saker/sak/", "vedtak/", f"moter/{meeting.slug}/", "vedtak/feed/"):
        shown = anyone.get(f"/hf/prove/{address}").content.decode()
        assert "Unntatt offentlighet, offl. § 13" in shown, address
        assert "Åpen slutt" in shown, address
    assert SECRET in browser.get(f"/hf/prove/arbeid/register/saker/{case.pk}/").content.decode()
    form = browser.get(f"/hf/prove/arbeid/register/saker/{case.pk}/endre/").content.decode()
    assert form.count("::: unntatt offl. § 13 on a line before them") == len(Case.MARKED)
    assert not SearchEntry.objects.filter(body__contains=SECRET).exists()
    assert not SearchWord.objects.filter(word__icontains=SECRET).exists()
    assert SearchEntry.objects.filter(body__contains="Åpen slutt").exists()
