"""Input to a plan from the one who asks to everyone who reads; and a slip that is undone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Axe, OpenPage
from tests.e2e.test_secretariat import sign_in

pytestmark = pytest.mark.browser
PLAN = "/hf/eksempel/arbeid/planer/handlingsplan-2025-2028/2027/"
ASKED = "Vi ber om et eget tiltak for pårørende."
CAME = "Tatt med i arbeidet mot neste vedtak."


def moved(site: str, page: Page, button: str) -> None:
    page.goto(f"{site}{PLAN}")
    page.get_by_role("link", name=button).click()
    page.locator("main form button.btn").click()
    expect(page.get_by_role("status").first).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_input_is_sent_answered_and_seen_by_everyone(
    site: str, open_page: OpenPage, axe: Axe, width: int
) -> None:
    desk, municipality, reader = open_page(width), open_page(width), open_page(width)
    sign_in(site, desk, "sekretariat@demo.example")
    moved(site, desk, "Send på høring")

    sign_in(site, municipality, "kontakt@demo.example")
    municipality.goto(f"{site}{PLAN}innspill/nytt/")
    assert axe(municipality) == []
    municipality.get_by_label("Innspill").fill(f"{ASKED} {width}")
    municipality.get_by_role("button", name="Send").click()
    expect(municipality.locator("main")).to_contain_text(f"{ASKED} {width}")
    assert axe(municipality) == []

    desk.goto(f"{site}{PLAN}innspill/")
    desk.locator("main section").filter(has_text=f"{ASKED} {width}").get_by_role("link").click()
    desk.get_by_label("Hva som ble av det").fill(f"{CAME} {width}")
    assert axe(desk) == []
    desk.get_by_role("button", name="Lagre").click()

    reader.goto(f"{site}/hf/eksempel/handlingsplan/handlingsplan-2025-2028/innspill/")
    expect(reader.locator("main")).to_contain_text(f"{CAME} {width}")
    assert axe(reader) == []
    moved(site, desk, "Ta tilbake til utkast")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_slip_is_undone_where_it_was_made(
    site: str, open_page: OpenPage, axe: Axe, width: int
) -> None:
    page = open_page(width)
    sign_in(site, page, "sekretariat@demo.example")
    page.goto(f"{site}/hf/eksempel/arbeid/register/kontaktpunkter/")
    page.locator("main table a").first.click()
    before = page.locator("main dl.facts").inner_text()
    record = page.url
    page.get_by_role("link", name="Avslutt").click()
    page.locator("main form button.btn").click()
    expect(page.get_by_role("status")).to_contain_text("Avsluttet.")
    assert page.locator("main dl.facts").inner_text() != before
    page.get_by_role("status").get_by_role("link", name="Angre").click()
    assert axe(page) == []
    page.get_by_role("button", name="Angre").click()
    expect(page.get_by_role("status")).to_contain_text("Angret.")
    page.goto(record)
    assert page.locator("main dl.facts").inner_text() == before
