"""Several records ended at once, and the tour that is offered until it is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django_scopes import scope

from samspill.accounts.models import User
from samspill.common.actors import program
from samspill.common.models import AuditEntry, Partnership, today
from samspill.exchange.loading import load
from samspill.parties import actions
from samspill.parties.models import ContactPoint, Party, Person, Region

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def here() -> Iterator[Partnership]:
    load(ROOT / "data" / "nordre-trondelag", by="test")
    partnership = Partnership.objects.get(slug="nordre-trondelag")
    with scope(partnership=partnership):
        yield partnership


def signed_in(here: Partnership, kind: str) -> Client:
    user = User.objects.create(email=f"{kind}@example.no", name=kind)
    person = Person(partnership=here, name=kind, user=user, is_invented=True)
    actions.save_person(by=program("test"), person=person)
    party = Party.objects.municipalities()[0]
    actions.give_role(by=program("test"), person=person, kind=kind, party=party)
    client = Client()
    client.force_login(user)
    return client


def test_the_chosen_end_together_with_an_entry_each(here: Partnership) -> None:
    client = signed_in(here, "secretariat")
    page = client.get("/arbeid/register/regioner/").content.decode()
    chosen = list(Region.objects.on(today())[:2])
    assert all(f'name="id" value="{one.pk}"' in page for one in chosen)
    sent = {"id": [one.pk for one in chosen], "last_day": "2040-01-01", "reason": "Slutt"}
    address = "/arbeid/register/regioner/avslutt/"
    asked = client.get(address, {"id": sent["id"]}).content.decode()
    assert all(one.name in asked for one in chosen)
    assert client.post(address, sent).status_code == 302
    ended = Region.objects.filter(pk__in=sent["id"])
    assert {one.valid_to.isoformat() for one in ended if one.valid_to} == {"2040-01-01"}
    assert AuditEntry.objects.filter(action="end", reason="Slutt").count() == 2


def test_all_or_none_end_and_each_that_cannot_is_named(here: Partnership) -> None:
    client = signed_in(here, "secretariat")
    first, second = (
        ContactPoint.objects.create(partnership=here, slug=slug, title=slug, valid_from=day)
        for slug, day in (("gammelt", None), ("nytt", today()))
    )
    sent = {"id": [first.pk, second.pk], "last_day": "2001-01-01"}
    answer = client.post("/arbeid/register/kontaktpunkter/avslutt/", sent)
    assert answer.status_code == 422
    assert "Ingen ble avsluttet." in answer.content.decode()
    assert "nytt: " in answer.content.decode()
    assert "gammelt: " not in answer.content.decode()
    assert not ContactPoint.objects.filter(valid_to="2001-01-01").exists()


def test_who_may_not_end_is_offered_nothing_and_ends_nothing(here: Partnership) -> None:
    client = signed_in(here, "contact")
    assert "avslutt/" not in client.get("/arbeid/register/regioner/").content.decode()
    region = Region.objects.on(today())[0]
    sent = {"id": [region.pk], "last_day": "2040-01-01"}
    assert client.post("/arbeid/register/regioner/avslutt/", sent).status_code == 403
    region.refresh_from_db()
    assert region.valid_to is None


def test_nothing_chosen_says_what_to_do(here: Partnership) -> None:
    client = signed_in(here, "secretariat")
    answer = client.get("/arbeid/register/regioner/avslutt/?id=abc&id=999999")
    assert "Ingenting er valgt" in answer.content.decode()


def test_the_tour_is_offered_until_it_is_left(here: Partnership) -> None:
    client = signed_in(here, "contact")
    assert "/arbeid/omvisning/" in client.get("/arbeid/").content.decode()
    tour = client.get("/arbeid/omvisning/").content.decode()
    assert f"/arbeid/folk/parter/{Party.objects.municipalities()[0].slug}/" in tour
    assert "/arbeid/logg/" not in tour
    client.post("/arbeid/omvisning/")
    assert "Ta omvisningen" not in client.get("/arbeid/").content.decode()
