"""A document without its text leads on, and the pages of the neighbours say what the note says.

The lines are those of the source texts, by the three digits that their names begin with.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django_scopes import scope

from samspill.common.models import Partnership
from samspill.documents.models import Edition
from tests.data.pages import links, said

pytestmark = pytest.mark.django_db
REAL = ("nordre-trondelag", "st-olav", "more-og-romsdal")


@pytest.fixture(scope="module", autouse=True)
def data(load_once: Callable[..., None]) -> None:
    load_once(*REAL)


@pytest.mark.parametrize("slug", REAL)
def test_no_page_of_a_document_is_a_dead_end(client: Client, slug: str) -> None:
    with scope(partnership=Partnership.objects.get(slug=slug)):
        without = Edition.objects.public().filter(has_text=False).select_related("document")
        found = [(one.document.slug, one.slug, one.url) for one in without]
    assert found
    for document, edition, url in found:
        address = f"/avtaler/{document}/utgaver/{edition}/"
        page = client.get(f"/hf/{slug}{address}").content.decode()
        way_on = re.search(r'<section class="empty".*?</section>', page, re.DOTALL)
        assert way_on, address
        assert "<a" in way_on[0], address
        assert not url or url in links(client, slug, address), address


def test_a_routine_without_text_leads_to_where_it_lies(client: Client) -> None:
    """002:237."""
    page = said(client, "nordre-trondelag", "/avtaler/rutine-plo-meldinger/")
    assert "Les den der den ligger https://hnt.no/Documents/Samhandling/" in page


def test_a_routine_without_an_address_says_whom_to_ask(client: Client) -> None:
    """002:239 leads to a folder on a closed network."""
    page = said(client, "nordre-trondelag", "/avtaler/rutine-ledsager/")
    assert "Vi vet ikke hvor teksten ligger. Spør: Sekretariatet for PSU og ASU" in page


def test_the_agreement_of_st_olav_is_adopted(client: Client) -> None:
    """003:425-427: by the board on 17.12.2020, and by all municipalities by May 2021."""
    page = said(client, "st-olav", "/avtaler/samarbeidsavtale/")
    assert "Vedtatt 17. desember 2020 Dette er vedtatt." in page
    assert "Per mai 2021 hadde alle kommunene godkjent avtalen" in page
    assert "Dette gjelder ikke" not in page


def test_more_og_romsdal_says_26(client: Client) -> None:
    """003:329."""
    assert "26 kommunar er med" in said(client, "more-og-romsdal", "/kommuner/")
