"""``/avtaler/<slug>/forskjell/``: two editions set against each other, marked for everyone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from tests.documents.folder import document, edition, loaded

pytestmark = pytest.mark.django_db

ADDRESS = "/hf/nord/avtaler/d/forskjell/"


@pytest.fixture
def three_editions(tmp_path: Path) -> None:
    loaded(
        tmp_path,
        {
            **document("d"),
            **edition(
                "d",
                "2015",
                "{status: superseded, from: 2015-01-01, to: 2020-12-31}",
                "# 1 Frist {#frist}\n\nInnen 72 timer.\n\n# 2 Lik {#lik}\n\nDet samme.",
            ),
            **edition(
                "d",
                "2021",
                "{status: in_force, from: 2021-01-01}",
                "# 1 Frist {#frist}\n\nInnen 24 timer.\n\n# 2 Lik {#lik}\n\nDet samme.",
            ),
            **edition(
                "d",
                "2027",
                "{status: hearing, hearing_from: 2026-10-01}",
                "# 1 Lik {#lik}\n\nDet samme.\n\n# 2 Ny <b> {#ny}\n\nInn.",
            ),
            **edition("d", "uten", "{status: superseded, to: 2014-12-31}", ""),
        },
    )


def shown(query: str = "") -> str:
    response = Client().get(ADDRESS + query)
    assert response.status_code == 200
    return response.content.decode()


def changes(html: str) -> list[tuple[str, str]]:
    """Each change's provision and what it is called."""
    found = re.findall(r'<section class="change" id="([^"]+)">(.*?)</section>', html, re.DOTALL)
    return [(slug, re.search(r"</svg>([^<]+)</span>", inner)[1]) for slug, inner in found]  # type: ignore[index]


def chosen(html: str) -> list[str]:
    return re.findall(r'<option value="([^"]+)" selected', html)


def test_the_latest_two_that_hold_or_held_are_compared_at_first(three_editions: None) -> None:
    html = shown()
    assert chosen(html) == ["2015", "2021"]
    assert changes(html) == [("frist", "Endret")]


def test_a_change_is_marked_in_words_and_signs_and_not_by_colour_alone(
    three_editions: None,
) -> None:
    html = shown()
    assert '<del><span class="visually-hidden">Tatt ut: </span>72</del>' in html
    assert '<ins><span class="visually-hidden">Satt inn: </span>24</ins>' in html


def test_any_two_can_be_chosen_in_either_order(three_editions: None) -> None:
    html = shown("?fra=2027&til=2015")
    assert chosen(html) == ["2027", "2015"]
    assert [slug for slug, _ in changes(html)] == ["frist", "lik", "ny"]


def test_what_is_unchanged_is_folded_away(three_editions: None) -> None:
    folded = shown().partition('<details class="unchanged">')[2].partition("</details>")[0]
    assert re.findall(r'<li id="([^"]+)"', folded) == ["lik"]


def test_text_is_escaped(three_editions: None) -> None:
    html = shown("?fra=2021&til=2027")
    assert "Ny &lt;b&gt;" in html
    assert "<b>" not in html.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("query", ["?fra=finnes-ikke&til=heller-ikke", "?fra=uten", "?til=%00"])
def test_an_unknown_edition_gives_the_latest_two(three_editions: None, query: str) -> None:
    assert chosen(shown(query)) == ["2015", "2021"]


def test_the_same_edition_twice_asks_for_another(three_editions: None) -> None:
    html = shown("?fra=2021&til=2021")
    assert changes(html) == []
    assert "Velg to ulike utgaver" in html or "Velg to forskjellige utgaver" in html


def test_a_document_with_one_text_says_that_there_is_nothing_to_compare(tmp_path: Path) -> None:
    loaded(tmp_path, {**document("d"), **edition("d", "2021")})
    assert "<select" not in shown()
