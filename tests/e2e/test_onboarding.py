"""A helsefellesskap of ten municipalities is set up in the browser, from the Excel template."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from samspill.accounts.demonstration import PASSWORD
from samspill.bodies.models import Body, Role
from samspill.onboarding.layout import SHEETS
from samspill.parties.models import Assignment, ContactPoint, Participation, Party
from tests.conftest import ROOT, RunningSite
from tests.e2e.conftest import Axe, OpenPage
from tests.onboarding.workbooks import MUNICIPALITIES

pytestmark = pytest.mark.browser
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EMPTY = """
slug: oppstart
name: Helsefellesskapet Oppstart (oppdiktet)
short_name: Oppstart
language: nb
invented: true
"""
SIGN_INS = (
    "import django; django.setup(); from samspill.workspace.demonstration import make_all;"
    " make_all()"
)


@pytest.fixture(scope="module")
def empty(running_site: RunningSite, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a helsefellesskap with a name and a secretariat, and nothing else."""
    folder: Path = tmp_path_factory.mktemp("oppstart")
    (folder / "partnership.yaml").write_text(EMPTY, encoding="utf-8")
    hidden = {"DATABASE_URL", "SAMSPILL_ENV", "SECRET_KEY"}
    env = {name: value for name, value in os.environ.items() if name not in hidden}
    env |= {
        "SAMSPILL_HOME": str(running_site.home),
        "DJANGO_SETTINGS_MODULE": "samspill.settings.local",
    }
    samspill = str(Path(sys.executable).with_name("samspill"))
    for command in ([samspill, "load", str(folder)], [sys.executable, "-c", SIGN_INS]):
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    return f"{running_site.address}/hf/oppstart"


def sign_in(place: str, page: Page) -> None:
    page.goto(f"{place}/arbeid/")
    page.get_by_label("E-postadresse").fill("sekretariat@demo.example")
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()
    expect(page.locator("main h1")).to_have_text("Min side")


def add(book: Workbook, name: str, *rows: dict[str, Any]) -> None:
    """Writes rows under what stands in a sheet of the template."""
    kind = SHEETS[name]
    sheet = book[str(kind.title)]
    for row in rows:
        sheet.append([row.get(column.name) for column in kind.columns])


def fill_in(book: Workbook) -> None:
    """As ten municipalities would, with three slips: a number, a name and a date."""
    side, trust = "Kommunene", "Helseforetaket"
    capacity = str(Participation.Capacity.MEMBER.label)
    parties = [
        {"name": f"{name} kommune", "kind": str(Party.Kind.MUNICIPALITY.label), "side": side,
         "municipality_number": number, "capacity": capacity}
        for name, number in MUNICIPALITIES.items()
    ]  # fmt: skip
    parties[0]["municipality_number"] = "5060"
    add(book, "parties", *parties, {
        "name": "Sykehuset Oppstart", "kind": str(Party.Kind.HOSPITAL_TRUST.label), "side": trust,
        "capacity": capacity})  # fmt: skip
    add(book, "regions", {"name": "Innherred", "side": side, "host": "Levanger kommune",
                          "members": "Levanger kommune; Verdal kommune"})  # fmt: skip
    add(book, "people", {"name": "Kari Nordmann", "email": "kari@steinkjer.example",
                         "party": "Steinkjer kommune", "role": str(Assignment.Kind.CONTACT.label),
                         "role_party": "Steinkjer kommune", "role_from": "31.2.2026"})  # fmt: skip
    add(book, "contact_points", {
        "title": "Koordinerende enhet", "party": "Levanger kommune",
        "kind": str(ContactPoint.Kind.COORDINATING_UNIT.label)})  # fmt: skip
    add(book, "bodies", {"name": "Strategisk samarbeidsutvalg", "short_name": "SSU",
                         "kind": str(Body.Kind.BODY.label), "tier": "Strategisk nivå"})  # fmt: skip
    seats = [
        {"body": "SSU", "label": f"{name} kommune", "role": str(Role.MEMBER.label), "side": side,
         "represents_party": f"{name} kommune", "holder": "Kommunedirektør",
         "held_from": "1.1.2026"}
        for name in MUNICIPALITIES
    ]  # fmt: skip
    seats[3]["body"] = "Strategisk samarbeidsutvalgg"
    add(book, "seats", *seats)


def mend(book: Workbook) -> None:
    """Corrects the three slips where the report says that they are."""
    right = {"5060": "5006", "31.2.2026": "1.2.2026", "Strategisk samarbeidsutvalgg": "SSU"}
    mended = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value in right:
                    cell.value, mended = right[cell.value], mended + 1
    assert mended == 3


def send(page: Page, place: str, book: Workbook) -> None:
    written = io.BytesIO()
    book.save(written)
    page.goto(f"{place}/arbeid/oppstart/")
    page.get_by_label("Den utfylte arbeidsboken").set_input_files(
        {"name": "oppstart.xlsx", "mimeType": XLSX, "buffer": written.getvalue()}
    )
    page.get_by_role("button", name="Les arbeidsboken").click()


def fits(page: Page, axe: Axe, width: int) -> None:
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_ten_municipalities_from_the_template(empty: str, open_page: OpenPage, axe: Axe) -> None:
    page, phone = open_page(), open_page(390, 844, has_touch=True)
    sign_in(empty, page)
    sign_in(empty, phone)
    page.goto(f"{empty}/arbeid/register/")
    page.locator("main a[href$='/arbeid/oppstart/']").click()
    fits(page, axe, 1280)
    with page.expect_download() as downloading:
        page.locator("main a[href$='mal.xlsx']").click()
    book = load_workbook(io.BytesIO(downloading.value.path().read_bytes()))
    with translation.override("nb"):
        fill_in(book)
    send(page, empty, book)
    report = page.url
    main = page.locator("main")
    expect(main).to_contain_text("Kan ikke brukes")
    for slip in ("5060", "31.2.2026", "Strategisk samarbeidsutvalgg"):
        expect(main).to_contain_text(slip)
    expect(page.get_by_role("button", name="Lagre alt")).to_have_count(0)
    phone.goto(report)
    for one, width in ((page, 1280), (phone, 390)):
        fits(one, axe, width)
    mend(book)
    send(page, empty, book)
    expect(main).not_to_contain_text("Kan ikke brukes")
    phone.goto(page.url)
    for one, width in ((page, 1280), (phone, 390)):
        fits(one, axe, width)
    page.get_by_role("button", name="Lagre alt").click()
    expect(page.get_by_role("status")).to_contain_text("Lagret")
    expect(page.locator("main h1")).to_be_visible()
    for one, width in ((page, 1280), (phone, 390)):
        see_it_all(empty, one, axe, width)


def see_it_all(empty: str, page: Page, axe: Axe, width: int) -> None:
    """The municipalities, the body and its seats, on the signed-in and the public pages."""
    page.goto(f"{empty}/arbeid/register/parter/")
    for name in MUNICIPALITIES:
        expect(page.locator("main")).to_contain_text(f"{name} kommune")
    fits(page, axe, width)
    page.goto(f"{empty}/kommuner/")
    for name in MUNICIPALITIES:
        expect(page.locator("main")).to_contain_text(name)
    fits(page, axe, width)
    page.goto(f"{empty}/arbeid/organer/")
    page.locator("main a", has_text=re.compile("Strategisk samarbeidsutvalg|SSU")).first.click()
    expect(page.locator("main")).to_contain_text("Kommunedirektør")
    for name in MUNICIPALITIES:
        expect(page.locator("main")).to_contain_text(f"{name} kommune")
    fits(page, axe, width)
