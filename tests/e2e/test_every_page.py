"""Every kind of page in a real browser: no accessibility fault, no overflow, no outside call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.addresses import NORDRE, OPEN, REFUSED

pytestmark = pytest.mark.browser

Axe = Callable[[Page], list[dict[str, Any]]]


def faults(found: list[dict[str, Any]]) -> list[str]:
    return [
        f"{fault['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for fault in found
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("address", [*OPEN, *REFUSED])
def test_a_page_has_no_accessibility_fault(site: str, page: Page, axe: Axe, address: str) -> None:
    response = page.goto(site + address)
    assert response is not None
    assert response.status == (200 if address not in REFUSED else response.status)
    assert faults(axe(page)) == []


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


@pytest.mark.parametrize("address", OPEN)
def test_a_page_fits_320_pixels(site: str, narrow_page: Page, address: str) -> None:
    narrow_page.goto(site + address)
    width = narrow_page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320
    assert narrow_page.evaluate(LONG_WORDS) <= 320


def test_a_page_fits_320_pixels_before_its_font_has_come(site: str, narrow_page: Page) -> None:
    narrow_page.route("**/*.woff2", lambda route: route.abort())
    narrow_page.goto(site)
    assert narrow_page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("address", NORDRE)
def test_a_page_fits_at_twice_the_text_size(site: str, browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 640, "height": 512}, device_scale_factor=2)
    page = context.new_page()
    page.goto(site + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    context.close()


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
