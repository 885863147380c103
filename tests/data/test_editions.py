"""What the page of an edition says: what stood on its own days, and nothing of another edition."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.data.pages import said

pytestmark = pytest.mark.django_db
HERE = "nordre-trondelag"
AGREEMENT = "/avtaler/samarbeidsavtalen"


@pytest.fixture(scope="module", autouse=True)
def data(load_once: Callable[..., None]) -> None:
    load_once(HERE)
    load_once("eksempel")
    load_once("st-olav")


@pytest.mark.parametrize(
    "address",
    [
        f"{AGREEMENT}/utgaver/2019-utkast/",
        f"{AGREEMENT}/utgaver/2025/",
        "/avtaler/retningslinje-1/utgaver/2019-utkast/",
        "/avtaler/retningslinje-6/utgaver/2019-utkast/",
    ],
)
def test_nobody_has_signed_what_is_only_proposed(client: Client, address: str) -> None:
    """003:383 tells of the edition of 2021 alone that it is adopted and signed."""
    page = said(client, HERE, address)
    assert "signert" not in page
    assert "21 parter" not in page
    assert "Høylandet" not in page


def test_what_is_proposed_lists_nothing_of_the_edition_in_force_as_its_own(client: Client) -> None:
    proposed = said(client, HERE, f"{AGREEMENT}/utgaver/2025/")
    assert "hører til utgaven som gjelder" in proposed
    for own in ("Særavtale 1", "Samarbeidsrutine 10", "Erstattet", "Retningslinje 1"):
        assert own not in proposed, own
    now = said(client, HERE, f"{AGREEMENT}/")
    assert all(own in now for own in ("Særavtale 1", "Samarbeidsrutine 10", "Erstattet"))


def test_an_ended_edition_shows_what_was_under_it_on_its_last_day(client: Client) -> None:
    """002:20-52 and 002:74-80: service agreements until 2021, and guidelines after."""
    page = said(client, HERE, f"{AGREEMENT}/utgaver/2017/")
    assert "Tjenesteavtale 6" in page
    assert "Retningslinje 1" not in page
    assert "Kapittel 4, der tjenesteavtale 1 ble tatt inn" not in page
    assert "Erstattet" not in page
    assert "Har vedtatt og signert avtalen som gjelder fra 2021" not in page
    now = said(client, HERE, f"{AGREEMENT}/utgaver/2021/")
    assert "Retningslinje 1" in now
    assert "Kapittel 4, der tjenesteavtale 1 ble tatt inn" in now
    assert "Har vedtatt og signert avtalen som gjelder fra 2021" in now


def test_service_agreements_of_one_row_hold_alike(client: Client) -> None:
    """004:259-269: table 1 names «6, 7» for area 4.2."""
    listed = said(client, HERE, "/avtaler/?dato=2019-06-01")
    held, _later, unknown = listed.partition("Ikke kjent om den gjaldt")
    assert "Tjenesteavtale 6" in held
    assert "Tjenesteavtale 7" in held
    assert "Tjenesteavtale 7" not in unknown


def test_an_edition_is_signed_when_it_was_adopted(client: Client) -> None:
    """The invented one: adopted in November and December of 2020, and of 2024."""
    address = "/avtaler/samarbeidsavtalen/utgaver"
    new = said(client, "eksempel", f"{address}/2025/")
    assert "21. november 2024" in new
    assert "november 2020" not in new
    old = said(client, "eksempel", f"{address}/2021/")
    assert "19. november 2020" in old
    assert "november 2024" not in old


@pytest.mark.parametrize("date", ["", "?dato=2019-06-01"])
def test_the_front_page_counts_special_agreements_in_force(client: Client, date: str) -> None:
    """The table of measures, the row on spare capacity: the agreement is there since 2015."""
    front = said(client, "st-olav", f"/{date}")
    assert "1 særavtale" in front
    assert "Det er ikke kjent at noe gjaldt på denne datoen" not in front


def test_a_proposal_is_told_of_from_its_sources_year(client: Client) -> None:
    """The slides are of 2024, and the hearing began on 12 December 2019 (002:58-60)."""
    before = "?dato=2019-06-01"
    page = said(client, HERE, f"{AGREEMENT}/{before}")
    assert "ny utgave" not in page
    assert "Utgaven 2025" not in page
    assert "2019-utkast" not in page
    assert "på høring" not in page.lower()
    assert "Foreslått" not in said(client, HERE, f"/myndighet/{before}")
    during = said(client, HERE, f"{AGREEMENT}/?dato=2020-01-15")
    assert "En ny utgave er på høring" in during


def test_of_an_old_proposal_it_is_not_said_that_it_is_on_its_way(client: Client) -> None:
    """The slides of 2024: to be decided on in January–April 2025; no source tells the outcome."""
    rules = said(client, HERE, "/myndighet/")
    assert "Foreslått i 2024" in rules
    assert "Det er ikke lagt inn om disse reglene er vedtatt" in rules
    assert "Ingen vedtar etter dem ennå" not in rules
    page = said(client, HERE, f"{AGREEMENT}/")
    assert "En ny utgave ble foreslått i 2024. Det er ikke lagt inn om den er vedtatt" in page
    assert "Til vedtak" not in page
    assert "er på vei" not in page
    listed = said(client, HERE, "/avtaler/").partition("Ikke kjent om den gjaldt")[2]
    assert "Foreslått; utfallet er ikke lagt inn" in listed
    then = said(client, HERE, "/myndighet/?dato=2025-01-15")
    assert "Ingen vedtar etter dem ennå" in then


def test_a_municipality_is_bound_by_what_is_under_its_agreement(client: Client) -> None:
    """002:20 calls them «Samarbeidsavtalen med tjenesteavtaler»; 004 is the plan of 2018."""
    page = said(client, HERE, "/kommuner/lierne/?dato=2019-06-01")
    under = page.partition("Følger av disse")[2].partition("Gjelder, men")[0]
    for number in ("2", "6", "7", "8", "9", "10"):
        assert f"Tjenesteavtale {number}" in under, number
    assert "Innleggelse" in under
    nobody = page.partition("Gjelder, men det er ikke lagt inn hvem som er part")[2]
    assert "Handlingsplan 2018–2021" in nobody
    assert "særavtale" not in under.lower()


def test_a_guideline_is_not_said_to_be_signed(client: Client) -> None:
    """003:383 tells of the agreement alone that it is adopted and signed."""
    page = said(client, HERE, "/avtaler/retningslinje-1/")
    assert "Vedtatt og signert" not in page
    assert "Høylandet" in page
