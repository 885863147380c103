"""What people come for, done as they would do it: with the mouse, and with the keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenPage
from tests.e2e.counting import Hand

pytestmark = pytest.mark.browser


def test_the_rule_on_discharge_is_two_clicks_from_the_front_page(site: str, page: Page) -> None:
    page.goto(f"{site}/hf/eksempel/")
    page.locator("main").get_by_role("link", name=re.compile("utskriving", re.I)).first.click()
    expect(page.locator("main h1")).to_contain_text(re.compile("utskriving", re.I))
    page.locator("main").get_by_role("link", name=re.compile("utskriv", re.I)).first.click()
    assert re.search(r"#[\w-]+$", page.url)
    fragment = page.url.rsplit("#", 1)[1]
    expect(page.locator(f"[id='{fragment}']")).to_be_in_viewport()


def test_the_rule_on_discharge_is_two_interactions_away_as_people_write_it(
    site: str, open_page: OpenPage
) -> None:
    """Typed and sent with Enter, then one press: on a desk and on a phone."""
    for width in (1280, 390):
        page, hand = open_page(width, 844), Hand()
        page.goto(f"{site}/hf/eksempel/")
        field = page.locator("main input[name=q]")
        expect(field).to_be_in_viewport()
        hand.fill(field, "utskrivning")
        field.press("Enter")
        first = page.locator("ol.results a").first
        expect(first).to_be_in_viewport()
        hand.press(first)
        expect(page.locator("main h1")).to_contain_text(re.compile("utskriving", re.I))
        expect(page.locator("main .prov").first).to_be_visible()
        assert hand.count == 2


def test_the_guideline_on_discharge_of_nordre_trondelag(site: str, page: Page) -> None:
    page.goto(site)
    page.locator("main").get_by_role("link", name=re.compile("Pasientsamarbeid")).first.click()
    expect(page.locator("main h1")).to_contain_text("Pasientsamarbeid")
    expect(page.locator("main")).to_contain_text("Hva retningslinjen gjelder")
    way_on = page.locator("main").get_by_role("link", name="Der originalen ligger").first
    expect(way_on).to_have_attribute("href", re.compile("^https://hnt.no/"))


@pytest.mark.parametrize("dato", ["", "?dato=2019-06-01"])
def test_who_speaks_for_lierne(site: str, page: Page, dato: str) -> None:
    page.goto(f"{site}/kommuner/{dato}")
    page.locator("main").get_by_role("link", name="Lierne", exact=True).first.click()
    expect(page.locator("main h1")).to_contain_text("Lierne")
    expect(page.get_by_role("heading", name=re.compile("Hvem taler for Lierne"))).to_be_visible()
    notice = page.get_by_text("1. juni 2019")
    expect(notice.first).to_be_visible(visible=bool(dato))


def test_two_editions_are_compared(site: str, page: Page) -> None:
    page.goto(f"{site}/hf/eksempel/rutiner/")
    page.locator("main").get_by_role("link", name=re.compile("utskriv", re.I)).first.click()
    page.get_by_role("link", name=re.compile("forskjell|Sammenlign", re.I)).first.click()
    expect(page.locator("ins").first).to_be_visible()
    expect(page.locator("del").first).to_be_visible()


def test_service_agreement_5_is_followed_to_what_replaced_it(site: str, page: Page) -> None:
    page.goto(f"{site}/avtaler/tjenesteavtale-3-og-5/")
    page.locator("main").get_by_role("link", name=re.compile("Pasientsamarbeid")).first.click()
    expect(page.locator("main h1")).to_contain_text("Retningslinje 1")
    expect(page.locator("main")).to_contain_text("Tjenesteavtale 3 og 5")


def test_search_from_the_front_page_with_the_keyboard_alone(site: str, page: Page) -> None:
    page.goto(site)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#innhold")
    page.keyboard.press("Enter")
    field = page.locator("main input[name=q]")
    for _ in range(12):
        page.keyboard.press("Tab")
        if field.evaluate("e => e === document.activeElement"):
            break
    expect(field).to_be_focused()
    page.keyboard.type("samarbeidsavtale")
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_contain_text("Søk")
    first = page.locator("ol.results a").first
    expect(first).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if first.evaluate("e => e === document.activeElement"):
            break
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).not_to_contain_text("Søk")


def test_who_speaks_for_a_municipality_with_the_keyboard_alone(site: str, page: Page) -> None:
    page.goto(f"{site}/kommuner/")
    link = page.locator("main").get_by_role("link", name="Lierne", exact=True).last
    for _ in range(160):
        page.keyboard.press("Tab")
        if link.evaluate("e => e === document.activeElement"):
            break
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_contain_text("Lierne")


def test_the_menu_works_on_a_phone_without_script(site: str, browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.locator(".pocket summary").click()
    page.locator("header").get_by_role("link", name="Organer").click()
    expect(page).to_have_url(re.compile("/organer/$"))
    context.close()


def test_an_invented_helsefellesskap_is_marked_on_every_page(site: str, page: Page) -> None:
    for address in ["", "kommuner/", "organer/", "avtaler/", "rutiner/", "om/", "sok/?q=avtale"]:
        page.goto(f"{site}/hf/eksempel/{address}")
        expect(page.get_by_text(re.compile("oppdikt", re.I)).first).to_be_visible()
