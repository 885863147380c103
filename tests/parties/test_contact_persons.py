"""A contact person keeps the party's people, and gets nobody's other role with them."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client

from samspill.accounts.models import User
from samspill.bodies.models import Body, Seat, Term
from samspill.common.models import Partnership
from samspill.common.permissions import which
from samspill.parties.models import Assignment, Party, Person
from tests.cast import contact_of
from tests.secretariat import signed_in

pytestmark = pytest.mark.django_db
TYPED = {"name": "Kari", "email": "angriper@example.org", "phone": "", "gender": ""}


@pytest.fixture
def party(partnership: Partnership) -> Party:
    return Party.objects.create(
        partnership=partnership, slug="lierne", name="Lierne", kind=Party.Kind.MUNICIPALITY
    )


@pytest.fixture
def contact(partnership: Partnership, party: Party) -> Client:
    user = signed_in(partnership, "ola@example.no", Assignment.Kind.CONTACT, party)
    Person.objects.filter(user=user).update(party=party)
    browser = Client()
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return browser


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (Assignment.Kind.SECRETARIAT, 403),
        (Assignment.Kind.EDITOR, 403),
        (Assignment.Kind.REPORTER, 302),
    ],
)
def test_the_address_of_who_has_another_role_is_not_for_a_contact_person_to_change(
    contact: Client, partnership: Partnership, party: Party, kind: str, status: int
) -> None:
    about = party if kind in Assignment.FOR_A_PARTY else None
    other = signed_in(partnership, "kari@example.no", kind, about)
    person = Person.objects.get(user=other)
    Person.objects.filter(pk=person.pk).update(party=party, email="kari@example.no")
    address = f"/hf/{partnership.slug}/arbeid/folk/{person.pk}/endre/"
    answer = contact.post(address, {**TYPED, "party": party.pk})
    assert answer.status_code == status
    person.refresh_from_db()
    assert (person.email == "kari@example.no") is (status == 403)


def test_nor_that_of_who_runs_the_installation(
    contact: Client, partnership: Partnership, party: Party
) -> None:
    runs = User.objects.create(email="drift@example.no", name="Dag", is_operator=True)
    person = Person.objects.create(partnership=partnership, name="Dag", user=runs, party=party)
    address = f"/hf/{partnership.slug}/arbeid/folk/{person.pk}/endre/"
    assert contact.post(address, {**TYPED, "party": party.pk}).status_code == 403


def test_nor_that_of_a_colleague_who_sits_in_a_body_and_is_not_invited_yet(
    contact: Client, partnership: Partnership, party: Party
) -> None:
    """Whoever reads the mailbox would chair the body."""
    person = Person.objects.create(
        partnership=partnership, name="Kari", slug="kari", party=party, email="kari@example.no"
    )
    body = Body.objects.create(partnership=partnership, slug="rad", name="Rådet")
    seat = Seat.objects.create(partnership=partnership, body=body, slug="leder", label="Leder")
    address = f"/hf/{partnership.slug}/arbeid/folk/{person.pk}/endre/"
    assert contact.post(address, {**TYPED, "party": party.pk}).status_code == 302
    Term.objects.create(partnership=partnership, seat=seat, person=person)
    again = {**TYPED, "party": party.pk, "email": "angriper@example.com"}
    assert contact.post(address, again).status_code == 403
    person.refresh_from_db()
    assert person.email == "angriper@example.org"
    assert list(which(contact_of(party), Person.objects.all(), "change")) == [
        Person.objects.get(user__email="ola@example.no")
    ]


def test_who_cannot_be_reached_is_told_on_the_partys_page(
    contact: Client, partnership: Partnership, party: Party
) -> None:
    Person.objects.create(partnership=partnership, name="Eli", party=party)
    address = f"/hf/{partnership.slug}/arbeid/folk/parter/{party.slug}/"
    page = contact.get(address).content.decode()
    assert page.count("ingen e-postadresse: kan ikke nås") == 1
    assert "får ingen vite det på e-post" not in page
    reporter = signed_in(partnership, "mons@example.no", Assignment.Kind.REPORTER, party)
    contact.force_login(reporter, backend=settings.AUTHENTICATION_BACKENDS[0])
    page = contact.get(address).content.decode()
    assert "Kontaktpunkter" in page
    assert "Ingen er ført opp" not in page
    assert "Roller for denne parten" not in page
    Assignment.objects.all().delete()
    desk = signed_in(partnership, "siri@example.no", Assignment.Kind.SECRETARIAT, None)
    contact.force_login(desk, backend=settings.AUTHENTICATION_BACKENDS[0])
    page = contact.get(address).content.decode()
    assert "Når Lierne blir bedt om noe, får ingen vite det på e-post." in page


def test_the_address_of_a_sign_in_is_given_to_whoever_keeps_roles_and_to_the_person_alone(
    contact: Client, partnership: Partnership, party: Party
) -> None:
    user = signed_in(partnership, "kari@example.no", Assignment.Kind.REPORTER, party)
    Person.objects.filter(user=user).update(party=party, email="")
    Person.objects.create(
        partnership=partnership, name="Per", party=party, invited_email="per@example.no"
    )
    base = f"/hf/{partnership.slug}/arbeid/folk"
    own, invited = [f"{base}/{Person.objects.get(name=name).pk}/" for name in (user.name, "Per")]

    def pages() -> str:
        answers = [contact.get(one) for one in (f"{base}/parter/{party.slug}/", own, invited)]
        assert {one.status_code for one in answers} == {200}
        return "".join(one.content.decode() for one in answers)

    told = pages()
    assert "kari@example.no" not in told
    assert "per@example.no" not in told
    assert told.count("nås på innloggingsadressen") == 2
    assert re.search(r"<dd>\s*Åpen\s*</dd>", told)
    assert re.search(r"<dd>\s*Invitert\s*</dd>", told)
    contact.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert "kari@example.no" in contact.get(own).content.decode()
    desk = signed_in(partnership, "siri@example.no", Assignment.Kind.SECRETARIAT, None)
    contact.force_login(desk, backend=settings.AUTHENTICATION_BACKENDS[0])
    told = pages()
    assert "kari@example.no" in told
    assert "per@example.no" in told
