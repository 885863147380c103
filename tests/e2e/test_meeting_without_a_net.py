"""A member reads a meeting on a phone when the net is gone; nobody else on that phone does."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Axe, OpenPage
from tests.e2e.test_secretariat import sign_in

pytestmark = pytest.mark.browser
MEETING = "/hf/eksempel/arbeid/moter/2026-12-03-strategisk-utvalg/"
KEPT = """async () => {
    const pages = await caches.open("samspill-meetings");
    return (await pages.keys()).map(({ url }) => url).filter((url) => !url.includes("uten-nett"));
}"""
NOTE = "Husk hjelpemidler"


def kept(page: Page) -> list[str]:
    """The addresses of pages and papers that the browser keeps."""
    found: list[str] = page.evaluate(KEPT)
    return found


def test_a_meeting_is_read_without_a_net_and_by_nobody_else(
    site: str, open_page: OpenPage, axe: Axe
) -> None:
    phone = open_page(390, 844, has_touch=True)
    sign_in(site, phone, "medlem.eksempel@demo.example")
    phone.goto(f"{site}/hf/eksempel/arbeid/")
    phone.locator(f"main a[href$='{MEETING}']").click()
    told = phone.locator("[data-worker]")
    expect(told).to_contain_text("Kan leses uten nett")
    assert axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert f"{site}{MEETING}" in kept(phone)

    phone.context.set_offline(True)
    phone.reload()
    expect(told).to_contain_text("Du er uten nett. Dette er slik det var kl.")
    phone.locator("#budsjett .notes summary").click()
    phone.locator("#notat-budsjett").fill(NOTE)
    phone.locator("#budsjett .notes button").click()
    expect(phone.locator("#budsjett [data-told]")).to_contain_text("sendes når du er på nett igjen")
    phone.goto(f"{site}/hf/eksempel/arbeid/saker/")
    expect(phone.locator("main h1")).to_have_text("Du er uten nett")
    phone.locator("main li a").first.click()
    expect(phone.locator("#notat-budsjett")).to_have_value(NOTE)

    phone.context.set_offline(False)
    expect(phone.locator("#budsjett [data-told]")).to_contain_text("Lagret")
    phone.reload()
    expect(phone.locator("#notat-budsjett")).to_have_value(NOTE)
    expect(told).to_contain_text("Kan leses uten nett")

    phone.goto(f"{site}/konto/logg-ut/")
    phone.locator("main form button").first.click()
    expect(phone.locator("main h1")).to_be_visible()
    assert kept(phone) == []

    sign_in(site, phone, "medlem.eksempel@demo.example")
    phone.goto(f"{site}{MEETING}")
    expect(told).to_contain_text("Kan leses uten nett")
    phone.context.clear_cookies()
    sign_in(site, phone, "kontakt@demo.example")
    phone.goto(f"{site}/hf/eksempel/arbeid/")
    assert kept(phone) == []
    phone.context.set_offline(True)
    phone.goto(f"{site}{MEETING}")
    expect(phone.locator("main h1")).to_have_text("Du er uten nett")
    assert NOTE not in phone.content()
