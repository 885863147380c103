"""Every kind of page in a real browser: no accessibility fault, no overflow, no outside call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.addresses import NORDRE, OPEN, REFUSED
from tests.e2e.conftest import OpenPage

pytestmark = pytest.mark.browser

Axe = Callable[[Page], list[dict[str, Any]]]


def faults(found: list[dict[str, Any]]) -> list[str]:
    return [
        f"{fault['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for fault in found
        for node in fault["nodes"]
    ]


LONG_WORDS = """() => {
    const shown = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const texts = [];
    while (shown.nextNode()) {
        const text = shown.currentNode, around = text.parentElement;
        const isOurs = around.closest("svg, script, style, select, textarea, button, summary");
        const style = getComputedStyle(around);
        if (text.data.trim() && !isOurs && style.whiteSpace !== "nowrap") texts.push(text);
    }
    for (const text of texts) text.data += " " + "w".repeat(80);
    return document.documentElement.scrollWidth;
}"""
"""Gives every text of a page a word as long as an address, and tells how wide it is then."""


def test_every_page_has_no_accessibility_fault_and_fits_320_pixels(
    site: str, page: Page, axe: Axe
) -> None:
    """Wide first, then as narrow as it must go; ``test_as_everyone.py`` looks at phones."""
    wrong: dict[str, list[str]] = {}
    for address in (*OPEN, *REFUSED):
        page.set_viewport_size({"width": 1280, "height": 900})
        response = page.goto(site + address)
        assert response is not None
        found = faults(axe(page))
        if address not in REFUSED:
            assert response.status == 200, address
            page.set_viewport_size({"width": 320, "height": 640})
            width = page.evaluate("document.documentElement.scrollWidth")
            found += [f"{width} pixels wide"] if width > 320 else []
            width = page.evaluate(LONG_WORDS)
            found += [f"{width} pixels wide with long words"] if width > 320 else []
        if found:
            wrong[address] = found
    assert wrong == {}


def test_a_page_fits_320_pixels_before_its_font_has_come(site: str, narrow_page: Page) -> None:
    narrow_page.route("**/*.woff2", lambda route: route.abort())
    narrow_page.goto(site)
    assert narrow_page.evaluate("document.documentElement.scrollWidth") <= 320


def test_every_page_fits_at_twice_the_text_size(site: str, open_page: OpenPage) -> None:
    page = open_page(640, 512, device_scale_factor=2)
    wide = {}
    for address in NORDRE:
        page.goto(site + address)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 640:
            wide[address] = width
    assert wide == {}


@pytest.mark.parametrize("address", ["/", "/kommuner/lierne/", "/avtaler/", "/sok/?q=avtale"])
def test_a_page_calls_nothing_outside_and_runs_without_script(
    site: str, browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(site + address)
    assert [url for url in asked if not url.startswith(site)] == []
    assert complaints == []
    assert page.locator("main h1").count() == 1
    context.close()


@pytest.mark.parametrize("address", ["/", "/avtaler/", "/kommuner/lierne/", "/lovkrav/"])
def test_the_first_view_is_below_100_kilobytes(site: str, page: Page, address: str) -> None:
    page.goto(site + address, wait_until="networkidle")
    sizes = page.evaluate(
        """() => [...performance.getEntriesByType('navigation'),
                  ...performance.getEntriesByType('resource')].map(e => e.encodedBodySize)"""
    )
    assert len(sizes) >= 2
    assert sum(sizes) < 100_000


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_page_tells_its_language(site: str, page: Page, axe: Axe, language: str) -> None:
    page.goto(f"{site}/?sprak={language}")
    assert page.locator("html").get_attribute("lang") == language
    assert faults(axe(page)) == []
