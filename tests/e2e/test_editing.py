"""The secretariat edits an agreement: drafts kept, dragged, pasted, as one text, and published."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Axe, OpenPage
from tests.e2e.test_secretariat import sign_in
from tests.everywhere.portions import ALL

pytestmark = pytest.mark.browser
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {color:red}</style>
</head><body><!--StartFragment--><p class=MsoNormal>Kommunen <b>skal</b>:<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>melde fra<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>ta imot<o:p></o:p></p>
<!--EndFragment--></body></html>"""
PASTE = """(area, [html, plain]) => {
  const given = new DataTransfer();
  given.setData('text/html', html);
  given.setData('text/plain', plain);
  const asked = { clipboardData: given, bubbles: true, cancelable: true };
  area.focus();
  area.dispatchEvent(new ClipboardEvent('paste', asked));
}"""


def new_draft(site: str, page: Page, document: str, name: str) -> str:
    """Makes a draft from the edition in force and returns its address."""
    page.goto(f"{site}/hf/eksempel/arbeid/avtaler/{document}/ny-utgave/")
    page.locator("[name=label]").fill(name)
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(re.compile(f"/utgaver/{name}/$"))
    return page.url


def is_fit(page: Page, axe: Axe, width: int) -> None:
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def rows(page: Page) -> Locator:
    """The provisions where they are moved and taken out."""
    return page.locator("ol.provisions > li")


def order(page: Page) -> list[str]:
    found: list[str] = rows(page).evaluate_all("rows => rows.map(row => row.id)")
    return found


def drag_onto(page: Page, moved: Locator, onto: Locator) -> None:
    """Takes a row by its handle, up past what is seen, and lets it go on another's upper half."""
    moved.scroll_into_view_if_needed()
    handle = moved.locator("[data-handle]").bounding_box()
    assert handle is not None
    x = handle["x"] + 10
    page.mouse.move(x, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(x, 20, steps=4)
    # Held at the edge the list scrolls by itself, until the other row is well within the window.
    for _wait in range(1500):
        seen = onto.bounding_box()
        if seen is not None and seen["y"] > 100:
            break
        page.wait_for_timeout(20)
    page.mouse.move(x, 300)
    target = onto.bounding_box()
    assert target is not None
    page.mouse.move(x, target["y"] + 4, steps=4)
    expect(onto).to_have_attribute("data-drop", "foran")
    page.mouse.up()


@pytest.mark.parametrize("width", [1280, 390] if ALL else [390])
def test_an_edition_is_made_edited_moved_and_published(
    site: str, open_page: OpenPage, axe: Axe, width: int
) -> None:
    page = open_page(width)
    sign_in(site, page, "sekretariat@demo.example")
    name, document = f"redigert-{width}", "retningslinje-1" if width > 1000 else "retningslinje-3"
    draft = new_draft(site, page, document, name)
    is_fit(page, axe, width)
    expect(page.locator("[data-outline] [aria-current=location]").first).to_be_attached()
    for number in range(3):
        page.goto(f"{draft}rekkefolge/")
        rows(page).nth(number).locator("a").first.click()
        area = page.locator("textarea")
        area.press("Control+Home")
        area.press_sequentially(f"Kvittering {number}. ")
        expect(page.locator("[data-unsaved]")).to_have_text(re.compile(r"\d\d\.\d\d"))
        page.goto(f"{draft}rekkefolge/")
        rows(page).nth(number).locator("a").first.click()
        expect(page.locator("dl.kept")).to_contain_text(f"Kvittering {number}.")
        if number == 0:
            is_fit(page, axe, width)
        page.locator("a[href='?kladd=1']").click()
        expect(page.locator("textarea")).to_have_value(re.compile(f"Kvittering {number}\\."))
        page.locator("button[name=preview]").click()
        expect(page.locator("section.looks")).to_contain_text(f"Kvittering {number}.")
        page.locator("main form button[type=submit]").first.click()
        expect(page).to_have_url(re.compile(f"/utgaver/{name}/"))
    page.goto(f"{draft}rekkefolge/")
    before = order(page)
    last = rows(page).last
    drag_onto(page, last, rows(page).first)
    expect(rows(page).first).to_have_id(before[-1])
    expect(page.locator("[data-moving-told]")).not_to_be_empty()
    is_fit(page, axe, width)
    page.keyboard.press("ArrowDown")
    expect(rows(page).first).to_have_id(before[0])
    expect(page.locator("[data-handle]:focus")).to_have_count(1)
    moved = order(page)
    page.reload()
    assert order(page) == moved

    page.goto(f"{draft}hele-teksten/")
    area = page.locator("textarea[name=text]")
    area.fill(f"{area.input_value()}\n# Helt nytt punkt\n\nSkrevet i hele teksten.\n")
    page.locator("button[name=read]").click()
    expect(page.locator("section.report ins").last).to_contain_text("Skrevet i hele teksten.")
    is_fit(page, axe, width)
    page.locator("button[name=carry_out]").click()
    expect(page.locator("section.prov").last).to_contain_text("Helt nytt punkt")
    page.goto(f"{draft}forhandsvisning/")
    expect(page.locator("main")).to_contain_text("Skrevet i hele teksten.")
    page.goto(f"{draft}publiser/")
    page.locator("[name=adopted_on]").fill(page.locator("[name=valid_from]").input_value())
    page.locator("[name=adopted_note]").fill("Sak 5/26")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("(Samarbeidsavtalen 5.2)")
    is_fit(page, axe, width)
    page.locator("[name=adopted_by]").select_option(label="Strategisk utvalg")
    page.locator("[name=recommended_by]").select_option(label="Faglig utvalg for pasientforløp")
    page.locator("main form button[type=submit]").click()
    public = f"{site}/hf/eksempel/avtaler/{document}/"
    page.goto(public)
    expect(page.locator("main")).to_contain_text("Kvittering 2.")
    page.goto(f"{public}forskjell/")
    expect(page.locator("ins").filter(has_text="Skrevet i hele teksten.")).to_be_visible()


def test_what_is_pasted_from_word_is_clean_and_too_much_is_not_sent(site: str, page: Page) -> None:
    sign_in(site, page, "sekretariat@demo.example")
    draft = new_draft(site, page, "retningslinje-2", "limt")
    page.goto(f"{draft}bestemmelser/ny/")
    area = page.locator("textarea")
    area.evaluate(PASTE, [WORD, "Kommunen skal: melde fra ta imot"])
    expect(area).to_have_value("Kommunen **skal**:\n\n- melde fra\n- ta imot")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    area.evaluate(
        "area => { const given = new DataTransfer();"
        "given.setData('text/plain', 'a'.repeat(50 * 1024 * 1024));"
        "const asked = { clipboardData: given, bubbles: true, cancelable: true };"
        "area.dispatchEvent(new ClipboardEvent('paste', asked)); }"
    )
    expect(page.locator("[data-unsaved]")).to_contain_text("8 MB")
    expect(area).to_have_value("Kommunen **skal**:\n\n- melde fra\n- ta imot")
    area.evaluate(
        "area => { area.value = ('a'.repeat(1023) + '\\n').repeat(9 * 1024);"
        "area.form.requestSubmit(); }"
    )
    expect(page.locator("[data-unsaved]")).to_contain_text("8 MB")
    assert "POST" not in sent
    assert area.evaluate("area => area.value.length") == 9 * 1024 * 1024


def test_without_a_script_nothing_is_kept_and_all_of_it_works(
    site: str, open_page: OpenPage
) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(site, page, "sekretariat@demo.example")
    draft = new_draft(site, page, "retningslinje-2", "uten-skript")
    expect(page.locator("[data-marks]")).to_have_count(0)
    page.goto(f"{draft}rekkefolge/")
    expect(page.locator("[data-handle]").first).to_be_hidden()
    first = order_without_script(page)[0]
    rows(page).first.locator("button[value=ned]").click()
    assert order_without_script(page)[0] != first
    rows(page).first.locator("a").first.click()
    expect(page.locator("[data-marks]")).to_be_hidden()
    page.locator("textarea").fill("Uten skript.")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("section.prov").first).to_contain_text("Uten skript.")
    page.goto(f"{draft}hele-teksten/")
    expect(page.locator("textarea[name=text]")).to_have_value(re.compile(r"Uten skript\."))
    too_much = "a" * (9 * 1024 * 1024)
    page.locator("textarea[name=text]").fill(too_much)
    page.locator("button[name=read]").click()
    expect(page.locator("main")).to_contain_text("8 MB")


def test_the_editor_writes_with_buttons_and_two_who_collide_lose_nothing(
    site: str, open_page: OpenPage, axe: Axe
) -> None:
    page, other = open_page(1280), open_page(390)
    sign_in(site, page, "redaktor@demo.example")
    sign_in(site, other, "sekretariat@demo.example")
    page.goto(f"{site}/hf/eksempel/arbeid/avtaler/retningslinje-2/")
    page.locator("[name=label]").fill("Etter høringen")
    page.locator(".begin button").click()
    expect(page).to_have_url(re.compile("/utgaver/etter-horingen/$"))
    page.locator("a.edit").nth(1).click()
    other.goto(page.url)
    area = page.locator("textarea")
    was = area.input_value().rstrip()
    area.press("Control+End")
    area.press_sequentially("\n\nHaster")
    area.press("Control+b")
    for key, stands in (
        ("i", "***Haster***"),
        ("b", "*Haster*"),
        ("i", "Haster"),
        ("b", "**Haster**"),
    ):
        area.press(f"Control+{key}")
        expect(area).to_have_value(re.compile(rf"\n\n{re.escape(stands)}\s*$"))
    area.press("End")
    area.press("Enter")
    page.locator("[data-mark=list]").click()
    area.press_sequentially("ring\nskriv\n\n")
    page.locator("[data-mark=table]").click()
    mine = area.input_value()
    assert mine == (
        f"{was}\n\n**Haster**\n\n- ring\n- skriv\n\n\n"
        "| Kolonne 1 | Kolonne 2 |\n| --- | --- |\n|  |  |\n|  |  |\n"
    )
    other.locator("textarea").fill("Sekretariatets ordlyd.")
    other.locator(".here .buttons .btn").first.click()
    expect(other).to_have_url(re.compile("/utgaver/etter-horingen/#"))
    page.locator(".here .buttons .btn").first.click()
    told = page.locator(".errors")
    expect(told).to_contain_text(re.compile(r"Siri Sekretær lagret dette .* kl\. \d\d\.\d\d"))
    expect(page.locator(".collision h3")).to_have_text("«Tekst»")
    theirs, typed = page.locator(".collision .words").all()
    expect(theirs).to_have_text("Sekretariatets ordlyd.")
    expect(typed).to_contain_text("**Haster**")
    expect(area).to_have_value(mine)
    is_fit(page, axe, 1280)
    page.set_viewport_size({"width": 390, "height": 844})
    is_fit(page, axe, 390)
    page.locator(".here .buttons .btn").first.click()
    expect(page.locator("section.prov table").first).to_contain_text("Kolonne 1")


def order_without_script(page: Page) -> list[str]:
    return [row.get_attribute("id") or "" for row in rows(page).all()]
