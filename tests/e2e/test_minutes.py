"""Minutes by two people at once, through a dropped connection; nothing that was typed is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Axe, OpenPage
from tests.e2e.test_editing import is_fit
from tests.e2e.test_secretariat import sign_in

pytestmark = pytest.mark.browser
MEETING = "/hf/eksempel/arbeid/moter/2026-11-26-utvalg-pasientforlop/"


def told(page: Page, words: str) -> None:
    """What the page says of whether it is saved."""
    expect(page.locator("[data-minutes-told]")).to_contain_text(words, timeout=20_000)


def saved(page: Page) -> None:
    """Waits until the page says that all of it is saved."""
    all_of_it = re.compile(r"^Lagret kl\. \d\d\.\d\d$")
    expect(page.locator("[data-minutes-told]")).to_have_text(all_of_it, timeout=20_000)


def test_two_write_the_minutes_through_a_dropped_connection(
    site: str, open_page: OpenPage, axe: Axe
) -> None:
    page, other = open_page(1280), open_page(390)
    sign_in(site, page, "sekretariat@demo.example")
    sign_in(site, other, "sekretariat@demo.example")
    for one in (page, other):
        one.goto(f"{site}{MEETING}referat/")
        expect(one.locator("form.min-item:visible h2")).to_be_visible()
    is_fit(page, axe, 1280)
    is_fit(other, axe, 390)
    said, decision = "textarea[name$=discussion]", "textarea[name$=decision]"
    page.locator(said).first.fill("Rådet gikk gjennom avvikene.")
    told(page, "Lagret kl.")
    other.locator(decision).first.fill("Avvikene følges opp.")
    told(other, "Lagret kl.")
    expect(other.locator(said).first).to_have_value("Rådet gikk gjennom avvikene.")

    page.context.set_offline(True)
    page.locator(said).first.fill("Skrevet uten nett.")
    told(page, "Ingen forbindelse siden kl.")
    page.locator("[data-add]").first.click()
    page.locator("input[name*=-duty-][name$=-text]:visible").last.fill("Sende brev")
    other.locator(said).first.fill("Den andre skrev her.")
    told(other, "Lagret kl.")
    page.context.set_offline(False)
    box = page.locator(".two-texts")
    expect(box).to_contain_text("Den andre skrev her.", timeout=20_000)
    is_fit(page, axe, 1280)
    box.locator("[data-take=both]").click()
    told(page, "Lagret kl.")
    expect(page.locator("[data-minutes-told]")).not_to_contain_text("ikke alt", timeout=20_000)

    page.context.set_offline(True)
    page.locator(said).first.press("Control+End")
    page.locator(said).first.press_sequentially(" Sist.")
    told(page, "Ingen forbindelse siden kl.")
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"{site}{MEETING}referat/")
    expect(again.locator(said).first).to_have_value(re.compile(r"Sist\.$"))
    told(again, "Lagret kl.")
    other.reload()
    kept = re.compile(r"^Den andre skrev her\.\s+Skrevet uten nett\. Sist\.$")
    expect(other.locator(said).first).to_have_value(kept)
    expect(other.locator("input[value='Sende brev']")).to_have_count(1)
    other.locator(".there [type=checkbox]").first.check()
    told(other, "Lagret kl.")
    expect(other.locator("[data-there]")).to_have_text("1")

    seen = other.locator(".there")
    seen.get_by_role("button", name="Lagre frammøtet").click()
    seen.get_by_role("button", name="De andre var ikke til stede").click()
    saved(other)
    other.reload()
    expect(other.locator("[data-there]")).to_have_text("1")
    chosen = [one.input_value() for one in seen.locator("select").all()]
    assert chosen.count("no") == len(chosen) - 1, "pressed while something else was being saved"

    written = "**/referat/*/"
    other.route(written, lambda sent: sent.fulfill(status=404))
    other.locator(said).first.fill("Til et punkt som er borte.")
    wrong = other.locator("form.min-item:visible [data-wrong]")
    expect(wrong).to_contain_text("Punktet finnes ikke lenger", timeout=20_000)
    expect(other.locator("[data-minutes-told]")).not_to_contain_text("forbindelse")
    other.unroute(written)
    other.context.clear_cookies(name=re.compile("csrf"))
    other.locator(said).first.press_sequentially(" Likevel.")
    saved(other)
    expect(wrong).to_be_empty()
