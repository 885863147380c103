"""A case from a municipality's phone to a decision that a journalist finds without signing in."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Axe, OpenPage
from tests.e2e.test_editing import is_fit
from tests.e2e.test_minutes import saved
from tests.e2e.test_secretariat import sign_in

pytestmark = pytest.mark.browser
WORK = "/hf/eksempel/arbeid/"
COUNCIL, COMMITTEE, POLITICAL = (
    "Faglig utvalg for pasientforløp", "Strategisk utvalg", "Partnerskapsmøtet",
)  # fmt: skip
NETWORK = "Nettverk for koordinerende enheter"
MINE = "Hjemtransport om natten"
DECISION = "Partene inngår en felles avtale om drosje om natten."


def send(page: Page) -> None:
    """Presses the one button of the page's form, and waits for the answer."""
    page.locator("form.form button[type=submit]").last.click()
    page.wait_for_load_state()


def choose(page: Page, field: str, label: str) -> None:
    """Chooses the option that begins so."""
    option = page.locator(f"[name={field}] option").filter(has_text=re.compile(f"^\\s*{label}"))
    page.locator(f"[name={field}]").select_option(option.first.get_attribute("value"))


def in_a_meeting(site: str, page: Page, body: str, *cases: str) -> str:
    """Plans a meeting of a body today, puts cases on its agenda and says that it was held."""
    page.goto(f"{site}{WORK}moter/nytt/")
    page.get_by_label(body).check()
    page.locator("[name=date]").fill(timezone.localdate().isoformat())
    send(page)
    address = page.url
    for case in cases:
        page.goto(f"{address}sakslisten/")
        choose(page, "case", case)
        send(page)
    for move in ("call", "hold", "begin-minutes"):
        page.goto(f"{address}flytt/{move}/")
        send(page)
    return address


def treat(page: Page, meeting: str, case: str, outcome: str, decision: str) -> None:
    """Writes what came of a case."""
    page.goto(f"{meeting}referat/?punkt={case}")
    page.locator(f"[name={case}-outcome][value={outcome}]").check()
    page.locator(f"[name={case}-decision]").fill(decision)
    page.locator(f"[name={case}-mode][value=consensus]").check()
    page.locator(f"#punkt-{case} .buttons .btn").first.click()


def owe(page: Page, case: str, text: str, who: str) -> None:
    """Writes what is to be done today because of a case, and by whom."""
    row = page.locator(f"#punkt-{case} [data-rows]").first.locator("li").last
    row.locator("[name$=-text]").fill(text)
    option = row.locator("option").filter(has_text=re.compile(f"^\\s*{who}"))
    row.locator("select").select_option(option.first.get_attribute("value"))
    row.locator("[type=date]").fill(timezone.localdate().isoformat())


def approve(page: Page, meeting: str) -> None:
    for name in ("send-minutes", "approve-minutes"):
        page.goto(f"{meeting}flytt/{name}/")
        if page.locator("form.form").count():
            send(page)


def test_a_case_goes_from_a_phone_to_a_decision_that_anyone_finds(
    site: str, open_page: OpenPage, axe: Axe
) -> None:
    kari, siri, anyone = open_page(390), open_page(1280), open_page(1280)
    sign_in(site, kari, "kontakt@demo.example")
    sign_in(site, siri, "sekretariat@demo.example")

    kari.goto(f"{site}{WORK}saker/ny/?mal=raad-om-praksis")
    is_fit(kari, axe, 390)
    kari.locator("[name=title]").fill(MINE)
    send(kari)
    expect(kari.locator("[name=title]")).to_have_value(MINE)
    is_fit(kari, axe, 390)
    kari.locator("[name=question]").fill("Hvem ordner transport hjem om natten?")
    send(kari)
    expect(kari.locator("main")).to_contain_text("Sekretariatet har den, og har ikke svart ennå.")
    is_fit(kari, axe, 390)
    own = kari.url
    slug = own.rstrip("/").rsplit("/", 1)[-1]

    siri.goto(f"{site}{WORK}saker/")
    siri.get_by_role("link", name=MINE).click()
    siri.locator("a[href$='flytt/ask/']").click()
    siri.locator("[name=reason]").fill("Hvor ofte skjer det?")
    send(siri)
    kari.goto(f"{site}{WORK}")
    kari.get_by_role("link", name=MINE).click()
    expect(kari.locator("main")).to_contain_text("Hvor ofte skjer det?")
    kari.locator("a[href$='svar/']").click()
    kari.locator("[name=answer]").fill("Omtrent to ganger i uken.")
    send(kari)
    siri.goto(f"{own}flytt/accept/")
    choose(siri, "body", COUNCIL)
    send(siri)
    siri.goto(f"{own}innspill/")
    siri.locator("[name=question]").fill("Hva gjør dere i dag?")
    siri.locator("[name=due_on]").fill(timezone.localdate().isoformat())
    siri.get_by_label(NETWORK).check()
    siri.get_by_label("Bruvåg").check()
    is_fit(siri, axe, 1280)
    send(siri)
    kari.goto(f"{site}{WORK}innboks/")
    kari.locator("a[href*='/arbeid/innspill/']").first.click()
    is_fit(kari, axe, 390)
    kari.locator("[name=done]").fill("Vi ringer drosje.")
    send(kari)

    council = in_a_meeting(site, siri, COUNCIL, MINE, "Ny retningslinje 1")
    treat(siri, council, "ny-retningslinje-1", "decided", "Utvalget vedtar retningslinjen.")
    expect(siri.locator("#punkt-ny-retningslinje-1 [data-wrong]")).to_contain_text(COMMITTEE)
    expect(siri.locator("[name=ny-retningslinje-1-decision]")).to_have_value(
        "Utvalget vedtar retningslinjen."
    )
    is_fit(siri, axe, 1280)
    treat(siri, council, "ny-retningslinje-1", "noted", "")
    saved(siri)
    treat(siri, council, slug, "recommended", "Utvalget anbefaler en felles avtale om drosje.")
    saved(siri)
    approve(siri, council)

    siri.goto(f"{own}flytt/send-on/")
    choose(siri, "body", COMMITTEE)
    send(siri)
    committee = in_a_meeting(site, siri, COMMITTEE, MINE)
    treat(siri, committee, slug, "sent_on", "")
    saved(siri)
    approve(siri, committee)
    siri.goto(f"{own}flytt/send-on/")
    choose(siri, "body", POLITICAL)
    send(siri)
    political = in_a_meeting(site, siri, POLITICAL, MINE)
    treat(siri, political, slug, "decided", DECISION)
    owe(siri, slug, "Bestille drosje etter avtalen", "Bruvåg")
    saved(siri)
    anyone.goto(f"{site}/hf/eksempel/vedtak/?q=drosje+natten")
    expect(anyone.locator("main")).not_to_contain_text(DECISION)
    approve(siri, political)

    kari.goto(f"{site}{WORK}")
    expect(kari.locator("main")).to_contain_text("Bestille drosje etter avtalen")
    expect(kari.locator("main")).to_contain_text(DECISION)
    is_fit(kari, axe, 390)
    anyone.goto(f"{site}/hf/eksempel/vedtak/?q=drosje+natten")
    anyone.get_by_role("link", name=MINE).first.click()
    shown = anyone.locator("main")
    for told in (DECISION, "Vi ringer drosje.",
                 "Utvalget anbefaler", "Hva saken førte til", "Bestille drosje etter avtalen",
                 "Fikk vite om vedtaket"):  # fmt: skip
        expect(shown).to_contain_text(told)
    is_fit(anyone, axe, 1280)
    number = anyone.locator(".tag").first.inner_text()
    anyone.goto(f"{site}/hf/eksempel/saker/?q={number}")
    expect(anyone.locator("h1")).to_have_text(MINE)
    anyone.set_viewport_size({"width": 390, "height": 844})
    is_fit(anyone, axe, 390)
