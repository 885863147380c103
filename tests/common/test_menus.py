"""The bar of every page, and where one is led who has no role or finds no page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django_scopes import scope

from samspill.accounts.models import User
from samspill.common import house
from samspill.common.actors import Actor, Held
from samspill.common.menus import WORDS, own_sheet
from samspill.common.models import Partnership
from samspill.common.permissions import OPERATOR, SECRETARIAT
from samspill.parties.models import Assignment, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> list[Partnership]:
    """Two helsefellesskap; the first is where one comes in."""
    return [
        Partnership.objects.create(slug=slug, name=slug.title(), short_name=slug)
        for slug in ("nord", "sor")
    ]


@pytest.fixture(autouse=True)
def come_in_by_the_first(settings: pytest.FixtureRequest) -> None:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = "nord"  # type: ignore[attr-defined]


@pytest.fixture
def in_the_first(two: list[Partnership]) -> Iterator[None]:
    with scope(partnership=two[0]):
        yield


@pytest.mark.parametrize(("region", "offered"), [("", False), ("helse-midt", True)])
def test_a_page_that_has_nothing_here_is_not_in_the_menu(
    two: list[Partnership], region: str, offered: bool
) -> None:
    Partnership.objects.filter(slug="nord").update(health_region=region)
    menu = Client().get("/").content.decode().split("<main")[0]
    assert ('href="/region/"' in menu) is offered
    assert 'href="/maalstatus/"' in menu


def signed_in(*places: Partnership, roles: tuple[Partnership, ...] = ()) -> Client:
    """A browser of somebody who is known in these places, and is the secretariat in some."""
    user = User.objects.create(email="kari@example.no", name="Kari")
    for place in places:
        with scope(partnership=place):
            person = Person.objects.create(partnership=place, slug="kari", name="Kari", user=user)
            if place in roles:
                kind = Assignment.Kind.SECRETARIAT
                Assignment.objects.create(partnership=place, person=person, kind=kind)
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def words(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def labels(*roles: Held) -> list[str]:
    actor = Actor("Kari", roles=roles)
    return [link.url for link in own_sheet(RequestFactory().get("/"), actor).links]


def test_every_open_page_of_an_app_stands_under_a_word_of_the_bar() -> None:
    known = {word.slug for word in WORDS}
    assert {one.group for one in house.menu("public_menu")} == known


def test_every_word_of_the_bar_is_a_page_that_leads_to_all_under_it(
    two: list[Partnership], client: Client
) -> None:
    for word in WORDS:
        page = words(client.get(f"/{word.slug}/"))
        assert str(word.heading) in page or word.slug == "kontakt"
    assert client.get("/kontakt/").status_code == 200
    under = words(client.get("/avtaler-og-planer/")).partition("<main")[2].partition("</main")[0]
    assert re.findall(r'href="(/[^"?]*)"', under) == [
        "/",
        "/avtaler/",
        "/handlingsplan/",
        "/lovkrav/",
    ]


@pytest.mark.usefixtures("in_the_first")
def test_the_bar_shows_only_what_the_role_can_do() -> None:
    of_a_member = labels(Held("member", "body", 1))
    of_a_contact = labels(Held("contact", "party", 1))
    assert of_a_member == [
        "/arbeid/innboks/", "/arbeid/forpliktelser/", "/arbeid/saker/", "/arbeid/moter/",
        "/arbeid/planer/",
    ]  # fmt: skip
    assert of_a_contact == [*of_a_member, "/arbeid/folk/"]
    assert labels(Held(OPERATOR)) == [
        "/arbeid/drift/", *of_a_member[:4], "/arbeid/folk/", "/arbeid/register/", "/arbeid/post/",
    ]  # fmt: skip
    assert labels(Held(SECRETARIAT)) == [
        "/arbeid/sekretariat/", "/arbeid/innboks/", "/arbeid/forpliktelser/", "/arbeid/organer/",
        "/arbeid/saker/", "/arbeid/moter/", "/arbeid/avtaler/", "/arbeid/planer/", "/arbeid/folk/",
        "/arbeid/register/", "/arbeid/post/", "/arbeid/logg/",
    ]  # fmt: skip
    assert labels() == []


def test_signing_in_leads_to_the_one_place_where_one_has_a_role(two: list[Partnership]) -> None:
    client = signed_in(*two, roles=(two[1],))
    assert client.get("/arbeid/").headers["Location"] == "/hf/sor/arbeid/"
    assert client.get("/hf/sor/arbeid/").status_code == 200


def test_a_page_that_was_asked_for_is_refused_with_the_ways_on(two: list[Partnership]) -> None:
    refused = signed_in(*two, roles=(two[1],)).get("/arbeid/innboks/")
    assert refused.status_code == 403
    assert 'href="/hf/sor/arbeid/"' in words(refused)
    assert 'href="/kontakt/"' in words(refused)


def test_who_has_a_role_nowhere_is_led_round_in_no_circle(two: list[Partnership]) -> None:
    client = signed_in(*two)
    assert client.get("/arbeid/").status_code == 403
    assert client.get("/hf/sor/arbeid/").status_code == 403


def test_the_bar_switches_to_the_other_places(two: list[Partnership]) -> None:
    page = words(signed_in(*two, roles=(two[0], two[1])).get("/arbeid/"))
    assert 'href="/hf/sor/arbeid/"' in page
    assert 'href="/hf/nord/arbeid/"' not in page


def test_a_page_that_is_not_found_leads_on(two: list[Partnership], client: Client) -> None:
    missing = client.get("/finnes-ikke/")
    assert missing.status_code == 404
    main = words(missing).partition("<main")[2]
    for address in ("/", "/sok/", "/helsefellesskapet/", "/avtaler-og-planer/", "/kontakt/"):
        assert f'"{address}"' in main


def test_the_bar_of_open_pages_follows_signing_in_and_out(
    two: list[Partnership], client: Client
) -> None:
    inside = signed_in(two[0], roles=(two[0],))
    assert "Min side" not in words(inside.get("/"))
    inside.get("/arbeid/")
    assert "Min side" in words(inside.get("/"))
    inside.logout()
    inside.get("/konto/")
    assert "Min side" not in words(inside.get("/"))
