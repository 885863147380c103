# ruff: noqa: F401, F811
"""Nobody reads, or takes away, by way of a case or a meeting of their own."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samspill.accounts.models import User
from samspill.bodies.models import Body, Seat, Term
from samspill.cases import actions
from samspill.cases.models import AgendaItem, Case, CaseLink, Correction, Meeting, Proposal
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today
from samspill.documents.models import Document, DocumentKind
from samspill.mail.models import Message
from samspill.parties.models import Party, Person
from samspill.plans.models import FocusArea, MainGoal, Measure, Plan, PlanEdition
from tests.cases.raising import english, letters
from tests.cases.test_openness import MARKED, SECRET, contact, meeting, texts_in
from tests.cast import sitting_in
from tests.commitments.files import PDF
from tests.secretariat import signed_in

WORK = "/hf/prove/arbeid/"


@pytest.fixture
def kari(partnership: Partnership) -> Client:
    """The contact of Verdal, who reads English."""
    client = contact(partnership)
    client.cookies["sprak"] = "en"
    return client


def seated(partnership: Partnership, body: Body, role: str) -> User:
    """The contact of Frosta, with a seat in a body."""
    party = Party.objects.create(partnership=partnership, slug="frosta", name="Frosta")
    user = signed_in(partnership, f"{role}@example.no", "contact", party)
    seat = Seat.objects.create(
        partnership=partnership, body=body, slug=role, label="Plass", role=role, order=1
    )
    person = Person.objects.get(user=user)
    Term.objects.create(partnership=partnership, seat=seat, person=person)
    return user


def test_untying_a_document_never_deletes_it(
    partnership: Partnership, secretary: Actor, kari: Client
) -> None:
    kind = DocumentKind.objects.create(partnership=partnership, slug="avtale", name="Avtale")
    document = Document.objects.create(
        partnership=partnership, slug="avtale", title="Avtale", kind=kind
    )
    case = Case.objects.create(
        partnership=partnership, slug="sak", title="Sak", proposer=Party.objects.get()
    )
    page = f"{WORK}saker/sak/gjelder/"
    tied = {"kind": "document", "record": document.pk}
    assert kari.post(page, {**tied, "do": "untie"}).status_code == 302
    assert Document.objects.get() == document
    with pytest.raises(ValidationError):
        actions.untie(by=secretary, case=case, kind="document", record=document)
    actions.tie(by=secretary, case=case, kind="document", record=document)
    kari.post(page, {"kind": "link", "record": CaseLink.objects.get().pk, "do": "untie"})
    assert not CaseLink.objects.exists()
    assert Document.objects.get() == document


def test_a_case_begun_from_another_holds_nothing_that_is_exempt_there(
    partnership: Partnership, kari: Client, browser: Client
) -> None:
    Case.objects.create(
        partnership=partnership, slug="sak", title="Sak", state="accepted", question=MARKED,
        background=MARKED, proposal=MARKED,
    )  # fmt: skip
    begun = kari.get(f"{WORK}saker/ny/?fra=sak").content.decode()
    assert "Åpen slutt" in begun
    assert SECRET not in begun
    assert SECRET in browser.get(f"{WORK}saker/ny/?fra=sak").content.decode()


def test_a_case_is_read_whole_by_those_whose_it_is_and_not_by_who_puts_it_up(
    partnership: Partnership, secretary: Actor, browser: Client
) -> None:
    network = Body.objects.create(partnership=partnership, slug="nettverk", name="N")
    council = Body.objects.create(partnership=partnership, slug="asu", name="ASU")
    frame = {"partnership": partnership, "body": council, "question": MARKED, "proposal": MARKED}
    case = Case.objects.create(**frame, slug="sak", title="Saken", state="accepted")
    Case.objects.create(
        **frame, slug="lukket", title="Unntatt sak", state="accepted", is_public=False,
        exempt_statute="offl. § 13",
    )  # fmt: skip
    raised = Case.objects.create(**frame, slug="ny", title="Ny sak")
    nils = english(seated(partnership, network, role="secretary"))
    actor = sitting_in(partnership, network.pk, "secretary")
    meeting = actions.plan_meeting(
        by=secretary, meeting=Meeting(partnership=partnership, date=today()), bodies=[network]
    )
    page = f"{WORK}moter/{meeting.slug}/"
    for title in ("Saken", "Unntatt sak", "Ny sak"):
        assert title not in nils.get(f"{page}sakslisten/").content.decode(), title
    assert "Saken" in browser.get(f"{page}sakslisten/").content.decode()
    for by, one in ((actor, case), (secretary, raised)):
        with pytest.raises(ValidationError):
            actions.put_case(by=by, meeting=meeting, case=one)
    actions.put_case(by=secretary, meeting=meeting, case=case)
    file = SimpleUploadedFile("hemmelig.pdf", PDF)
    browser.post(
        f"{WORK}saker/sak/filer/", {"attached": file, "exempt_statute": "offentleglova § 13"}
    )
    papers = f"{page}papirer/sakspapirer/docx/"
    told = nils.get(page).content.decode()
    assert "Åpen slutt" in told
    for text in (told, texts_in(nils.get(papers).content)):
        assert SECRET not in text
        assert "hemmelig.pdf" not in text
    assert SECRET in texts_in(browser.get(papers).content)
    actions.give_number(by=secretary, case=case, body=network)
    for text in (nils.get(page).content.decode(), texts_in(nils.get(papers).content)):
        assert SECRET in text, "it is, or has been, with them"


def test_drafts_of_minutes_and_exempt_items_are_not_told_on_the_page_of_the_case(
    partnership: Partnership, meeting: Meeting, kari: Client, browser: Client
) -> None:
    page = f"{WORK}saker/sak/"
    told = kari.get(page).content.decode()
    assert meeting.slug in told
    assert "Recommended" not in told
    assert "Recommended" in browser.get(page).content.decode()
    meeting.items.update(is_public=False, exempt_statute="offl. § 13")
    assert meeting.slug not in kari.get(page).content.decode()
    meeting.items.update(is_public=True, exempt_statute="")
    Meeting.objects.update(minutes="elsewhere")
    assert "Recommended" in kari.get(page).content.decode()


def test_a_case_that_was_treated_is_not_merged_and_no_merger_tells_of_what_is_exempt(
    partnership: Partnership, secretary: Actor, meeting: Meeting, kari: Client
) -> None:
    secret = Case.objects.create(
        partnership=partnership, slug="hemmelig-sak", title="Hemmelig sak", state="accepted",
        is_public=False, exempt_statute="offl. § 13",
    )  # fmt: skip
    with pytest.raises(ValidationError, match="agenda"):
        actions.move_case(
            by=secretary, case=Case.objects.get(slug="sak"), name="merge", merged_into=secret
        )
    mine = Case.objects.create(
        partnership=partnership, slug="min", title="Min", state="accepted",
        proposer=Party.objects.get(),
    )  # fmt: skip
    actions.move_case(by=secretary, case=mine, name="merge", merged_into=secret)
    assert Client().get("/hf/prove/saker/min/").status_code == 404
    assert "emmelig" not in kari.get(f"{WORK}saker/min/").content.decode()
    (letter,) = letters("case/")
    assert "merged with another case" in letter.text or "slått sammen" in letter.text
    assert "emmelig" not in letter.text
    Case.objects.filter(pk=secret.pk).update(is_public=True, exempt_statute="")
    assert Client().get("/hf/prove/saker/min/").status_code == 302
    assert "Hemmelig sak" in kari.get(f"{WORK}saker/min/").content.decode()


def test_a_case_that_was_returned_waits_for_the_secretariat_again(
    partnership: Partnership, secretary: Actor, kari: Client
) -> None:
    case = Case.objects.create(
        partnership=partnership, slug="sak", title="Sak", state="returned",
        proposer=Party.objects.get(),
    )  # fmt: skip
    with pytest.raises(ValidationError):
        actions.move_case(by=secretary, case=case, name="take up again")
    moved = actions.move_case(by=secretary, case=case, name="look at again", reason="Nye tall")
    assert moved.state == "raised"
    assert Client().get("/hf/prove/saker/sak/").status_code == 404
    (letter,) = letters("case/")
    assert "Nye tall" in letter.text


def test_a_case_tells_only_of_documents_and_measures_that_the_reader_may_see(
    partnership: Partnership, secretary: Actor, kari: Client, browser: Client
) -> None:
    case = Case.objects.create(
        partnership=partnership, slug="sak", title="Sak", state="accepted",
        proposer=Party.objects.get(),
    )  # fmt: skip
    kind = DocumentKind.objects.create(partnership=partnership, slug="avtale", name="Avtale")
    document = Document.objects.create(
        partnership=partnership, slug="avtale", title="Hemmelig avtale", kind=kind,
        is_public=False, exempt_statute="offl. § 13",
    )  # fmt: skip
    plan = Plan.objects.create(partnership=partnership, slug="plan", title="Plan", first_year=2026)
    edition = PlanEdition.objects.create(partnership=partnership, plan=plan, state="draft")
    of = {"partnership": partnership, "edition": edition}
    goal = MainGoal.objects.create(**of, number="1", title="Mål")
    area = FocusArea.objects.create(**of, goal=goal, number="1", title="Område")
    measure = Measure.objects.create(
        **of, area=area, number="7", text="Hemmelig tiltak"
    )  # fmt: skip
    actions.tie(by=secretary, case=case, kind="document", record=document)
    actions.tie(by=secretary, case=case, kind="measures", record=measure)
    assert "emmelig" not in Client().get("/hf/prove/saker/sak/").content.decode()
    assert "emmelig" not in kari.get(f"{WORK}saker/sak/").content.decode()
    told = browser.get(f"{WORK}saker/sak/").content.decode()
    assert "Hemmelig avtale" in told
    assert "Hemmelig tiltak" in told
    Case.objects.update(state="raised")
    assert "emmelig" not in kari.get(f"{WORK}saker/sak/gjelder/").content.decode()
    PlanEdition.objects.update(state="hearing")
    Case.objects.update(state="accepted")
    assert "Hemmelig tiltak" in Client().get("/hf/prove/saker/sak/").content.decode()


@pytest.mark.parametrize("address", ["moter", "saker", "vedtak"])
def test_a_year_that_no_calendar_has_is_no_fault(partnership: Partnership, address: str) -> None:
    for year in ("0000", "0001", "9999", "٢٠٢٦"):
        assert Client().get(f"/hf/prove/{address}/?ar={year}").status_code == 200, year


def test_an_item_that_is_exempt_keeps_its_place_and_tells_by_what(
    partnership: Partnership, secretary: Actor, meeting: Meeting, browser: Client
) -> None:
    actions.add_item(by=secretary, meeting=meeting, title="Annet")
    meeting.items.filter(slug="sak").update(is_public=False, exempt_statute="offl. § 14")
    at = f"/hf/prove/moter/{meeting.slug}/"
    page = Client().get(at).content.decode()
    paper = texts_in(Client().get(f"{at}papirer/innkalling/docx/").content)
    for told in (page, paper):
        assert "Unntatt offentlighet, offl. § 14" in told
        assert "Apen sak" not in told
        assert told.index("offl. § 14") < told.index("Annet")
    assert 'id="sak"' not in page, "what it is called in the address tells of it"
    assert re.search(r"<h3>\s*2\.\s*Annet", page)
    own = browser.get(f"{WORK}moter/{meeting.slug}/").content.decode()
    assert re.search(r"1</span>\s*<a [^>]+>Apen sak", own)
    assert re.search(r"2</span>\s*<span>Annet", own)


def test_a_guest_gets_what_is_open_and_what_they_are_asked_to(
    partnership: Partnership, secretary: Actor
) -> None:
    body = Body.objects.create(partnership=partnership, slug="raad", name="Rådet")
    meeting = actions.plan_meeting(
        by=secretary, meeting=Meeting(partnership=partnership, date=today()), bodies=[body]
    )
    actions.add_item(by=secretary, meeting=meeting, title="Åpent punkt")
    secret = actions.add_item(by=secretary, meeting=meeting, title="Lukket punkt")
    AgendaItem.objects.filter(pk=secret.pk).update(is_public=False, exempt_statute="offl. § 13")
    for email, item in (("alt@example.no", None), ("punkt@example.no", secret)):
        actions.ask_guest(by=secretary, meeting=meeting, role="Gjest", email=email, item=item)
    actions.move_meeting(by=secretary, meeting=meeting, name="call")
    told = {one.to: f"{one.text} {one.calendar}" for one in Message.objects.all()}
    assert "Åpent punkt" in told["alt@example.no"]
    assert "Lukket punkt" not in told["alt@example.no"]
    assert "Lukket punkt" in told["punkt@example.no"]


def test_marks_in_proposals_and_corrections_are_marks_that_the_database_knows(
    partnership: Partnership, meeting: Meeting
) -> None:
    frame = {"partnership": partnership, "slug": "en", "text": "Før\n\u00a0::: unntatt offl. § 13"}
    for wrong in (
        Proposal(**frame, item=meeting.items.get(), position=0),
        Correction(**frame, meeting=meeting, on=today()),
    ):
        with pytest.raises(ValidationError) as refused:
            wrong.full_clean()
        assert "text" in refused.value.message_dict
