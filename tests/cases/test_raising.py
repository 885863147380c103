"""A case from who raises it until it is accepted, returned, or raised anew."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samspill.bodies.models import Body, Seat, Term
from samspill.cases.models import Case, CaseTemplate
from samspill.common.models import Partnership
from samspill.documents.models import PatientGroup
from samspill.parties.models import Party, Person
from tests.cases.raising import WORK, english, letters
from tests.commitments.files import PDF
from tests.secretariat import signed_in


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
