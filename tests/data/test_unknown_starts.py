"""An unknown first day is not «always»: what pages say of days before anything is known.

The lines are those of the source texts, as in ``test_nordre_pages.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.data.pages import said

pytestmark = pytest.mark.django_db
REAL = ("nordre-trondelag", "st-olav", "more-og-romsdal")
HERE = REAL[0]
THEN = "?dato=1900-01-01"


@pytest.fixture(scope="module", autouse=True)
def data(load_once: Callable[..., None]) -> None:
    load_once(*REAL)


@pytest.mark.parametrize("slug", REAL)
def test_no_municipality_is_said_to_have_taken_part_in_1900(client: Client, slug: str) -> None:
    listed = said(client, slug, f"/kommuner/{THEN}")
    assert "ikke kjent hvilke kommuner" in listed or "ikkje kjent kva kommunar" in listed
    assert not re.search(r"\d+ kommun\w+ er med", listed)
    assert "Ikke kjent om de var med" in listed or "Ikkje kjent om dei var med" in listed


@pytest.mark.parametrize("address", ["/kommuner/lierne/", "/organer/psu/", "/parter/hnt/"])
def test_a_page_of_a_day_before_the_first_known_says_so(client: Client, address: str) -> None:
    told = said(client, HERE, f"{address}{THEN}")
    assert "Det er ikke kjent om dette fantes 1. januar 1900." in told
    assert "ikke kjent om dette fantes" not in said(client, HERE, address)


def test_what_is_told_of_a_municipality_is_not_told_of_1900(client: Client) -> None:
    """000:35-37: the region is of 2021; 004:1276: the bed from 2015."""
    told = said(client, HERE, f"/kommuner/lierne/{THEN}")
    assert "Indre Namdal ikke kjent om dette gjaldt da" in told
    assert "Avtalepart ikke kjent om dette gjaldt da" in told
    assert "Sykehjem i Lierne" not in told


@pytest.mark.parametrize(
    ("date", "there", "doubted"),
    [("2014-12-31", False, False), ("2015-06-01", True, True), ("2016-01-01", True, False)],
)
def test_a_bed_from_a_year_was_not_there_before_and_is_not_known_within_it(
    client: Client, date: str, there: bool, doubted: bool
) -> None:
    """004:1276: Lierne, 2015."""
    told = said(client, HERE, f"/kommuner/lierne/?dato={date}")
    assert ("Sykehjem i Lierne" in told) is there
    assert ("Sykehjem i Lierne ikke kjent om dette gjaldt da" in told) is doubted


@pytest.mark.parametrize("address", ["/organer/", "/organer/tabell/"])
def test_no_body_is_said_to_have_been_there_in_1900(client: Client, address: str) -> None:
    for slug in REAL:
        listed = said(client, slug, f"{address}{THEN}")
        assert not re.search(r"\d+ ledige? plass|Ingen ledig|Inga ledig", listed)
        assert "ikke kjent om dette gjaldt da" in listed or "ikkje kjent om dette" in listed


def test_the_front_page_claims_nothing_of_1900(client: Client) -> None:
    front = said(client, HERE, f"/{THEN}")
    assert "Stiplet: ikke kjent om den fantes da." in front
    assert "(PSU) ikke kjent om dette gjaldt da" in front
    assert "ikke kjent om" not in said(client, HERE, "/")


def test_a_contact_point_of_an_unknown_first_day(client: Client) -> None:
    """000:297-300, of 2021."""
    doubted = "Sekretariatet for PSU og ASU ikke kjent om dette gjaldt da"
    assert doubted in said(client, HERE, f"/kontakt/{THEN}")
    assert doubted not in said(client, HERE, "/kontakt/?dato=2022-01-01")
