"""A councillor who never signs in: what concerns the municipality, and how it stands."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Axe, OpenPage

pytestmark = pytest.mark.browser
PLAN = "/hf/nordre-trondelag/handlingsplan/handlingsplan-2018-2021/"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_measures_that_concern_verdal_and_their_status(
    site: str, open_page: OpenPage, axe: Axe, width: int
) -> None:
    page = open_page(width)
    page.goto(f"{site}/hf/nordre-trondelag/kommuner/")
    page.locator("main").get_by_role("link", name="Verdal", exact=True).first.click()
    row = page.locator("main tr").filter(has_text=re.compile(r"^\s*5\.2 "))
    expect(row).to_contain_text("Ikke rapportert")
    row.get_by_role("link").first.click()
    expect(page.locator("main h1")).to_contain_text("5.2")
    expect(page.locator("main")).to_contain_text("Verdal")
    assert axe(page) == []

    page.goto(f"{site}{PLAN}")
    page.locator("main").get_by_role("link", name="Tabell med status").click()
    page.get_by_label("Hvem som har ansvaret").select_option(label="Verdal")
    page.get_by_role("button", name="Vis").first.click()
    expect(page.get_by_role("status")).to_contain_text("13 tiltak")
    assert "ansvarlig=part-verdal" in page.url
    page.get_by_role("link", name="Parter og tiltak").click()
    assert "ansvarlig=part-verdal" in page.url
    expect(page.locator("main")).to_contain_text("Ikke rapportert")
    assert axe(page) == []
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="XLSX").click()
    assert downloaded.value.suggested_filename.endswith(".xlsx")
