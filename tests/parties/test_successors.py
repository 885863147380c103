"""What hangs on a municipality that has ended is found with the one that took over."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django_scopes import scope

from samspill.bodies.models import Body
from samspill.bodies.scope import concerned
from samspill.common.models import Partnership
from samspill.parties.left_behind import left_behind, to_read
from samspill.parties.models import (
    Assignment,
    ContactPoint,
    Facility,
    Party,
    PartySuccession,
    Person,
    Region,
    RegionMembership,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = datetime.date(2026, 11, 30)


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("nordre-trondelag")


@pytest.fixture
def nordre(data: None, db: None) -> Iterator[Partnership]:
    partnership = Partnership.objects.get(slug="nordre-trondelag")
    with scope(partnership=partnership):
        yield partnership


def beds(client: Client, slug: str, day: str = "2026-11-30") -> dict[str, list[str]]:
    answer = client.get(f"/hf/nordre-trondelag/kommuner/{slug}/?dato={day}")
    return {one.name: others for one, others in answer.context["facilities"]}


def test_beds_go_to_the_municipality_that_took_over(nordre: Partnership, client: Client) -> None:
    """As the plan of 2018 has them: Fosnes 1, and Namdalseid 1 with Flatanger and Osen."""
    namsos = Party.objects.get(slug="namsos")
    for slug in ("ohd-fosnes", "ohd-namdalseid", "ohd-namsos"):
        Facility.objects.get(slug=slug).parties.remove(namsos)
    assert beds(client, "namsos") == {
        "Fosnes sykeheim": [],
        "Namdalseid helsehus": ["Flatanger", "Osen"],
        "Sykehjem i Namsos": [],
    }
    assert beds(client, "flatanger")["Namdalseid helsehus"] == ["Namsos", "Osen"]
    assert beds(client, "fosnes", "2019-06-01") == {"Fosnes sykeheim": []}
    assert beds(client, "flatanger", "2019-06-01")["Namdalseid helsehus"] == ["Namdalseid", "Osen"]


def test_what_went_over_in_parts_goes_to_nobody_by_itself(
    nordre: Partnership, client: Client
) -> None:
    fosnes = Party.objects.get(slug="fosnes")
    Facility.objects.get(slug="ohd-fosnes").parties.set([fosnes])
    PartySuccession.objects.filter(party=fosnes).update(part="den ene halvdelen")
    assert "Fosnes sykeheim" not in beds(client, "namsos")


def test_a_place_that_nobody_plainly_took_over_is_asked_about(
    nordre: Partnership, client: Client
) -> None:
    """Until the secretariat enters one of those who took over."""
    assert left() == []
    fosnes, namsos = (Party.objects.get(slug=slug) for slug in ("fosnes", "namsos"))
    place = Facility.objects.get(slug="ohd-fosnes")
    place.parties.set([fosnes])
    PartySuccession.objects.filter(party=fosnes).update(part="den ene halvdelen")
    assert left() == [("Fosnes sykeheim", "Fosnes", ["Namsos"])]
    place.parties.add(namsos)
    assert left() == []


def test_a_contact_point_goes_to_the_one_that_took_over(
    nordre: Partnership, client: Client
) -> None:
    fosnes = Party.objects.get(slug="fosnes")
    ContactPoint.objects.create(partnership=nordre, slug="f", title="Omsorgskontoret", party=fosnes)
    for address in ("/kommuner/namsos/", "/kontakt/"):
        page = " ".join(client.get(f"/hf/nordre-trondelag{address}").content.decode().split())
        assert "Omsorgskontoret" in page
        assert "Fosnes" in page
    assert left() == []
    PartySuccession.objects.filter(party=fosnes).delete()
    assert ("Omsorgskontoret", "Fosnes", []) in left()
    page = client.get("/hf/nordre-trondelag/kommuner/namsos/").content.decode()
    assert "Omsorgskontoret" not in page


def test_a_role_for_one_that_has_ended_is_asked_about(nordre: Partnership) -> None:
    """It gives rights, so it goes to nobody by itself."""
    fosnes = Party.objects.get(slug="fosnes")
    person = Person.objects.create(partnership=nordre, name="Kari Kontakt")
    Assignment.objects.create(partnership=nordre, person=person, kind="contact", party=fosnes)
    assert left() == [("Kari Kontakt", "Fosnes", [])]


def left() -> list[tuple[str, str, list[str]]]:
    read = {name: list(rows) for name, rows in to_read(TODAY).items()}
    return [
        (one.what, str(one.stands.before), [str(heir) for heir in one.stands.among])
        for one in left_behind(read, TODAY)
    ]


def test_a_region_that_is_ended_has_no_members_afterwards(
    nordre: Partnership, client: Client
) -> None:
    """Its memberships have no end of their own: that means «as the region»."""
    region = Region.objects.filter(memberships__party__slug="lierne", valid_to=None).get()
    last = datetime.date(2025, 12, 31)
    lierne = Party.objects.get(slug="lierne")
    body = Body.objects.create(partnership=nordre, slug="bare", name="Bare der")
    body.regions.set([region])
    region.valid_to = last
    region.save()

    def told(date: datetime.date) -> tuple[bool, bool, bool]:
        at = f"/hf/nordre-trondelag/kommuner/lierne/?dato={date}"
        return (
            RegionMembership.objects.on(date).filter(region=region, party=lierne).exists(),
            Party.objects.filter(concerned(body.pk, date), pk=lierne.pk).exists(),
            region.name in client.get(at).content.decode(),
        )

    assert told(last) == (True, True, True)
    assert told(TODAY) == (False, False, False)
