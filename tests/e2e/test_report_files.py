"""Files with an answer in the browser, on a phone: chosen, refused, chosen again, fetched."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, expect

from tests.commitments.files import PDF
from tests.e2e.conftest import Axe, OpenPage
from tests.e2e.test_secretariat import sign_in

pytestmark = pytest.mark.browser
MINUTES: FilePayload = {"name": "Møtereferat.pdf", "mimeType": "application/pdf", "buffer": PDF}
PROGRAM: FilePayload = {"name": "oppsett.exe", "mimeType": "text/plain", "buffer": b"MZ\x90"}


def test_files_go_with_an_answer_on_a_phone(site: str, open_page: OpenPage, axe: Axe) -> None:
    phone = open_page(390, 844, has_touch=True)
    sign_in(site, phone, "kontakt@demo.example")
    phone.goto(f"{site}/hf/eksempel/arbeid/innboks/")
    phone.locator("a[href$='/svar/']").first.click()
    chosen = phone.locator("input[type=file]")
    assert axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.locator("textarea[name=done]").fill("Gjennomgått i ledermøtet")
    chosen.set_input_files([MINUTES, PROGRAM])
    phone.locator("main form button[type=submit].btn").click()
    expect(phone.locator("main .field.wrong")).to_contain_text("Møtereferat.pdf, oppsett.exe")
    expect(phone.locator("textarea[name=done]")).to_have_value("Gjennomgått i ledermøtet")
    assert axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    address = re.sub(r"svar/$", "", phone.url)

    chosen.set_input_files([MINUTES])
    phone.locator("main form button[type=submit].btn").click()
    expect(phone.locator("main h1")).to_have_text("Innboks")
    phone.goto(address)
    assert axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    with phone.expect_download() as started:
        phone.get_by_role("link", name="Møtereferat.pdf", exact=True).click()
    assert started.value.suggested_filename == "Møtereferat.pdf"
    assert started.value.path().read_bytes() == PDF

    phone.get_by_role("link", name=re.compile("^Ta bort")).click()
    assert axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.locator("[name=reason]").fill("Feil fil")
    phone.get_by_role("button", name="Ta bort filen").click()
    expect(phone.get_by_role("status")).to_contain_text("Filen er tatt bort.")
    expect(phone.get_by_role("link", name="Møtereferat.pdf")).to_have_count(0)
