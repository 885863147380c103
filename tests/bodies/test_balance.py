"""Gender and region balance: told before somebody is appointed, where the body's rule asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation
from django_scopes import scope
from hypothesis import given
from hypothesis import strategies as st

from samspill.bodies.actions import doubts_about
from samspill.bodies.balance import least_of_each_gender
from samspill.bodies.models import CompositionRule, Seat, Term
from samspill.common.models import Partnership, today
from samspill.parties.models import Person, Region, RegionMembership
from tests.commitments.conftest import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> Iterator[World]:
    made = Partnership.objects.create(slug="prove", name="Prøve", short_name="Prøve")
    with scope(partnership=made), translation.override("en"):
        yield make_world(made)


def ruled(world: World, **asked: bool) -> None:
    CompositionRule.objects.create(partnership=world.partnership, body=world.council, **asked)


def seated(world: World, *genders: str) -> Seat:
    """A seat for each gender with somebody in it, and an empty one, which is given."""
    for number, gender in enumerate(genders):
        seat = _seat(world, f"plass-{number}")
        person = _person(world, f"p{number}", gender)
        Term.objects.create(partnership=world.partnership, seat=seat, person=person)
    return _seat(world, "ledig")


def _seat(world: World, slug: str, **more: object) -> Seat:
    return Seat.objects.create(
        partnership=world.partnership, body=world.council, slug=slug, label=slug,
        holders_recorded=True, **more,
    )  # fmt: skip


def _person(world: World, slug: str, gender: str = "", **more: object) -> Person:
    return Person.objects.create(
        partnership=world.partnership, slug=slug, name=slug, gender=gender, **more
    )


def doubts(seat: Seat, person: Person | None) -> list[str]:
    term = Term(partnership_id=seat.partnership_id, seat=seat, person=person, valid_from=today())
    return [doubt.text for doubt in doubts_about(term)]


@pytest.mark.parametrize(
    ("members", "least"),
    [(1, 0), (2, 1), (3, 1), (4, 2), (5, 2), (6, 3), (8, 3), (9, 4), (10, 4), (11, 5)],
)
def test_the_table_of_the_statute(members: int, least: int) -> None:
    assert least_of_each_gender(members) == least


@given(st.integers(min_value=0, max_value=500))
def test_the_least_of_each_can_always_be_met_and_never_falls(members: int) -> None:
    least = least_of_each_gender(members)
    assert 2 * least <= members
    assert least_of_each_gender(members + 1) >= least


def test_too_few_of_one_gender_is_told(world: World) -> None:
    seat = seated(world, "man", "man", "woman")
    ruled(world, both_genders=True)
    (said,) = doubts(seat, _person(world, "ny", "man"))
    assert "at least 2 of each gender among the 4 members" in said
    assert "1 women and 3 men" in said
    assert doubts(seat, _person(world, "ny-kvinne", "woman")) == []


def test_what_is_not_recorded_is_told_as_that(world: World) -> None:
    seat = seated(world, "man", "man", "woman")
    ruled(world, both_genders=True)
    (said,) = doubts(seat, _person(world, "ny"))
    assert "For 1 of them the gender is not recorded" in said


def test_whoever_sits_there_now_is_not_counted_beside_who_comes(world: World) -> None:
    seated(world, "man", "woman")
    ruled(world, both_genders=True)
    first = Seat.objects.get(slug="plass-0")
    (said,) = [one for one in doubts(first, _person(world, "ny", "woman")) if "gender" in one]
    assert "2 women and 0 men" in said


def test_no_rule_no_doubt(world: World) -> None:
    seat = seated(world, "man", "man")
    assert doubts(seat, _person(world, "ny", "man")) == []
    ruled(world)
    assert doubts(seat, _person(world, "enda-en", "man")) == []


def test_a_region_without_a_member_is_told(world: World) -> None:
    base = {"partnership": world.partnership}
    kyst = Region.objects.create(**base, slug="kyst", name="Kysten")
    fjell = Region.objects.create(**base, slug="fjell", name="Fjellet")
    innland = Region.objects.create(**base, slug="innland", name="Innlandet")
    for region, party in ((kyst, world.storvik), (fjell, world.litlevik)):
        RegionMembership.objects.create(**base, region=region, party=party)
    seat = _seat(world, "ny")
    other = _seat(world, "innland", represents_region=innland)
    Term.objects.create(**base, seat=other, holder="Rådgiver")
    ruled(world, every_region=True)
    (said,) = doubts(seat, _person(world, "a", party=world.storvik))
    assert "There would be none from Fjellet." in said
    RegionMembership.objects.create(**base, region=kyst, party=world.litlevik)
    assert "Fjellet" not in " ".join(doubts(seat, _person(world, "b", party=world.litlevik)))


def test_the_secretariat_is_told_once_and_may_go_on(world: World) -> None:
    seat = seated(world, "man", "man")
    ruled(world, both_genders=True)
    world.assigned("Siri", "secretariat")
    client = Client()
    client.force_login(world.people["Siri"].user)
    client.cookies["sprak"] = "en"
    path = f"/hf/prove/arbeid/organer/{world.council.slug}/plasser/{seat.pk}/oppnevn/"
    sent = {"person": _person(world, "ny", "man").pk, "valid_from": today().isoformat()}
    page = client.post(path, sent)
    assert "at least 1 of each gender" in page.content.decode()
    assert not Term.objects.filter(seat=seat).exists()
    assert client.post(path, {**sent, "meant": "1"}).status_code == 302
    assert Term.objects.filter(seat=seat).exists()
