"""Input to a plan: sent for a party or a body, linked and answered by the secretariat, public."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django_scopes import scope

from samspill.accounts import actions as accounts
from samspill.accounts.models import User
from samspill.bodies.models import Body, Office, Role, Seat, Term
from samspill.common.actors import Actor, Held
from samspill.common.models import AuditEntry, Partnership, today
from samspill.common.permissions import NotAllowed
from samspill.mail.models import Message
from samspill.parties import actions as parties
from samspill.parties.models import Party, Person
from samspill.plans import actions
from samspill.plans.models import PlanEdition, PlanInput

pytestmark = pytest.mark.django_db
BASE = "/hf/eksempel/arbeid/planer/handlingsplan-2025-2028"
PUBLIC = "/hf/eksempel/handlingsplan/handlingsplan-2025-2028/innspill/"
SAID = "Vi ber om felles opplæring.\n\nGjerne hver høst."


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("eksempel")


@pytest.fixture
def eksempel(data: None, db: None) -> Partnership:
    """With the edition 2027 on hearing, beside the one that runs."""
    found = Partnership.objects.get(slug="eksempel")
    with scope(partnership=found):
        by = secretariat(found)
        actions.move(by=by, edition=edition("2027"), name="send")
    return found


def edition(slug: str) -> PlanEdition:
    return PlanEdition.objects.get(slug=slug)


def secretariat(partnership: Partnership) -> Actor:
    return Actor("test", partnership=partnership.pk, roles=(Held("secretariat"),))


def somebody(partnership: Partnership, name: str, kind: str, party: Party | None = None) -> Client:
    user = User(email=f"{name.lower()}@example.no", name=name)
    user.set_password("elleve rolige hester")
    user.save()
    accounts.own_address(user)
    by = secretariat(partnership)
    person = Person(partnership=partnership, name=name, user=user, email=user.email, party=party)
    parties.save_person(by=by, person=person)
    parties.give_role(by=by, person=person, kind=kind, party=party)
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    client.cookies["sprak"] = "en"
    return client


def municipality(place: int = 0) -> Party:
    return Party.objects.municipalities().members_on(today())[place]


def speaker(partnership: Partnership, party: Party, kind: str = "contact") -> Actor:
    return Actor("X", partnership=partnership.pk, roles=(Held(kind, "party", party.pk),))


def test_a_contact_person_sends_for_the_own_party_and_all_can_read_it(
    eksempel: Partnership, client: Client
) -> None:
    with scope(partnership=eksempel):
        party, other = municipality(0), municipality(1)
        contact = somebody(eksempel, "Kari", "contact", party)
    shown = contact.get(f"{BASE}/2027/innspill/nytt/").content.decode()
    assert f"part-{party.pk}" in shown
    assert f"part-{other.pk}" not in shown
    sent = {"sender": f"part-{party.pk}", "text": SAID}
    assert contact.post(f"{BASE}/2027/innspill/nytt/", sent).status_code == 302
    with scope(partnership=eksempel):
        record = PlanInput.objects.get(edition__slug="2027")
        assert (record.party, record.sender, record.received_on) == (party, party.name, today())
        assert AuditEntry.objects.filter(action="submit", object_id=record.pk).count() == 1
    public = client.get(PUBLIC).content.decode()
    assert "<p>Gjerne hver høst.</p>" in public
    assert "Kari" not in public


def test_nobody_sends_for_another_party(eksempel: Partnership) -> None:
    with scope(partnership=eksempel):
        other = municipality(1)
        contact = somebody(eksempel, "Kari", "contact", municipality(0))
    sent = {"sender": f"part-{other.pk}", "text": SAID}
    assert contact.post(f"{BASE}/2027/innspill/nytt/", sent).status_code == 422
    with scope(partnership=eksempel):
        by, asked = speaker(eksempel, municipality(0)), edition("2027")
        with pytest.raises(NotAllowed):
            actions.submit_input(by=by, edition=asked, text=SAID, party=other)
        assert not PlanInput.objects.filter(edition__slug="2027").exists()


def test_a_member_sends_for_the_body(eksempel: Partnership) -> None:
    with scope(partnership=eksempel):
        body, other = Body.objects.all()[:2]
        by = Actor("X", partnership=eksempel.pk, roles=(Held("member", "body", body.pk),))
        record = actions.submit_input(by=by, edition=edition("2027"), text=SAID, body=body)
        assert record.sender == body.name
        with pytest.raises(NotAllowed):
            actions.submit_input(by=by, edition=edition("2027"), text=SAID, body=other)


@pytest.mark.parametrize("state", ["draft", "adopted"])
def test_a_draft_is_not_seen_and_what_is_adopted_takes_no_more(
    eksempel: Partnership, state: str
) -> None:
    with scope(partnership=eksempel):
        by, party = secretariat(eksempel), municipality()
        if state == "draft":
            actions.move(by=by, edition=edition("2027"), name="take_back")
        else:
            actions.move(
                by=by, edition=edition("2027"), name="adopt", adopted_on=datetime.date(2026, 11, 1),
                adopted_by=Body.objects.get(slug="partnerskapsmotet"),
            )  # fmt: skip
        contact = somebody(eksempel, "Kari", "contact", party)
        with pytest.raises(NotAllowed):
            actions.submit_input(
                by=speaker(eksempel, party), edition=edition("2027"), text=SAID, party=party
            )
    answer = contact.get(f"{BASE}/2027/innspill/nytt/")
    assert answer.status_code == (404 if state == "draft" else 403)


def test_input_without_a_text_or_a_sender_is_asked_again(eksempel: Partnership) -> None:
    with scope(partnership=eksempel):
        by, party, body = secretariat(eksempel), municipality(), Body.objects.first()
        asked = edition("2027")
        with pytest.raises(ValidationError):
            actions.submit_input(by=by, edition=asked, text=" ", party=party)
        with pytest.raises(ValidationError):
            actions.submit_input(by=by, edition=asked, text=SAID)
        with pytest.raises(ValidationError):
            actions.submit_input(by=by, edition=asked, text=SAID, party=party, body=body)
        assert not PlanInput.objects.filter(edition__slug="2027").exists()


def given(partnership: Partnership, **sender: Any) -> PlanInput:
    by = secretariat(partnership)
    return actions.submit_input(by=by, edition=edition("2027"), text=SAID, **sender)


def test_the_secretariat_links_it_and_tells_the_sender_once(
    eksempel: Partnership, client: Client
) -> None:
    with scope(partnership=eksempel):
        somebody(eksempel, "Kari", "contact", municipality(0))
        somebody(eksempel, "Ola", "contact", municipality(1))
        siri = somebody(eksempel, "Siri", "secretariat")
        record = given(eksempel, party=municipality(0))
        measure = record.edition.measures.all()[0]
    page = siri.get(f"{BASE}/2027/innspill/{record.pk}/")
    sent = {
        "version": page.context["form"].initial["version"],
        "measures": [measure.pk],
        "focus_areas": [measure.area_id],
        "outcome": "Tatt inn som tiltak.",
    }
    assert siri.post(f"{BASE}/2027/innspill/{record.pk}/", sent).status_code == 302
    with scope(partnership=eksempel):
        assert list(record.measures.all()) == [measure]
        assert [one.pk for one in record.focus_areas.all()] == [measure.area_id]
        (letter,) = Message.objects.filter(key__startswith=f"input/{record.pk}/")
        assert letter.to == "kari@example.no"
        assert "Tatt inn som tiltak." in letter.text
        again = PlanInput.objects.get(pk=record.pk)
        actions.answer_input(by=secretariat(eksempel), record=again, focus_areas=[],
                             measures=[measure], outcome="Tatt inn som tiltak.")  # fmt: skip
        assert Message.objects.filter(key__startswith=f"input/{record.pk}/").count() == 1
    public = client.get(PUBLIC).content.decode()
    assert "Tatt inn som tiltak." in public
    assert f"<dd>{measure.number}</dd>" in public


def test_a_body_is_told_by_way_of_its_chair(eksempel: Partnership) -> None:
    with scope(partnership=eksempel):
        body = Body.objects.get(slug="partnerskapsmotet")
        seat = Seat.objects.create(
            partnership=eksempel, body=body, slug="leder-x", label="Leder", role=Role.MEMBER
        )
        Office.objects.filter(body=body, kind="chair").delete()
        Office.objects.create(partnership=eksempel, body=body, seat=seat, kind="chair")
        person = Person.objects.create(
            partnership=eksempel, slug="leder-x", name="Leder", email="leder@example.no"
        )
        Term.objects.create(partnership=eksempel, seat=seat, person=person, valid_from=today())
        record = given(eksempel, body=body)
        actions.answer_input(by=secretariat(eksempel), record=record, focus_areas=[],
                             measures=[], outcome="Avslått.")  # fmt: skip
        to = Message.objects.filter(key__startswith=f"input/{record.pk}/")
        assert "leder@example.no" in [message.to for message in to]


def test_two_who_answer_at_once_lose_nothing(eksempel: Partnership) -> None:
    with scope(partnership=eksempel):
        siri = somebody(eksempel, "Siri", "secretariat")
        record = given(eksempel, party=municipality())
    address = f"{BASE}/2027/innspill/{record.pk}/"
    version = siri.get(address).context["form"].initial["version"]
    assert siri.post(address, {"version": version, "outcome": "Først."}).status_code == 302
    late = siri.post(address, {"version": version, "outcome": "Etterpå."})
    assert late.status_code == 409
    assert "Først." in late.content.decode()
    assert "Etterpå." in late.content.decode()


def test_a_link_to_another_edition_is_refused(eksempel: Partnership) -> None:
    with scope(partnership=eksempel):
        record = given(eksempel, party=municipality())
        elsewhere = edition("2025").measures.all()[0]
        with pytest.raises(ValidationError):
            actions.answer_input(by=secretariat(eksempel), record=record, focus_areas=[],
                                 measures=[elsewhere], outcome="")  # fmt: skip
        with pytest.raises(NotAllowed):
            actions.answer_input(by=speaker(eksempel, municipality()), record=record,
                                 focus_areas=[], measures=[], outcome="Vi vant.")  # fmt: skip
