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
    listed = said(client, "more-og-romsdal", "/kommuner/")
    assert "26 kommunar er lagde inn" in listed
    assert "26 kommunar er med" not in listed


def test_what_is_adopted_is_not_on_its_way(client: Client) -> None:
    """003:425-427: adopted by the board and all municipalities; from which day is not told."""
    listed = said(client, "st-olav", "/avtaler/")
    adopted = listed.split("Vedtatt, dagen det gjelder fra er ikke kjent")[1]
    for title in ("Samarbeidsavtale mellom", "Retningslinje 1–11", "Avtale om sykehustjeneste"):
        assert title in adopted
    assert "På vei" not in listed
    assert "gjaldt på denne datoen" not in listed
    assert "Avtale med Trondheim kommune om kapasitet Gjelder fra 2015" in listed
    assert "Ingenting" not in said(client, "st-olav", "/")


def test_before_it_was_adopted_it_was_not(client: Client) -> None:
    """003:425: the board approved it on 17.12.2020."""
    listed = said(client, "st-olav", "/avtaler/?dato=2020-06-01")
    assert "dagen det gjelder fra er ikke kjent" not in listed
    not_known = listed.split("Ikke kjent om den gjaldt")[1]
    assert "Avtale om sykehustjeneste" in not_known
    assert "Samarbeidsavtale mellom" in listed.split("Kom senere")[1]
    told = said(client, "st-olav", "/avtaler/samarbeidsavtale/?dato=2020-06-01")
    assert "Dette er vedtatt" not in told


def test_an_edition_that_is_adopted_says_so_by_itself(client: Client) -> None:
    """003:425-427."""
    told = said(client, "st-olav", "/avtaler/samarbeidsavtale/utgaver/2020/")
    assert "Den er vedtatt. Det er ikke kjent fra hvilken dag den gjelder." in told
    assert "gjelder ikke" not in told


def test_an_edition_whose_first_day_is_not_known_is_not_said_not_to_hold(client: Client) -> None:
    """000:151: the agreement on the centre is of 2018."""
    address = "/avtaler/saeravtale-dms-inn-trondelag/utgaver/2018/?dato=2018-06-01"
    told = said(client, "nordre-trondelag", address)
    assert "Det er ikke kjent om den gjaldt på denne datoen" in told
    assert "gjelder ikke" not in told


@pytest.mark.parametrize("slug", REAL)
def test_the_page_of_contacts_leads_on_to_the_parties(client: Client, slug: str) -> None:
    """003 gives no address of the neighbours: then the parties themselves are to be asked."""
    found = links(client, slug, "/kontakt/")
    assert any("/parter/" in one and "arbeid" not in one for one in found)
    assert any(one.startswith(f"/hf/{slug}/kommuner/") for one in found)


def test_a_document_without_a_secretariat_to_ask_leads_to_its_parties(client: Client) -> None:
    """003:423-430: no secretariat is named."""
    for document in ("samarbeidsavtale", "retningslinjer"):
        told = said(client, "st-olav", f"/avtaler/{document}/")
        asked = told.split("Teksten er ikke lagt inn her")[1].split("For dere som")[0]
        assert "St. Olavs hospital HF" in asked
        assert "Trondheim" in asked


@pytest.mark.parametrize("slug", REAL)
def test_the_trust_is_no_municipality_on_the_map(client: Client, slug: str) -> None:
    """The map is for choosing one's municipality; the trust stands in a list of its own."""
    page = client.get(f"/hf/{slug}/kommuner/").content.decode()
    drawn = re.search(r'<figure class="tilemap".*?</figure>', page, re.DOTALL)
    assert drawn is None or "/parter/" not in drawn[0]
    assert re.search("<h2>Helse(foretak|føretak)<", page)
    assert any("/parter/" in one for one in links(client, slug, "/kommuner/"))


def test_nobody_is_tied_by_an_agreement_that_no_source_names(client: Client) -> None:
    """004:525-535: Stjørdal works with St. Olav, and Roan had HNT as its hospital; no agreement."""
    for slug, party in (("st-olav", "stjordal"), ("nordre-trondelag", "roan")):
        told = said(client, slug, f"/kommuner/{party}/")
        assert "Tilknyttet" in told
        assert "gjennom særavtale" not in told


def test_how_many_are_parties_is_what_is_entered(client: Client) -> None:
    """003:329: 25 of 26 municipalities have approved the agreement; which, is not told."""
    told = said(client, "more-og-romsdal", "/avtaler/samarbeidsavtale/")
    assert "1 part er lagd inn" in told
    assert "25 av 26" in told


def test_a_neighbour_is_not_said_to_take_part_perhaps(client: Client) -> None:
    """003:46: HNT has a clinic together with St. Olav; it stands beside."""
    told = said(client, "st-olav", "/kommuner/")
    assert "uten at det står om de er med" not in told
    assert "Helse Nord-Trøndelag" not in told
