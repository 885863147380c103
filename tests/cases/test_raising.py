"""A case from who raises it to what it led to, with files, input and letters on the way."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samspill.accounts.models import User
from samspill.bodies.models import Body, Seat, Term
from samspill.cases import actions
from samspill.cases.models import Case, CaseFile, CaseTemplate, InputRequest, Meeting
from samspill.cases.telling import tell_decisions
from samspill.commitments.models import Commitment
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today
from samspill.common.roles import actor_of
from samspill.documents.models import PatientGroup
from samspill.mail.models import Message
from samspill.parties.models import Participation, Party, Person
from tests.cast import contact_of, sitting_in
from tests.commitments.files import PDF
from tests.secretariat import signed_in

DAY = datetime.timedelta(days=1)
WORK = "/hf/prove/arbeid/saker/"


@pytest.fixture
def verdal(partnership: Partnership) -> Party:
    party = Party.objects.create(
        partnership=partnership, slug="verdal", name="Verdal", kind=Party.Kind.MUNICIPALITY
    )
    Participation.objects.create(partnership=partnership, party=party, capacity="member")
    return party


@pytest.fixture
def council(partnership: Partnership) -> Body:
    return Body.objects.create(
        partnership=partnership, slug="fagrad", name="Fagrådet", short_name="FR"
    )


@pytest.fixture
def network(partnership: Partnership) -> Body:
    """A network with a chair whom letters reach."""
    body = Body.objects.create(
        partnership=partnership, slug="nettverk", name="Nettverket", short_name="NV"
    )
    seat = Seat.objects.create(
        partnership=partnership, body=body, slug="leder", label="Leder", role="chair", order=1
    )
    person = Person.objects.create(
        partnership=partnership, slug="nina", name="Nina", email="nina@example.no"
    )
    Term.objects.create(partnership=partnership, seat=seat, person=person)
    return body


@pytest.fixture
def kari(partnership: Partnership, verdal: Party) -> Client:
    """The contact of Verdal."""
    return english(signed_in(partnership, "kari@example.no", "contact", verdal))


def english(user: User | None = None) -> Client:
    """A browser that reads English, signed in or not."""
    client = Client()
    if user is not None:
        client.force_login(user)
    client.cookies["sprak"] = "en"
    return client


def letters(key: str) -> list[Message]:
    return list(Message.objects.filter(key__startswith=key).order_by("pk"))


def test_a_case_is_raised_asked_about_answered_returned_and_raised_again(
    partnership: Partnership, verdal: Party, council: Body, kari: Client, browser: Client
) -> None:
    CaseTemplate.objects.create(
        partnership=partnership, slug="raad", title="Be om råd", body=council, type="discussion",
        background="Hva skjer i dag:",
    )  # fmt: skip
    form = kari.get(f"{WORK}ny/?mal=raad").content.decode()
    assert "Hva skjer i dag:" in form
    assert "For Verdal." in form, "with one to raise for, there is nothing to choose"
    sent = {
        "sender": f"part-{verdal.pk}", "title": "Egenbetaling", "question": "Hvem informerer?",
        "background": "Pasienter spør.", "attached": SimpleUploadedFile("notat.pdf", PDF),
    }  # fmt: skip
    assert kari.post(f"{WORK}ny/", sent)["Location"].endswith("/arbeid/saker/egenbetaling/")
    page = f"{WORK}egenbetaling/"
    shown = kari.get(page).content.decode()
    for told in ("The secretariat has it", "The secretariat accepts it", "notat.pdf"):
        assert told in shown, told
    assert "Waits for the secretariat" in browser.get(WORK).content.decode()
    assert browser.post(f"{page}flytt/ask/", {"reason": "Hvor mange?"}).status_code == 302
    (asked,) = letters("case/")
    assert "Hvor mange?" in asked.text
    assert "/arbeid/saker/egenbetaling/" in asked.text
    assert "Hvor mange?" in kari.get(page).content.decode()
    nothing = {"question": "Hvem informerer?", "background": "Pasienter spør."}
    refused = kari.post(f"{page}svar/", nothing)
    assert refused.status_code == 422
    answered = kari.post(f"{page}svar/", {**nothing, "answer": "Rundt tretti i året."})
    assert answered.status_code == 302
    assert "Rundt tretti i året." in browser.get(WORK).content.decode()
    assert browser.post(f"{page}flytt/return/", {"reason": "Ta det med NAV"}).status_code == 302
    returned = kari.get(page).content.decode()
    for told in ("Ta det med NAV", "Rundt tretti i året.", "ny/?fra=egenbetaling"):
        assert told in returned, told
    assert kari.get(f"{page}svar/").status_code == 404
    again = kari.get(f"{WORK}ny/?fra=egenbetaling").content.decode()
    assert "Pasienter spør." in again
    first = Case.objects.get()
    more = {**sent, "title": "Egenbetaling igjen", "follows": first.pk, "attached": ""}
    assert kari.post(f"{WORK}ny/", more).status_code == 302
    assert list(Case.objects.get(slug="egenbetaling-igjen").follows.all()) == [first]


def test_a_user_representative_raises_a_case_for_the_users(
    partnership: Partnership, council: Body, kari: Client
) -> None:
    users = Party.objects.create(
        partnership=partnership, slug="brukere", name="Brukerne", kind="user_organisation"
    )
    seat = Seat.objects.create(
        partnership=partnership, body=council, slug="bruker", label="Brukerrepresentant",
        role="observer", order=1, represents_party=users,
    )  # fmt: skip
    user = signed_in(partnership, "bo@example.no", "reporter", users)
    person = Person.objects.get(user=user)
    Term.objects.create(partnership=partnership, seat=seat, person=person)
    client = english(user)
    sent = {"sender": f"plass-{seat.pk}", "title": "Tolk", "question": "Hvem bestiller tolk?"}
    assert client.post(f"{WORK}ny/", sent).status_code == 302
    case = Case.objects.get()
    assert (case.proposed_by, case.proposing_body) == ("Brukerrepresentant (FR)", council)
    assert client.get(f"{WORK}tolk/").status_code == 200
    assert kari.get(f"{WORK}tolk/").status_code == 404


def test_others_are_asked_by_a_day_and_what_came_stands_with_the_case(
    partnership: Partnership, secretary: Actor, verdal: Party, council: Body, network: Body,
    kari: Client, browser: Client,
) -> None:  # fmt: skip
    case = Case.objects.create(
        partnership=partnership, slug="sak", title="Sak", state="accepted", body=council,
        question="Hva nå?",
    )  # fmt: skip
    page = f"{WORK}sak/innspill/"
    asked = {"question": "Hva mener dere?", "due_on": str(today() + 7 * DAY)}
    assert browser.post(page, asked).status_code == 422, "somebody must be asked"
    given = {**asked, "bodies": network.pk, "parties": verdal.pk}
    assert kari.post(page, given).status_code == 403
    assert browser.post(page, given).status_code == 302
    to = {one.to: one.text for one in letters("case-input/")}
    assert set(to) == {"nina@example.no", "kari@example.no"}
    owed = list(Commitment.objects.filter(process="case-input").order_by("pk"))
    assert [str(one.owners.get()) for one in owed] == ["NV", "Verdal"]
    inbox = kari.get("/hf/prove/arbeid/innboks/").content.decode()
    answer = f"/hf/prove/arbeid/innspill/{owed[1].pk}/"
    assert answer in inbox
    assert kari.get(f"/hf/prove/arbeid/innspill/{owed[0].pk}/").status_code in (403, 404)
    empty = kari.post(answer, {"done": ""})
    assert empty.status_code == 422
    sent = {"done": "Kommunen er for.", "attached": SimpleUploadedFile("svar.pdf", PDF)}
    assert kari.post(answer, sent).status_code == 302
    owed[1].refresh_from_db()
    assert owed[1].closed_as == Commitment.ClosedAs.DONE
    open_page = english().get("/hf/prove/saker/sak/").content.decode()
    assert "Kommunen er for." in open_page
    assert "1 of 2 answered" in open_page
    assert "Waits for an answer" in open_page
    assert "svar.pdf" not in open_page, "files of an answer are for those signed in"
    assert "svar.pdf" in browser.get(f"{WORK}sak/").content.decode()
    Commitment.objects.filter(pk=owed[0].pk).update(
        source_on=today() - 9 * DAY, due_on=today() - DAY
    )
    InputRequest.objects.update(asked_on=today() - 9 * DAY, due_on=today() - DAY)
    actions.move_case(by=secretary, case=case, name="close case")
    assert "Did not answer" in browser.get(f"{WORK}sak/").content.decode()
    log = browser.get("/hf/prove/arbeid/logg/").content.decode()
    assert "Asked on" in log
    assert "asked_on" not in log
    wrongs: tuple[dict[str, Any], ...] = (
        {"bodies": [council]}, {"due_on": today() - DAY, "bodies": [network]}, {"bodies": []}
    )  # fmt: skip
    for wrong in wrongs:
        with pytest.raises(ValidationError):
            actions.ask_for_input(
                by=secretary, case=case, question="?", **{"due_on": today(), **wrong}
            )


def test_an_exempt_file_leaves_no_trace_and_an_open_one_is_anyone_s(
    partnership: Partnership, secretary: Actor, verdal: Party, council: Body, browser: Client,
    kari: Client, django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    Case.objects.create(
        partnership=partnership, slug="sak", title="Sak", state="accepted", body=council,
        proposer=verdal,
    )  # fmt: skip
    page = f"{WORK}sak/filer/"
    assert kari.get(page).status_code == 403, "accepted, it is the secretariat's to keep"
    for name, statute in (("apen.pdf", ""), ("hemmelig.pdf", "offentleglova § 13")):
        file = SimpleUploadedFile(name, PDF + name.encode())
        sent = {"attached": file, "exempt_statute": statute}
        assert browser.post(page, sent).status_code == 302
    opened, exempt = CaseFile.objects.all()
    shown = Client().get("/hf/prove/saker/sak/").content.decode()
    for address in ("/hf/prove/saker/sak/", "/hf/prove/saker/", "/hf/prove/sok/?q=hemmelig"):
        told = Client().get(address).content.decode()
        assert exempt.key not in told, address
        assert "hemmelig.pdf" not in told, address
    assert f"/saker/filer/{opened.key}/" in shown
    assert opened.key[:4] != exempt.key[:4], "no address tells how many there are"
    got = Client().get(f"/hf/prove/saker/filer/{opened.key}/")
    assert got.status_code == 200
    assert got["Content-Disposition"] == 'attachment; filename="apen.pdf"'
    assert Client().get(f"/hf/prove/saker/filer/{exempt.key}/").status_code == 404
    own = f"{WORK}filer/{exempt.key}/"
    assert kari.get(own).status_code == 200, "who raised it reads its files"
    another = Party.objects.create(partnership=partnership, slug="frosta", name="Frosta")
    other = english(signed_in(partnership, "ola@example.no", "contact", another))
    assert other.get(own).status_code == 404
    assert browser.post(f"{own}unnta/", {"statute": ""}).status_code == 302
    assert Client().get(f"/hf/prove/saker/filer/{exempt.key}/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(f"{own}fjern/", {"reason": "Feil fil"}).status_code == 302
    assert not exempt.path.exists()
    assert Client().get(f"/hf/prove/saker/filer/{exempt.key}/").status_code == 404
    Case.objects.update(is_public=False, exempt_statute="offentleglova § 13")
    assert Client().get(f"/hf/prove/saker/filer/{opened.key}/").status_code == 404


def test_what_a_case_is_about_is_found_and_tied_one_by_one(
    partnership: Partnership, verdal: Party, kari: Client
) -> None:
    PatientGroup.objects.create(partnership=partnership, slug="barn", name="Barn og unge")
    case = Case.objects.create(
        partnership=partnership, slug="sak", title="Sak", proposer=verdal, question="Hva?"
    )
    page = f"{WORK}sak/gjelder/"
    found = kari.get(f"{page}?q=barn").content.decode()
    assert "Barn og unge" in found
    group = PatientGroup.objects.get()
    tied = {"kind": "patient_groups", "record": group.pk, "do": "tie"}
    assert kari.post(page, tied).status_code == 302
    assert kari.post(page, {**tied, "kind": "parties", "record": verdal.pk}).status_code == 302
    assert (case.patient_groups.get(), case.parties.get()) == (group, verdal)
    assert kari.post(page, {**tied, "do": "untie"}).status_code == 302
    assert not case.patient_groups.exists()
    assert kari.post(page, {"kind": "hva", "record": "x"}).status_code == 302


def test_the_parties_concerned_are_told_when_minutes_are_approved(
    partnership: Partnership, secretary: Actor, verdal: Party, council: Body, kari: Client
) -> None:
    case = Case.objects.create(
        partnership=partnership, slug="sak", title="Kurs", state="accepted", body=council, year=2026
    )
    secret = Case.objects.create(
        partnership=partnership, slug="hemmelig", title="Hemmelig", state="accepted",
        is_public=False, exempt_statute="offl. § 13",
    )  # fmt: skip
    meeting = actions.plan_meeting(
        by=secretary, meeting=Meeting(partnership=partnership, date=today()), bodies=[council]
    )
    for one in (case, secret):
        actions.add_item(by=secretary, meeting=meeting, case=one)
    actions.move_meeting(by=secretary, meeting=meeting, name="hold")
    for item in meeting.items.all():
        actions.treat(
            by=secretary, item=item, outcome="decided", decision=f"Ja til {item}", exception="Hast"
        )
    for name in ("begin minutes", "send minutes"):
        actions.move_minutes(by=secretary, meeting=meeting, name=name)
    assert letters("meeting/") == []
    actions.move_minutes(by=secretary, meeting=meeting, name="approve minutes")
    (told,) = letters("meeting/")
    assert told.to == "kari@example.no"
    assert "Ja til Kurs" in told.text
    assert "Hemmelig" not in told.text
    case.refresh_from_db()
    assert case.told_on == today()
    assert "Ja til Kurs" in kari.get("/hf/prove/arbeid/").content.decode()
    earlier = today() - datetime.timedelta(days=30)
    Case.objects.filter(pk=case.pk).update(told_on=earlier)
    tell_decisions(meeting)
    case.refresh_from_db()
    assert case.told_on == earlier, "the day when they were told first"
    Case.objects.filter(pk=case.pk).update(told_on=None)
    Person.objects.update(email="", user=None)
    assert tell_decisions(meeting) == 0
    case.refresh_from_db()
    assert case.told_on is None, "nobody could be reached"


def test_only_who_raised_a_case_completes_it_and_only_before_it_is_accepted(
    partnership: Partnership, secretary: Actor, verdal: Party, council: Body
) -> None:
    """The table of what is not the secretariat's: state × role, another helsefellesskap too."""
    elsewhere = Partnership.objects.create(slug="annet", name="Annet", short_name="A")
    actors = {
        "contact": (contact_of(verdal), ("raised", "asked")),
        "seated in who has it": (sitting_in(partnership, council.pk), ()),
        "secretariat": (secretary, ("raised", "asked")),
        "contact elsewhere": (
            actor_of(signed_in(elsewhere, "x@example.no", "secretariat"), partnership, today()), ()
        ),
    }  # fmt: skip
    for role, (actor, states) in actors.items():
        for state in ("raised", "asked", "returned", "accepted", "closed"):
            case = Case.objects.create(
                partnership=partnership, slug=f"{state}-{actor.name}-{role}".replace(" ", "-")[:90],
                title="Sak", state=state, proposer=verdal, body=council, question="Hva?",
            )  # fmt: skip
            told = (role, state)
            given = {"by": actor, "case": case, "question": "Hva?", "answer": "Slik."}
            if state in states:
                assert actions.answer_case(**given).state == "raised", told
                continue
            with pytest.raises((PermissionDenied, ValidationError)):
                actions.answer_case(**given)
