"""Search answers to what people write: their own words, other spellings, joined words, numbers."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django_scopes import scope

from samspill.bodies.models import Body, Seat
from samspill.common import content
from samspill.common.models import Partnership
from samspill.parties.models import ContactPoint
from samspill.portal.search import words
from samspill.portal.search.results import Hit, find
from samspill.portal.search.synonyms import meant_by, spellings
from samspill.portal.search.words import understand
from tests.data.pages import links

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 1)


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("nordre-trondelag")


@pytest.fixture
def partnership(data: None) -> Partnership:
    words._vocabulary.cache_clear()
    return Partnership.objects.get(slug="nordre-trondelag")


def hits(partnership: Partnership, text: str) -> list[Hit]:
    with scope(partnership=partnership):
        return find(understand(text, partnership), partnership, date=TODAY).hits


def urls(partnership: Partnership, text: str) -> list[str]:
    return [hit.url for hit in hits(partnership, text)]


def test_a_word_is_found_as_others_spell_it(partnership: Partnership) -> None:
    assert urls(partnership, "utskrivning") == urls(partnership, "utskriving")
    assert spellings("utskrivingsklare") == ("utskrivningsklare",)
    assert "sjukeheim" in spellings("sykehjem")
    assert "heimesjukepleie" in spellings("hjemmesykepleie")


@pytest.mark.parametrize("word", ["utskrivning", "utskriving"])
def test_the_rule_on_discharge_in_force_comes_before_plans_and_what_has_ended(
    partnership: Partnership, word: str
) -> None:
    found = urls(partnership, word)
    guideline, ended = "/avtaler/retningslinje-1/", "/avtaler/tjenesteavtale-3-og-5/"
    assert found.index(guideline) < 3
    assert found.index(guideline) < found.index(ended)
    assert not any(url.startswith("/handlingsplan/") for url in found[: found.index(guideline)])


@pytest.mark.parametrize(
    ("word", "address"),
    [("rullestol", "/avtaler/rutine-hjelpemidler/"), ("signert", "/avtaler/samarbeidsavtalen/")],
)
def test_people_find_documents_by_words_of_their_own(
    partnership: Partnership, client: Client, word: str, address: str
) -> None:
    assert address in urls(partnership, word)
    with scope(partnership=partnership):
        assert understand(word, partnership).instead


def test_a_helsefellesskap_has_words_of_its_own(partnership: Partnership) -> None:
    assert not urls(partnership, "pelikan")
    partnership.search_words = ["pelikan > hjelpemidler"]
    assert "/avtaler/rutine-hjelpemidler/" in urls(partnership, "pelikan")
    assert meant_by("pelikan", ["# pelikan > ord", "Pelikan stork > To Ord"]) == ("to", "ord")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Lierne", "/kommuner/lierne/"),
        ("psu", "/organer/psu/"),
        ("Retningslinje 1", "/avtaler/retningslinje-1/"),
        ("individuell plan", "/avtaler/rutine-individuell-plan/"),
    ],
)
def test_what_is_called_so_comes_first(partnership: Partnership, typed: str, address: str) -> None:
    assert urls(partnership, typed)[0] == address


def test_what_ended_leads_to_what_replaced_it(partnership: Partnership, client: Client) -> None:
    assert "/avtaler/tjenesteavtale-3-og-5/" in urls(partnership, "tjenesteavtale 3")
    found = links(client, "nordre-trondelag", "/sok/?q=tjenesteavtale+3")
    assert any(one.endswith("/avtaler/retningslinje-1/") for one in found)


def test_requirements_seats_and_offices_are_found(partnership: Partnership) -> None:
    assert urls(partnership, "hol. § 6-2 nr 3")[0] == "/lovkrav/#hol-6-2-3"
    with scope(partnership=partnership):
        body = Body.objects.get(slug="psu")
        seat = Seat.objects.create(
            partnership=partnership, body=body, slug="kvit", label="Kvitterrepresentant"
        )
        content.changed(partnership, only=[seat])
    partnership.refresh_from_db()
    assert urls(partnership, "kvitterrepresentant") == ["/organer/psu/"]


def test_joined_words_are_found_as_the_words_that_they_are(partnership: Partnership) -> None:
    with scope(partnership=partnership):
        point = ContactPoint.objects.create(
            partnership=partnership,
            slug="tavle",
            title="Sentralbord",
            description="For lege/sykepleier hele døgnet, 24/7.",
            email="post@fjordvik.example",
            phone="+47 74 09 80 00",
            url="https://www.storfjord.example/tavle/side",
        )
        content.changed(partnership, only=[point])
    partnership.refresh_from_db()
    for typed in (
        "sykepleier", "lege/sykepleier", "post@fjordvik.example", "fjordvik", "storfjord.example",
        "74098000", "74 09 80 00", "+47 740 98 000", "24/7",
    ):  # fmt: skip
        assert "/kontakt/#tavle" in urls(partnership, typed), typed
    [shown] = [hit for hit in hits(partnership, "sykepleier") if hit.url == "/kontakt/#tavle"]
    assert "lege/<mark>sykepleier</mark>" in shown.extract


def test_years_are_no_telephone_number(partnership: Partnership) -> None:
    found = urls(partnership, "handlingsplan 2018 2021")
    assert any("handlingsplan" in one for one in found)


def test_signs_with_a_meaning_for_the_database_are_letters(partnership: Partnership) -> None:
    assert urls(partnership, "psu %_") == urls(partnership, "psu")
    assert urls(partnership, "psu \\") == urls(partnership, "psu")
