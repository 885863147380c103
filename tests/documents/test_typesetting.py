"""The PDF of an edition: checked by the compiler, tagged, and blind to what the text looks like."""

from __future__ import annotations

from pathlib import Path

import pytest
from django_scopes import scope

from samspill.common.models import Partnership
from samspill.documents.models import Edition
from samspill.documents.typesetting import pdf_of
from samspill.exchange.loading import load
from tests.factories.folders import ROOT, example, loaded

pytestmark = pytest.mark.django_db
HOSTILE = (
    '#import "x.typ"\n\n$ x^2 $ \\ #sys.inputs #read("/etc/passwd") `#raw` <a> @ref *fet* _kursiv_'
    "\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n1. en\n2. to\n\n> sitat\n\n" + "lang" * 200
)


def pdf(partnership: Partnership) -> bytes:
    with scope(partnership=partnership):
        edition = Edition.objects.select_related("document__kind").get()
        return pdf_of(edition, partnership=partnership, address="http://localhost/avtaler/x/")


def test_a_pdf_is_tagged_and_claims_universal_accessibility(tmp_path: Path) -> None:
    found = pdf(loaded(tmp_path, example()))
    assert found.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in found
    assert b"pdfuaid:part" in found


def test_a_hostile_text_is_only_text(tmp_path: Path) -> None:
    files = example()
    name = "documents/retningslinje-1/2021.md"
    files[name] = files[name].replace("Pasienten skal oppleve en trygg overgang.", HOSTILE)
    assert pdf(loaded(tmp_path, files)).startswith(b"%PDF-")


def test_every_edition_of_the_invented_helsefellesskap_can_be_set() -> None:
    load(ROOT / "data" / "eksempel", by="test")
    partnership = Partnership.objects.get(slug="eksempel")
    with scope(partnership=partnership):
        for edition in Edition.objects.select_related("document__kind"):
            made = pdf_of(edition, partnership=partnership, address="http://localhost/")
            assert made.startswith(b"%PDF-")
