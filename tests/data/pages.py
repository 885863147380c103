"""What the pages of a data set say, in words."""

from __future__ import annotations

import html
import re

from django.test import Client


def said(client: Client, slug: str, address: str) -> str:
    """The words of a public page of the helsefellesskap, on one line, without its marks."""
    page = client.get(f"/hf/{slug}{address}").content.decode()
    main = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert main, address
    words = html.unescape(re.sub(r"<[^>]+>", " ", main[0])).replace("\xad", "")
    return re.sub(r"\s+", " ", words)


def links(client: Client, slug: str, address: str) -> list[str]:
    """The addresses that a page leads to."""
    page = client.get(f"/hf/{slug}{address}").content.decode()
    return [html.unescape(one) for one in re.findall(r'href="([^"]+)"', page)]
