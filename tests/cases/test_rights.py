"""Nobody reads, or takes away, by way of a case or a meeting of their own."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samspill.accounts.models import User
from samspill.bodies.models import Body, Seat, Term
from samspill.cases import actions
from samspill.cases.models import Case, CaseLink, Meeting
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today
from samspill.documents.models import Document, DocumentKind
from samspill.parties.models import Party, Person
from tests.cases.test_openness import MARKED, SECRET, contact, texts_in
from tests.cases.test_raising import english
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
