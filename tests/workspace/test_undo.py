"""What was just written can be undone: whole, by whom may, and never over somebody else's work."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.utils import timezone, translation
from django_scopes import scope

from samspill.bodies.models import Seat, Term
from samspill.common.models import AuditEntry, Partnership, today
from samspill.parties.models import ContactPoint, Party
from tests.commitments.conftest import World, make_world

pytestmark = pytest.mark.django_db
BASE = "/hf/prove/arbeid"
MONTH = datetime.timedelta(days=31)


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = Partnership.objects.create(slug="prove", name="Prøve", short_name="Prøve")
    with scope(partnership=made), translation.override("en"):
        found = make_world(made)
        found.assigned("Siri", "secretariat")
        found.assigned("Kari", "contact", found.storvik)
        yield found


def browser_of(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.people[name].user)
    client.cookies["sprak"] = "en"
    return client


@pytest.fixture
def siri(world: World) -> Client:
    return browser_of(world, "Siri")


def seat_of(world: World) -> Seat:
    return Seat.objects.create(
        partnership=world.partnership, body=world.council, slug="leder", label="Leder",
        holders_recorded=True,
    )  # fmt: skip


def offered(client: Client) -> str:
    """The address that the next page offers to undo at; empty when it offers none."""
    page = client.get(f"{BASE}/").content.decode()
    found = re.search(rf'"({BASE}/angre/[\d,]+/)"', page)
    return found[1] if found else ""


def end_both(client: Client, *parties: Party) -> None:
    sent = {"id": [str(one.pk) for one in parties], "last_day": today().isoformat()}
    assert client.post(f"{BASE}/register/parter/avslutt/", sent).status_code == 302


def test_a_bulk_act_is_undone_as_one(world: World, siri: Client) -> None:
    end_both(siri, world.storvik, world.litlevik)
    address = offered(siri)
    assert address.count(",") == 1
    page = siri.get(address).content.decode()
    assert "Storvik" in page
    assert "Litlevik" in page
    assert Party.objects.filter(valid_to=today()).count() == 2
    assert siri.post(address).status_code == 302
    assert not Party.objects.filter(valid_to__isnull=False).exists()
    assert AuditEntry.objects.filter(action="undo").count() == 2
    assert AuditEntry.objects.filter(action="end").count() == 2


def test_it_is_offered_once_and_only_beside_what_was_done(world: World, siri: Client) -> None:
    assert offered(siri) == ""
    end_both(siri, world.storvik)
    assert offered(siri)
    assert offered(siri) == ""


def test_an_undone_change_can_be_done_again(world: World, siri: Client) -> None:
    end_both(siri, world.storvik)
    siri.post(offered(siri))
    siri.post(offered(siri))
    assert Party.objects.get(pk=world.storvik.pk).valid_to == today()


def test_an_appointment_is_undone_with_the_end_of_the_term_before(
    world: World, siri: Client
) -> None:
    seat = seat_of(world)
    first = Term.objects.create(partnership=world.partnership, seat=seat, holder="Rådgiver")
    sent = {
        "holder": "Kommunedirektør", "valid_from": today().isoformat(), "end_previous": "on",
        "meant": "1",
    }  # fmt: skip
    path = f"{BASE}/organer/{world.council.slug}/plasser/{seat.pk}/oppnevn/"
    assert siri.post(path, sent).status_code == 302
    assert Term.objects.filter(seat=seat).count() == 2
    assert siri.post(offered(siri)).status_code == 302
    only = Term.objects.get(seat=seat)
    assert (only.pk, only.valid_to) == (first.pk, None)


def test_what_was_removed_comes_back(world: World, siri: Client) -> None:
    point = ContactPoint.objects.create(
        partnership=world.partnership,
        party=world.storvik,
        slug="post",
        title="Post",
        email="post@example.no",
    )
    before = ContactPoint.objects.values().get(pk=point.pk)
    path = f"{BASE}/register/kontaktpunkter/{point.pk}/fjern/"
    assert siri.post(path, {"reason": "A mistake"}).status_code == 302
    assert not ContactPoint.objects.exists()
    assert siri.post(offered(siri)).status_code == 302
    assert ContactPoint.objects.values().get() == before


def test_what_was_changed_since_is_left_alone(world: World, siri: Client) -> None:
    end_both(siri, world.storvik)
    address = offered(siri)
    world.assigned("Ola", "secretariat")
    other = browser_of(world, "Ola")
    later = today() + MONTH
    sent = {"id": str(world.storvik.pk), "last_day": later.isoformat()}
    assert other.post(f"{BASE}/register/parter/avslutt/", sent).status_code == 302
    answer = siri.post(address)
    assert answer.status_code == 422
    assert "has been changed since, by Ola" in answer.content.decode()
    assert Party.objects.get(pk=world.storvik.pk).valid_to == later


def test_what_was_long_ago_is_ended_and_not_undone(world: World, siri: Client) -> None:
    end_both(siri, world.storvik)
    entry = AuditEntry.objects.get(action="end")
    address = f"{BASE}/angre/{entry.pk}/"
    assert siri.get(address).content.decode().count("too long ago") == 0
    with time_machine.travel(timezone.now() + MONTH):
        siri = browser_of(world, "Siri")
        assert "too long ago" in siri.post(address).content.decode()
    assert Party.objects.get(pk=world.storvik.pk).valid_to == today()


def test_nobody_undoes_what_they_may_not_change(world: World, siri: Client) -> None:
    end_both(siri, world.storvik)
    address = offered(siri)
    kari = browser_of(world, "Kari")
    assert kari.get(address).status_code == 404
    assert kari.post(address).status_code == 404
    assert Party.objects.get(pk=world.storvik.pk).valid_to == today()


def test_what_does_more_than_it_tells_is_not_undone_here(world: World, siri: Client) -> None:
    entry = AuditEntry.objects.create(
        partnership=world.partnership, by="Siri", action="merge", model="parties.party",
        object_id=world.storvik.pk, object="Storvik", before={"name": "X"}, after={"name": "Y"},
    )  # fmt: skip
    answer = siri.post(f"{BASE}/angre/{entry.pk}/")
    assert answer.status_code == 422
    assert "cannot be undone here" in answer.content.decode()


@pytest.mark.parametrize("named", [",", "0", "x", "99999999999999999999", "1,,x"])
def test_an_address_that_names_no_change_is_not_found(siri: Client, named: str) -> None:
    assert siri.get(f"{BASE}/angre/{named}/").status_code == 404


def test_a_change_of_another_helsefellesskap_is_not_found(world: World, siri: Client) -> None:
    other = Partnership.objects.create(slug="annen", name="Annen", short_name="Annen")
    with scope(partnership=other):
        theirs = AuditEntry.objects.create(
            partnership=other, by="X", action="add", model="parties.party", object_id=1,
            user=world.people["Siri"].user.pk,  # type: ignore[union-attr]
        )  # fmt: skip
    for method in (siri.get, siri.post):
        assert method(f"{BASE}/angre/{theirs.pk}/").status_code == 404


def test_the_page_of_a_record_offers_it_while_it_can_be_done(world: World, siri: Client) -> None:
    end_both(siri, world.storvik)
    path = f"{BASE}/register/parter/{world.storvik.pk}/"
    assert "Undo the last change" in siri.get(path).content.decode()
    with time_machine.travel(timezone.now() + MONTH):
        siri = browser_of(world, "Siri")
        assert "Undo the last change" not in siri.get(path).content.decode()
