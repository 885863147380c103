"""Signing in as people do it: with a password, a code from an app, and a passkey."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT, RunningSite
from tests.e2e.test_every_page import faults

pytestmark = pytest.mark.browser

Axe = Callable[[Page], list[dict[str, Any]]]
OpenPage = Callable[..., Page]
PASSWORD = "samspill-demonstrasjon"
WIDTHS = [1280, 320]
MAKE = """
import json, sys, django
django.setup()
from samspill.accounts import actions, demonstration
demonstration.make_demo_users([(f"{name}@eksempel.no", name.title(), "nb")
                               for name in json.loads(sys.argv[1])])
print(actions.invite(email="ny@eksempel.no", name="Ny", by="test", origin=sys.argv[2]))
"""
CODE = """
import sys, django
django.setup()
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
print(format_hotp_value(hotp_value(sys.argv[1], int(sys.argv[2]) // 30)))
"""
OPEN = ["/konto/logg-inn/", "/konto/passord/glemt/", "/konto/passord/glemt/sendt/",
        "/konto/passord/nytt/1-feil/", "/konto/passord/nytt/ferdig/", "/konto/sperret/",
        "/konto/invitasjon/feil/", "/konto/ekstern/avbrutt/", "/konto/ekstern/feil/"]  # fmt: skip
SIGNED_IN = ["/konto/", "/konto/passord/endre/", "/konto/totrinn/app/", "/konto/nokler/",
             "/konto/nokler/ny/", "/konto/okter/", "/konto/bekreft/", "/konto/tilkoblinger/",
             "/konto/logg-ut/"]  # fmt: skip


def run(site: RunningSite, program: str, *arguments: str) -> str:
    """Runs a little program on the site's own database."""
    kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "SAMSPILL_ENV"}}
    environment = {
        **kept,
        "SAMSPILL_HOME": str(site.home),
        "DJANGO_SETTINGS_MODULE": "samspill.settings.local",
    }
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip().splitlines()[-1]


@pytest.fixture(scope="module")
def invitation(running_site: RunningSite) -> str:
    """Makes everybody whom these tests are about; the address of an invitation."""
    people = ["passord", "app", "nokkel", *(f"leser{width}" for width in WIDTHS)]
    return run(running_site, MAKE, json.dumps(people), running_site.address)


def sign_in(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/konto/logg-inn/")
    page.get_by_label("E-postadresse").fill(f"{name}@eksempel.no")
    page.get_by_label("Passord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()


def confirm(page: Page) -> None:
    expect(page.get_by_role("heading", name="Bekreft at det er deg")).to_be_visible()
    page.get_by_label("Passord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Bekreft", exact=True).click()


def faultless(page: Page, axe: Axe) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    assert faults(axe(page)) == [], page.url


@pytest.mark.usefixtures("invitation")
def test_with_a_password_after_a_mistake(site: str, page: Page, axe: Axe) -> None:
    page.goto(f"{site}/konto/")
    expect(page.get_by_role("heading", name="Logg inn", exact=True)).to_be_visible()
    page.get_by_role("button", name="Logg inn", exact=True).click()
    page.get_by_role("link", name=re.compile("E-postadresse: ")).click()
    expect(page.get_by_label("E-postadresse")).to_be_focused()
    faultless(page, axe)
    page.keyboard.type("passord@eksempel.no")
    page.get_by_label("Passord", exact=True).fill("feil")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").first).to_contain_text("passordet er feil")
    expect(page.get_by_label("E-postadresse")).to_have_value("passord@eksempel.no")
    page.get_by_label("Passord", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Min innlogging")).to_be_visible()
    page.get_by_role("button", name="Logg ut").click()
    expect(page.get_by_text("Du er logget ut.")).to_be_visible()


@pytest.mark.usefixtures("invitation")
def test_with_a_code_from_an_app(
    running_site: RunningSite, site: str, page: Page, axe: Axe
) -> None:
    sign_in(page, site, "app")
    page.get_by_role("link", name="Sett opp en app").click()
    confirm(page)
    secret = page.locator(".secret").inner_text()
    expect(page.get_by_role("img", name=re.compile("QR-kode"))).to_be_visible()
    page.get_by_label("Kode fra appen").fill("000000")
    page.get_by_role("button", name="Slå på").click()
    expect(page.get_by_role("alert").first).to_contain_text("Koden er feil")
    assert page.locator(".secret").inner_text() == secret
    faultless(page, axe)
    page.get_by_label("Kode fra appen").fill(code_for(running_site, secret))
    page.get_by_role("button", name="Slå på").click()
    expect(page.get_by_role("heading", name="Reservekoder")).to_be_visible()
    expect(page.locator(".codes li")).to_have_count(10)
    faultless(page, axe)
    page.goto(f"{site}/konto/totrinn/app/fjern/")
    faultless(page, axe)
    page.goto(f"{site}/konto/")
    faultless(page, axe)
    page.get_by_role("button", name="Logg ut").click()
    sign_in(page, site, "app")
    expect(page.get_by_role("heading", name="Trinn to: en kode")).to_be_visible()
    faultless(page, axe)
    # The code that switched it on is good no more; the app's next one is.
    page.get_by_label("Kode", exact=True).fill(code_for(running_site, secret, seconds=30))
    page.get_by_role("button", name="Logg inn", exact=True).click()
    expect(page.get_by_role("heading", name="Min innlogging")).to_be_visible()


def code_for(site: RunningSite, secret: str, *, seconds: int = 0) -> str:
    """The code that the app shows, or shows in so many seconds."""
    return run(site, CODE, secret, str(int(time.time()) + seconds))


@pytest.mark.usefixtures("invitation")
def test_with_a_passkey_and_no_password(site: str, page: Page, axe: Axe) -> None:
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    sign_in(page, site, "nokkel")
    page.get_by_role("link", name="Se passnøklene").click()
    page.get_by_role("link", name="Legg til en passnøkkel").click()
    confirm(page)
    page.get_by_label("Navn på passnøkkelen").fill("Jobbtelefonen")
    page.get_by_role("button", name="Legg til en passnøkkel").click()
    expect(page.get_by_role("heading", name="Reservekoder")).to_be_visible()
    page.goto(f"{site}/konto/nokler/")
    expect(page.get_by_role("heading", name="Jobbtelefonen")).to_be_visible()
    faultless(page, axe)
    page.get_by_role("link", name="Endre navn Jobbtelefonen").click()
    faultless(page, axe)
    page.get_by_label("Navn på passnøkkelen").fill("Telefonen")
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_role("heading", name="Telefonen", exact=True)).to_be_visible()

    page.goto(f"{site}/konto/logg-ut/")
    page.get_by_role("main").get_by_role("button", name="Logg ut").click()
    page.get_by_role("button", name="Logg inn med passnøkkel").click()
    expect(page.get_by_role("heading", name="Min innlogging")).to_be_visible()

    page.goto(f"{site}/konto/nokler/bekreft/?next=/konto/nokler/")
    faultless(page, axe)
    page.get_by_role("button", name="Bekreft med passnøkkel").click()
    page.get_by_role("link", name="Fjern Telefonen").click()
    faultless(page, axe)
    page.get_by_role("button", name="Fjern").click()
    expect(page.get_by_text("Du har ingen passnøkkel ennå")).to_be_visible()


@pytest.mark.usefixtures("invitation")
def test_a_passkey_that_is_not_there_is_told(site: str, page: Page) -> None:
    page.add_init_script("navigator.credentials.get = () => Promise.reject(new Error('none'))")
    page.goto(f"{site}/konto/logg-inn/")
    page.get_by_role("button", name="Logg inn med passnøkkel").click()
    expect(page.get_by_text("Passnøkkelen ble ikke brukt.")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_every_open_page_is_without_fault(
    site: str, open_page: OpenPage, axe: Axe, invitation: str, width: int
) -> None:
    page = open_page(width, 900)
    for address in [*(site + path for path in OPEN), invitation]:
        page.goto(address)
        expect(page.locator("main h1")).to_have_count(1)
        faultless(page, axe)


@pytest.mark.usefixtures("invitation")
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_of_ones_own_is_without_fault(
    site: str, open_page: OpenPage, axe: Axe, width: int
) -> None:
    page = open_page(width, 900)
    sign_in(page, site, f"leser{width}")
    page.goto(f"{site}/konto/nokler/ny/")
    confirm(page)
    for path in SIGNED_IN:
        page.goto(site + path)
        assert page.url == site + path
        expect(page.locator("main h1")).to_have_count(1)
        faultless(page, axe)
