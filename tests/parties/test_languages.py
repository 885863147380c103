"""Kven and the Sámi languages: of names, of texts, and of a helsefellesskap itself."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import get_args

import pytest
from django.test import Client
from django_scopes import scope

from samspill.common import languages
from samspill.common.models import Partnership
from samspill.common.open_format.base import Language
from samspill.documents.models import Edition
from samspill.documents.typesetting import pdf_of
from tests.documents.folder import PARTNERSHIP, document, edition
from tests.exchange.test_round_trip import assert_round_trip
from tests.factories import folders

FILES = {
    "partnership.yaml": PARTNERSHIP
    + """languages:
  - {language: se, name: Davvi dearvvašvuođasearvevuohta}
  - {language: fkv}
""",
    "parties.yaml": """parties:
  - id: kafjord
    kind: municipality
    name: Kåfjord
    names:
      - {name: Gáivuotna, language: se, kind: parallel}
      - {name: Kaivuono, language: fkv, kind: parallel}
    participation: [{}]
""",
    **document("bagadus"),
    **edition(
        "bagadus",
        "2022",
        "{status: in_force, from: 2022-01-01, language: smj}",
        "# 1 Ulmme {#ulmme}\n\nOasse galggá aktan barggat.",
    ),
}


@pytest.fixture
def nord(tmp_path: Path) -> Partnership:
    return folders.loaded(tmp_path, FILES)


def shown(path: str) -> str:
    response = Client().get(f"/hf/nord{path}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_files_and_forms_know_the_same_languages() -> None:
    assert set(get_args(Language)) == set(languages.Language.values)


@pytest.mark.django_db
def test_a_helsefellesskap_tells_of_its_languages_and_its_names(nord: Partnership) -> None:
    page = shown("/om/")
    section = page.partition("<h2>Språk</h2>")[2].partition("</section>")[0]
    assert '<li>Bokmål</li><li>Nordsamisk: <span lang="se">Davvi' in section
    assert "<li>Kvensk</li>" in section


@pytest.mark.django_db
def test_a_helsefellesskap_with_one_language_says_nothing_of_it(tmp_path: Path) -> None:
    folders.loaded(tmp_path, {"partnership.yaml": PARTNERSHIP})
    assert "<h2>Språk</h2>" not in shown("/om/")


@pytest.mark.django_db
def test_names_are_marked_with_their_language(nord: Partnership) -> None:
    page = shown("/kommuner/kafjord/")
    assert '<span lang="fkv">Kaivuono</span>' in page
    assert '<span lang="se">Gáivuotna</span>' in page


@pytest.mark.django_db
def test_a_text_is_marked_with_its_language(nord: Partnership) -> None:
    text = shown("/avtaler/bagadus/").partition('<div lang="smj">')[2]
    assert "Oasse galggá aktan barggat" in text


@pytest.mark.django_db
def test_the_pdf_of_a_lule_sami_text_says_so(nord: Partnership) -> None:
    with scope(partnership=nord):
        found = Edition.objects.select_related("document__kind").get()
        pdf = pdf_of(found, partnership=nord, address="x", date=datetime.date(2022, 6, 1))
    assert b"/Lang(smj)" in pdf


@pytest.mark.django_db
def test_languages_survive_the_round_trip(tmp_path: Path) -> None:
    assert_round_trip(folders.write(tmp_path, FILES))
