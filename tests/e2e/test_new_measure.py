"""A measure is filled in whole on the draft's page, the next one right after it, and undone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Axe
from tests.e2e.test_secretariat import sign_in

pytestmark = pytest.mark.browser
DRAFT = "/hf/eksempel/arbeid/planer/handlingsplan-2025-2028/2027/"
MOST = 8


def test_a_measure_with_owner_and_years_takes_few_interactions(
    site: str, phone_page: Page, axe: Axe
) -> None:
    page = phone_page
    sign_in(site, page, "sekretariat@demo.example")
    page.goto(f"{site}/hf/eksempel/arbeid/planer/")
    done: list[str] = []

    def do(what: str, where: Locator, *given: Any) -> None:
        done.append(what)
        getattr(where, what)(*given)

    do("click", page.locator("main").get_by_role("link", name="2027", exact=True))
    do("fill", page.get_by_label("Tiltak", exact=True), "Ringe dagen etter utskriving")
    do("fill", page.get_by_label("Hvem som har ansvaret"), "Bruvåg, SFF")
    do("check", page.get_by_label("2027", exact=True))
    do("check", page.get_by_label("2028", exact=True))
    do("click", page.get_by_role("button", name="Lagre tiltaket"))
    assert len(done) <= MOST
    expect(page.get_by_role("status").first).to_contain_text("er lagret. Fyll inn det neste.")
    row = page.locator("main tr").filter(has_text="Ringe dagen etter utskriving")
    expect(row).to_contain_text("Bruvåg, SFF")
    expect(row).to_contain_text("2027, 2028")
    assert axe(page) == []

    page.get_by_role("status").get_by_role("link", name="Angre").click()
    page.get_by_role("button", name="Angre").click()
    expect(page.get_by_role("status").first).to_contain_text("Angret")

    page.goto(f"{site}{DRAFT}")
    expect(page.locator("main")).not_to_contain_text("Ringe dagen etter utskriving")
    page.get_by_label("Tiltak", exact=True).fill("Lage et skjema")
    page.get_by_label("Hvem som har ansvaret").fill("Skjemarådet")
    page.get_by_role("button", name="Lagre tiltaket").click()
    expect(page.locator("main")).to_contain_text("«Skjemarådet» er verken et organ eller en part")
    expect(page.get_by_label("Tiltak", exact=True)).to_have_value("Lage et skjema")
    assert axe(page) == []
