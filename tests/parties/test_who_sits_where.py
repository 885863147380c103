"""Who sits where is told in the list of people and on a party's page, where it is confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from django_scopes import scope

from samspill.bodies.models import Seat
from samspill.common.models import Partnership
from samspill.parties.models import Assignment, Party, Person
from tests.factories.folders import loaded
from tests.secretariat import signed_in

pytestmark = pytest.mark.django_db
FILES = {
    "partnership.yaml": (
        "slug: prove\nname: Prøve\nshort_name: Prøve\nsides: [{id: k, name: Kommunene}]\n"
        "tiers: [{id: t, name: Nivå}]\n"
    ),
    "parties.yaml": (
        "parties:\n"
        "  - {id: by, kind: municipality, name: By, side: k}\n"
        "  - {id: vik, kind: municipality, name: Vik, side: k}\n"
    ),
    "persons.yaml": "persons: [{id: ada, name: Ada}, {id: bo, name: Bo}, {id: eva, name: Eva}]\n",
    "bodies/rad.yaml": (
        "id: rad\nname: Rådet\ntier: t\nseats:\n"
        "  - {id: en, label: En, side: k, represents: {party: by}, terms: [{person: ada}]}\n"
        "  - {id: to, label: To, side: k, represents: {party: by}, terms: "
        "[{person: bo, to: 2019-12-31}]}\n"
        "offices: [{office: chair, seat: en}]\n"
    ),
    "bodies/utvalg.yaml": (
        "id: utvalg\nname: Utvalget\ntier: t\nseats:\n"
        "  - {id: leder, label: Leder i rådet, side: k, represents: {office: chair, body: rad}}\n"
    ),
}


@pytest.fixture
def prove(tmp_path: Path) -> Iterator[Partnership]:
    partnership = loaded(tmp_path, FILES)
    with scope(partnership=partnership), translation.override("nb"):
        yield partnership


def browser(partnership: Partnership, kind: str, party: Party | None = None) -> Client:
    client = Client()
    user = signed_in(partnership, f"{kind}@example.no", kind, party)
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def plain(client: Client, address: str) -> str:
    page = client.get(f"/hf/prove/arbeid/{address}").content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page.partition("<main")[2]))


def test_the_list_of_people_tells_seats_and_offices_and_leaves_out_what_nobody_has(
    prove: Partnership,
) -> None:
    desk = browser(prove, Assignment.Kind.SECRETARIAT)
    page = plain(desk, "folk/")
    assert "Ada (oppdiktet) Medlem (Rådet), Leder (Rådet), Medlem (Utvalget) Nei" in page
    assert "Bo (oppdiktet) – Nei" in page
    assert "Arbeider i" not in page
    Person.objects.filter(slug="bo").update(party=Party.objects.get(slug="vik"))
    page = plain(desk, "folk/")
    assert "Arbeider i" in page
    assert "Bo (oppdiktet) Vik– Nei" in page


def test_what_a_contact_person_confirms_is_what_the_page_shows(prove: Partnership) -> None:
    by = Party.objects.get(slug="by")
    page = plain(browser(prove, Assignment.Kind.CONTACT, by), "folk/parter/by/")
    assert "Rådet: Ada" in page
    assert "Alt dette stemmer" in page
    assert "Ingen er ført opp" in page


def test_where_there_is_nothing_to_look_through_no_confirmation_is_asked_for(
    prove: Partnership,
) -> None:
    page = plain(browser(prove, Assignment.Kind.SECRETARIAT), "folk/parter/vik/")
    assert "Hvem taler for" not in page
    assert "Alt dette stemmer" not in page
    assert "Se gjennom" not in page


def test_the_party_of_the_half_filled_appointment_goes_along_to_the_new_person(
    prove: Partnership,
) -> None:
    desk, vik = browser(prove, Assignment.Kind.SECRETARIAT), Party.objects.get(slug="vik")
    seat = Seat.objects.get(slug="to")
    address = f"/hf/prove/arbeid/organer/rad/plasser/{seat.pk}/oppnevn/"
    answer = desk.post(address, {"aside": "person", "party": vik.pk, "holder": "Ordfører"})
    assert answer.status_code == 303
    page = desk.get(answer["Location"]).content.decode()
    assert re.search(rf'<option value="{vik.pk}"\s+selected', page)
    page = desk.get(f"{answer['Location'].partition('?')[0]}?party=abc").content.decode()
    assert page.count(" selected") == desk.get("/hf/prove/arbeid/folk/ny/").content.decode().count(
        " selected"
    )
