"""The secretariat and a contact person keep their helsefellesskap in the browser, as they would."""

from __future__ import annotations

import datetime
import re

import pytest
from playwright.sync_api import Page, expect

from samspill.accounts.demonstration import PASSWORD
from samspill.common.models import today
from tests.e2e.conftest import Axe, OpenPage
from tests.e2e.counting import Hand

pytestmark = pytest.mark.browser

WORK = [
    "/arbeid/",
    "/arbeid/organer/",
    "/arbeid/organer/?vis=ledige",
    "/arbeid/avtaler/",
    "/arbeid/avtaler/retningslinje-1/",
    "/arbeid/avtaler/retningslinje-1/ny-utgave/",
    "/arbeid/avtaler/retningslinje-1/utgaver/2025/",
    "/arbeid/avtaler/retningslinje-1/utgaver/2025/forhandsvisning/",
    "/arbeid/folk/",
    "/arbeid/folk/ny/",
    "/arbeid/register/",
    "/arbeid/register/parter/",
    "/arbeid/register/parter/ny/",
    "/arbeid/register/organer/",
    "/arbeid/register/dokumenter/?q=finnesikke",
    "/arbeid/oppstart/",
    "/arbeid/sammenslaing/",
    "/arbeid/logg/",
]
SMALL = """
    [...document.querySelectorAll('main input:not([type=hidden])')].filter(one => {
        const { width, height } = one.getBoundingClientRect();
        return one.labels.length === 0 && width > 0 && Math.min(width, height) < 24;
    }).map(one => one.outerHTML)
"""
"""Fields that are pressed by themselves alone, and are smaller than WCAG 2.5.8 asks."""


def sign_in(site: str, page: Page, email: str) -> None:
    page.goto(f"{site}/hf/eksempel/arbeid/")
    page.get_by_label("E-postadresse").fill(email)
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()
    expect(page.locator("main h1")).to_have_text("Min side")


@pytest.mark.parametrize("width", [1280, 320])
def test_signed_in_pages_are_accessible(
    site: str, open_page: OpenPage, axe: Axe, width: int
) -> None:
    page = open_page(width)
    sign_in(site, page, "sekretariat@demo.example")
    found = {}
    for address in WORK:
        response = page.goto(f"{site}/hf/eksempel{address}")
        assert response is not None
        assert response.status == 200, address
        if violations := axe(page):
            found[address] = violations
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found[f"{address} is {wide} wide"] = []
        if small := page.evaluate(SMALL):
            found[f"{address} has targets below 24 pixels"] = small
    assert found == {}


def test_somebody_new_is_appointed_to_a_vacant_seat_in_seven(
    site: str, page: Page, axe: Axe
) -> None:
    sign_in(site, page, "sekretariat@demo.example")
    hand, tomorrow = Hand(), today() + datetime.timedelta(days=1)
    hand.press(page.locator("main").get_by_role("link", name=re.compile("Ledige? plass")))
    hand.press(page.locator("#ledige li a").first)
    body = page.url.split("/organer/")[1].split("/")[0]
    seat = page.locator("main h1").inner_text().removeprefix("Oppnevn til plassen ")
    hand.fill(page.get_by_label("Fra", exact=True), tomorrow.isoformat())
    hand.press(page.get_by_role("button", name="Legg til en person"))
    assert axe(page) == []
    hand.fill(page.get_by_label("Navn", exact=True), "Nina Nyvalgt")
    hand.press(page.get_by_role("button", name="Lagre"))
    expect(page.get_by_role("status")).to_contain_text("Nina Nyvalgt er lagt til og valgt")
    chosen = page.get_by_label("Person", exact=True).locator("option:checked")
    expect(chosen).to_have_text("Nina Nyvalgt")
    expect(page.get_by_label("Fra", exact=True)).to_have_value(tomorrow.isoformat())
    assert axe(page) == []
    hand.press(page.get_by_role("button", name="Oppnevn", exact=True))
    assert hand.count <= 7
    expect(page.get_by_role("status")).to_contain_text("Oppnevnt fra ")
    row = page.locator("tr").filter(has=page.get_by_role("rowheader", name=seat, exact=True))
    expect(row).to_contain_text("Ledig")
    expect(row).to_contain_text(re.compile(r"Fra \d+\. \w+ \d{4}:\s+Nina Nyvalgt"))
    assert axe(page) == []

    row.get_by_role("link", name=re.compile("^Oppnevn ")).first.click()
    page.get_by_role("button", name="Oppnevn", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Velg en person, eller skriv rollen under.")
    page.get_by_label("Rollen personen har").fill("Rådgiver for samhandling")
    page.get_by_role("button", name="Oppnevn", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Til og med: Nina Nyvalgt har plassen fra")
    expect(page.get_by_role("button", name="Lagre likevel")).to_have_count(0)
    page.get_by_label("Til og med").fill(today().isoformat())
    page.get_by_role("button", name="Oppnevn", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Oppnevnt. Den åpne siden viser det nå.")
    page.goto(f"{site}/hf/eksempel/organer/{body}/")
    expect(page.locator("main")).to_contain_text("Rådgiver for samhandling")


def test_a_substitute_is_named(site: str, page: Page) -> None:
    sign_in(site, page, "sekretariat@demo.example")
    page.goto(f"{site}/hf/eksempel/arbeid/organer/")
    page.locator("main table a").first.click()
    page.get_by_role("link", name=re.compile("^Oppnevn vara")).first.click()
    page.get_by_label("Rollen personen har").fill("Vara for prøven")
    page.get_by_role("button", name="Oppnevn vara").click()
    expect(page.locator("main")).to_contain_text("Vara for prøven")


def test_a_new_edition_is_worked_on_and_published(site: str, page: Page, axe: Axe) -> None:
    sign_in(site, page, "sekretariat@demo.example")
    page.goto(f"{site}/hf/eksempel/avtaler/retningslinje-2/")
    page.get_by_role("link", name=re.compile("utgaver og tekst")).click()
    page.get_by_label("Navn på utgaven").fill("Prøveutgaven")
    page.get_by_role("button", name="Begynn med teksten fra 2025").click()
    draft = page.url
    public = f"{site}/hf/eksempel/avtaler/retningslinje-2/"
    for number in range(3):
        page.goto(draft)
        page.locator("a.edit").nth(number).click()
        text = page.get_by_label("Tekst", exact=True)
        text.fill(f"Dette er prøvesetning nummer {number}.\n\n{text.input_value()}")
        page.get_by_role("button", name="Forhåndsvis").click()
        expect(page.locator("section.looks")).to_contain_text(f"prøvesetning nummer {number}")
        page.get_by_role("button", name="Lagre").click()
    expect(page.locator("main")).to_contain_text("prøvesetning nummer 2")
    assert axe(page) == []
    page.goto(public)
    expect(page.locator("main")).not_to_contain_text("prøvesetning")
    page.goto(draft)
    page.get_by_role("link", name="Forhåndsvis").click()
    expect(page.locator("main")).to_contain_text("prøvesetning nummer 1")
    page.goto(draft)
    page.get_by_role("link", name="Publiser").click()
    page.get_by_label("Vedtatt", exact=True).fill(today().isoformat())
    page.get_by_label("Vedtatt av organet").select_option(label="Strategisk utvalg")
    page.get_by_label("Innstilt av organet").select_option(label="Faglig utvalg for pasientforløp")
    page.get_by_label("Vedtatt av, og saksnummer").fill("Sak 5/26")
    page.get_by_role("button", name="Publiser").click()
    expect(page.get_by_role("status")).to_contain_text("Publisert")
    page.goto(public)
    expect(page.locator("main")).to_contain_text("prøvesetning nummer 0")
    page.goto(f"{public}forskjell/")
    expect(page.locator("ins").filter(has_text="prøvesetning").first).to_be_visible()


def test_a_contact_person_confirms_on_a_phone(site: str, phone_page: Page, axe: Axe) -> None:
    sign_in(site, phone_page, "kontakt@demo.example")
    hand = Hand()
    hand.press(phone_page.locator("main").get_by_role("link", name="Hvem som representerer oss"))
    assert hand.count <= 2
    expect(phone_page.get_by_role("heading", name="Hvem taler for Bruvåg")).to_be_visible()
    phone_page.go_back()
    phone_page.locator("main a[href*='/folk/parter/']").first.click()
    expect(phone_page.get_by_role("button", name=re.compile("bekreft"))).to_be_visible()
    assert axe(phone_page) == []
    phone_page.get_by_role("button", name=re.compile("bekreft")).click()
    expect(phone_page.get_by_role("status")).to_contain_text("Bekreftet")
    refused = phone_page.goto(f"{site}/hf/eksempel/arbeid/logg/")
    assert refused is not None
    assert refused.status == 403
    expect(phone_page.locator("main h1")).to_contain_text("Rollen din gir ikke lov")


def test_what_was_typed_is_there_after_signing_in_again(site: str, page: Page) -> None:
    sign_in(site, page, "sekretariat@demo.example")
    page.goto(f"{site}/hf/eksempel/arbeid/folk/ny/")
    page.get_by_label("Navn", exact=True).fill("Halvferdig Navn")
    page.context.clear_cookies(name="samspill_okt")
    page.get_by_role("button", name="Lagre").click()
    page.get_by_label("E-postadresse").fill("sekretariat@demo.example")
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Du ble logget ut før dette ble lagret")
    expect(page.get_by_label("Navn", exact=True)).to_have_value("Halvferdig Navn")
