"""Who speaks for a party, and what is known of an earlier day, on the pages of the data sets."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.data.pages import links, said

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def data(load_once: Callable[..., None]) -> None:
    load_once("eksempel", "nordre-trondelag", "st-olav", "more-og-romsdal")


@pytest.mark.parametrize(
    ("page", "observer"),
    [
        ("/kommuner/lynghei/", "Kvernmo"),
        ("/kommuner/steinfjell/", "Kvernmo"),
        ("/kommuner/tindvoll/", "Kvernmo"),
        ("/parter/klinikk-kirurgi/", "Avdelingsjordmor"),
    ],
)
def test_who_leads_a_council_observes_for_the_council(
    client: Client, page: str, observer: str
) -> None:
    told = said(client, "eksempel", page)
    of_the_committee = told.split("Strategisk utvalg")[1].split("Faglig utvalg")[0]
    assert observer not in of_the_committee
    assert "Strategisk utvalg" in told


def test_a_vacant_seat_of_its_own_stands_with_the_one_of_the_region(client: Client) -> None:
    told = said(client, "eksempel", "/kommuner/tindvoll/?dato=2026-09-01")
    of_the_council = told.split("FU pasientforløp")[1].split("Faglig utvalg")[0]
    assert "Egen plass Gjennom Fjellregionen" in of_the_council
    assert "Ledig plass" in of_the_council
    assert "Leder for hjemmetjenesten i Lynghei" in of_the_council


@pytest.mark.parametrize("municipality", ["tindvoll", "bruvag", "lynghei"])
def test_a_seat_of_the_municipalities_together_is_each_ones(
    client: Client, municipality: str
) -> None:
    told = said(client, "eksempel", f"/kommuner/{municipality}/?dato=2026-09-01")
    assert "Kommunene i fellesskap: Kommuneoverlege i Kvernsund" in told


@pytest.mark.parametrize("municipality", ["leksvik", "naroy"])
def test_what_hangs_on_a_municipality_makes_it_known(client: Client, municipality: str) -> None:
    """004:1258-1276: its bed opened before 2017."""
    told = said(client, "nordre-trondelag", f"/kommuner/{municipality}/?dato=2017-06-01")
    assert "Det er ikke kjent om dette fantes" not in told


@pytest.mark.parametrize(
    ("municipality", "before"), [("namsos", "namsos-for-2020"), ("steinkjer", "steinkjer-for-2020")]
)
def test_a_municipality_that_had_not_begun_leads_to_the_one_before(
    client: Client, municipality: str, before: str
) -> None:
    page = f"/kommuner/{municipality}/?dato=2017-06-01"
    assert "Før det fantes" in said(client, "nordre-trondelag", page)
    there = f"/hf/nordre-trondelag/kommuner/{before}/?dato=2017-06-01"
    assert there in links(client, "nordre-trondelag", page)


@pytest.mark.parametrize("municipality", ["verran", "selbu"])
def test_a_centre_with_beds_in_the_table_of_2017_is_known_in_2019(
    client: Client, municipality: str
) -> None:
    """004:1258 and 004:1260: beds at the centres from 2012."""
    told = said(client, "nordre-trondelag", f"/kommuner/{municipality}/?dato=2019-06-01")
    centre = told.split("Senger og sentre")[1].split("Hvor du kan henvende deg")[0]
    assert "Ikke kjent" not in centre
    assert "ikke kjent" not in centre


def test_a_bed_names_the_table_that_it_stands_in(client: Client) -> None:
    """004:1250-1280 is of 2017."""
    told = said(client, "nordre-trondelag", "/kommuner/namsos/")
    assert "Ifølge en kilde fra 2017: Handlingsplan for samhandling" in told


def test_an_earlier_day_has_no_mandate_of_later(client: Client) -> None:
    """003:387 is of February 2021, and 001:219-240 of 2024."""
    of_psu = said(client, "nordre-trondelag", "/organer/psu/?dato=2019-06-01")
    of_asu = said(client, "nordre-trondelag", "/organer/asu/?dato=2019-06-01")
    assert "2021 vurderte PSU" not in of_psu
    assert "2021 vurderte PSU" in said(client, "nordre-trondelag", "/organer/psu/?dato=2021-06-01")
    for told in (of_psu, of_asu):
        assert "forslaget til avtale" not in told
        assert "Tok over etter" not in told
        assert "Vedtar etter delegert myndighet" not in told
    assert "Tok over etter" in said(client, "nordre-trondelag", "/organer/asu/?dato=2021-06-01")


@pytest.mark.parametrize(
    ("place", "said_of_it"),
    [("st-olav", "ikke lagt inn noe"), ("more-og-romsdal", "ikkje lagt inn noko")],
)
def test_the_points_of_the_law_are_everywhere(client: Client, place: str, said_of_it: str) -> None:
    told = said(client, place, "/lovkrav/")
    assert f"{said_of_it} lovkrav" not in told
    assert "13" in told


@pytest.mark.parametrize("date", ["1900-01-01", "2019-06-01"])
def test_an_early_day_has_no_meeting_of_many_years_after(client: Client, date: str) -> None:
    told = said(client, "eksempel", f"/?dato={date}")
    assert "Neste møter" in said(client, "eksempel", "/?dato=2026-09-01")
    assert not {"2025", "2026"} & set(told.split("Neste møter")[-1].split("Fra")[0].split())


def test_the_map_has_the_municipalities_of_the_day(client: Client) -> None:
    there = links(client, "eksempel", "/kommuner/?dato=2019-06-01")
    for municipality in ("ytterhav", "nesholm"):
        assert there.count(f"/hf/eksempel/kommuner/{municipality}/?dato=2019-06-01") == 2


def test_nobody_knows_that_a_seat_is_vacant_on_a_day_to_come(client: Client) -> None:
    """The terms are entered to the end of 2026."""
    told = said(client, "eksempel", "/organer/strategisk-utvalg/?dato=2099-02-01")
    assert "Ikke registrert hvem som sitter her" in told
    assert "Ledig plass" not in told
    assert "ledige plasser" not in told
    assert "Ledig plass" in said(
        client, "eksempel", "/organer/utvalg-pasientforlop/?dato=2026-09-01"
    )


def test_nobody_answers_for_what_has_ended(client: Client) -> None:
    """Both are of samarbeidsutvalget, which ended with 2020; so did they."""
    told = said(client, "eksempel", "/organer/strategisk-utvalg/?dato=2026-09-01")
    assert "Svarer for" in told
    assert not re.search("[Tt]jenesteavtale [12]", told)
