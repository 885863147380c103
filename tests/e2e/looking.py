"""Pages as a phone shows them: made by the tests' own client, opened in a real browser.

A page is looked at if it shows something that none before it showed: what everyone sees alike is
looked at once. The browser has a thread of its own, since Django keeps another connection to the
database where an event loop runs.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.e2e.conftest import ARGUMENTS, AXE, TAGS

PHONE: ViewportSize = {"width": 390, "height": 844}
APART = re.compile(r"<(script|style|svg|head|option)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<(/?)(\w+)([^>]*?)(/?)>")
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
KIND = re.compile(r'\b(?:class|type)="([^"]*)"')
FITS = """
() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const small = [...document.querySelectorAll('button, select, input:not([type=hidden])')]
        .filter(one => {
            const pressed = [one, ...(one.labels ?? [])].map(each => each.getBoundingClientRect());
            return one.checkVisibility() && !one.matches('[aria-hidden=true], [aria-hidden=true] *')
                && !pressed.some(each => each.height >= 24 && each.width >= 24);
        });
    return [
        ...(wide > 0 ? [`${wide} px wider than the window`] : []),
        ...small.map(one => `a target under 24 px: ${one.outerHTML.slice(0, 160)}`),
    ];
}
"""
"""Links that are pressed are measured by axe-core, which knows WCAG's exceptions for them."""


@dataclass(frozen=True)
class Shown:
    """A page that somebody was shown: what its address is called, and its answer as it was made."""

    name: str
    by: str
    address: str
    content: bytes
    headers: dict[str, str]

    def __str__(self) -> str:
        return f"{self.address} ({self.by})"

    @cached_property
    def kinds(self) -> set[tuple[str, ...]]:
        """Which kinds of elements it has, each with the two that it stands in."""
        found, around = set(), [""]
        for closing, tag, told, empty in TAG.findall(APART.sub("", self.content.decode())):
            if closing:
                around = around[:-1] or [""]
                continue
            kind = " ".join((tag, *KIND.findall(told)))
            found.add((*around[-2:], kind))
            if tag not in VOID and not empty:
                around.append(kind)
        return found


def worth_a_look(pages: Iterable[Shown]) -> Iterator[Shown]:
    """Those that show something which none before them showed."""
    known: set[tuple[str, ...]] = set()
    for page in pages:
        kinds = {(page.name,), *page.kinds}
        if kinds - known:
            known |= kinds
            yield page


def faults_of(pages: list[Shown], chromium: str) -> dict[str, list[str]]:
    """What a phone shows that it should not, page by page."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(_looked_at, pages, chromium).result()


def _looked_at(pages: list[Shown], chromium: str) -> dict[str, list[str]]:
    script = AXE.read_text(encoding="utf-8")
    found = {}
    with sync_playwright() as playwright, served(pages) as address:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page(viewport=PHONE, locale="nb-NO", has_touch=True)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        for number, shown in enumerate(pages):
            page.goto(f"{address}/{number}{shown.address.partition('?')[0]}")
            if told := [*errors, *page.evaluate(FITS), *_axe(page, script)]:
                found[str(shown)] = told
            errors.clear()
        browser.close()
    return found


def _axe(page: Page, script: str) -> list[str]:
    page.evaluate(script)
    result = page.evaluate(
        """tags => axe.run(document, {
            runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'],
        })""",
        TAGS,
    )
    return [
        f"{fault['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for fault in result["violations"]
        for node in fault["nodes"]
    ]


@contextmanager
def served(pages: list[Shown]) -> Iterator[str]:
    """The pages, each under its number, with the style sheets and scripts that they ask for."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            number = self.path.split("/")[1]
            if number.isdecimal():
                self.answer(pages[int(number)].content, pages[int(number)].headers)
            elif file := finders.find(self.path.removeprefix("/static/")):
                kept = {"Cache-Control": "max-age=600", "Content-Type": guess_type(file)[0] or ""}
                self.answer(Path(file).read_bytes(), kept)
            else:
                self.send_error(404)

        def answer(self, content: bytes, headers: dict[str, str]) -> None:
            self.send_response(200)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
