"""A round of reporting in the browser: opened, answered on a phone, followed and reminded."""

from __future__ import annotations

import datetime
import re

import pytest
from playwright.sync_api import Page, expect

from tests.commitments.files import PDF
from tests.e2e.conftest import Axe, OpenPage
from tests.e2e.test_secretariat import sign_in

pytestmark = pytest.mark.browser
EDITION = "/hf/eksempel/arbeid/planer/handlingsplan-2025-2028/2025/"


def opened_round(site: str, page: Page, axe: Axe) -> None:
    sign_in(site, page, "sekretariat@demo.example")
    page.goto(f"{site}{EDITION}")
    page.get_by_role("link", name="Åpne en rapporteringsrunde").click()
    page.get_by_label("Navn").fill("Høsten")
    due = datetime.date.today() + datetime.timedelta(days=10)
    page.get_by_label("Svar innen").fill(due.isoformat())
    assert axe(page) == []
    page.get_by_role("button", name="Åpne runden").click()
    expect(page.get_by_role("status")).to_contain_text("Runden er åpnet")
    assert axe(page) == []


def test_a_round_of_five_is_answered_on_a_phone_in_seven_taps(
    site: str, open_page: OpenPage, axe: Axe
) -> None:
    desk = open_page()
    opened_round(site, desk, axe)
    phone = open_page(390, 844, has_touch=True)
    sign_in(site, phone, "kontakt@demo.example")
    taps = 0

    def tap(locator) -> None:
        nonlocal taps
        locator.tap()
        taps += 1
        expect(phone.locator(".errors")).to_have_count(0)

    tap(phone.get_by_role("link", name=re.compile("^Høsten")).first)
    tap(phone.get_by_role("link", name="Svar på ett om gangen"))
    for number in range(1, 6):
        expect(phone.locator("main")).to_contain_text(f"Tiltak {number} av 5")
        if number == 1:
            assert axe(phone) == []
            assert phone.evaluate("document.documentElement.scrollWidth") <= 390
            presses = [one.bounding_box() for one in phone.locator(".press").all()]
            assert min(box["height"] for box in presses if box) >= 44
            phone.locator("details.answer-row summary").click()
            expect(phone.get_by_label("Hvorfor")).to_be_hidden()
            phone.get_by_label("Utgått").check()
            expect(phone.get_by_label("Hvorfor")).to_be_visible()
            phone.get_by_label("I rute").check()
            expect(phone.get_by_label("Hvorfor")).to_be_hidden()
            assert axe(phone) == []
            assert phone.evaluate("document.documentElement.scrollWidth") <= 390
            phone.locator("input[type=file]").set_input_files(
                {"name": "referat.pdf", "mimeType": "application/pdf", "buffer": PDF}
            )
        tap(phone.get_by_role("button", name="Delvis oppnådd"))
        expect(phone.get_by_role("status").first).to_contain_text("Lagret: Delvis oppnådd")
    expect(phone.get_by_role("status").first).to_contain_text("Alle tiltakene er besvart")
    assert taps <= 7
    phone.get_by_role("link", name="Tilbake til innboksen").click()
    answered = phone.locator("section").filter(has_text="Besvart sist").locator("li")
    # What was answered before the round, of something else, stands below its five.
    ours = re.compile("Delvis oppnådd.*Høsten · Kari Kontakt", re.DOTALL)
    expect(answered.filter(has_text=ours)).to_have_count(5)
    for number in range(5):
        expect(answered.nth(number)).to_contain_text(ours)
    expect(phone.get_by_role("link", name="Svar", exact=True)).to_have_count(0)

    desk.reload()
    row = desk.locator("tr").filter(has_text="Bruvåg").first
    expect(row).to_contain_text("5 av 5")
    asked_of_all = desk.locator("details").filter(has_text="Bruvåg")
    expect(asked_of_all.first.locator("summary")).to_contain_text("1 av")
    for one in asked_of_all.all():
        one.locator("summary").click()
    expect(desk.get_by_role("link", name="referat.pdf")).to_have_count(1)
    # Nobody who has not answered can be reached: no reminder is offered.
    expect(desk.get_by_role("button", name="Send påminnelse til alle som mangler")).to_have_count(0)
    expect(desk.locator("main")).to_contain_text("Kan ikke nås")
    assert axe(desk) == []

    desk.goto(f"{site}/hf/eksempel/kommuner/bruvag/")
    expect(desk.locator("main")).to_contain_text("Delvis oppnådd")
    assert axe(desk) == []


def test_the_secretariat_sees_what_needs_attention(site: str, page: Page, axe: Axe) -> None:
    sign_in(site, page, "sekretariat@demo.example")
    page.get_by_role("link", name="Alt som trenger oppmerksomhet").click()
    expect(page.locator("main h1")).to_have_text("Trenger oppmerksomhet")
    assert axe(page) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_what_is_owed_are_accessible(
    site: str, open_page: OpenPage, axe: Axe, width: int
) -> None:
    page = open_page(width)
    sign_in(site, page, "kontakt@demo.example")
    found = {}
    for address in (
        "innboks/", "forpliktelser/", "paminnelser/", "rutiner-i-bruk/", "parter/bruvag/",
        "parter/klinikk-psykisk-helse/", "parter/sykehuset-fjord-og-fjell/", "planer/",
        "organ/utvalg-pasientforlop/", "planer/handlingsplan-2025-2028/2025/",
    ):  # fmt: skip
        answer = page.goto(f"{site}/hf/eksempel/arbeid/{address}")
        assert answer is not None
        assert answer.status == 200, address
        if wrong := axe(page):
            found[address] = wrong
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found[f"{address} is too wide"] = []
    assert found == {}
