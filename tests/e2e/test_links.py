"""Every link on the public site leads somewhere, and none leaves its helsefellesskap unasked."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from urllib.parse import urldefrag, urljoin

import pytest

pytestmark = pytest.mark.browser

HREF = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')
IDENTITY = re.compile(r'\bid="([^"]+)"')
AT_MOST = 900


def fetch(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url) as response:
            return response.status, response.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, ""


@pytest.mark.parametrize("start", ["/", "/hf/eksempel/", "/hf/more-og-romsdal/"])
def test_every_link_leads_somewhere(site: str, start: str) -> None:
    waiting, seen = [urljoin(site, start)], {urljoin(site, start)}
    broken: list[str] = []
    fragments: dict[str, set[str]] = {}
    anchors: list[tuple[str, str, str]] = []
    while waiting and len(seen) < AT_MOST:
        url = waiting.pop(0)
        status, html = fetch(url)
        if status != 200:
            broken.append(f"{status} {url}")
            continue
        fragments[url] = set(IDENTITY.findall(html))
        for href in HREF.findall(html):
            target, fragment = urldefrag(urljoin(url, href.replace("&amp;", "&")))
            if fragment:
                anchors.append((url, target, fragment))
            own = target.startswith(site + start) and "sprak=" not in target
            if own and "/hf/" not in target[len(site + start) :] and target not in seen:
                if not target.endswith("/pdf/"):
                    seen.add(target)
                    waiting.append(target)
    assert broken == []
    assert len(seen) > 30
    assert [a for a in anchors if a[1] in fragments and a[2] not in fragments[a[1]]] == []
