"""Pages as they are read: their text, whatever address they are asked for at."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from django.test import Client

from samspill.common.models import Partnership
from tests.everywhere.claims import Page

FOREIGN = re.compile(r'<(?!html\b)(\w+)[^>]*\blang="(?!n[bn]\b)[a-z]+"[^>]*>.*?</\1>', re.DOTALL)
APART = re.compile(r"<(script|style|svg|head|textarea|template)\b.*?</\1>|<!--.*?-->", re.DOTALL)
TYPED = re.compile(r"<textarea\b[^>]*>(.*?)</textarea>", re.DOTALL)
FIELD = re.compile(
    r"""<input\b(?![^>]*\btype="(?:hidden|submit|checkbox|radio)")[^>]*?\bvalue="([^"]*)\""""
)
TOLD = re.compile(r'\b(?:title|alt|aria-label|placeholder)="([^"]*)"')
NAMED = re.compile(r"/hf/([\w-]+)(/.*)")


def read(client: Client, addresses: Iterable[str], default: str) -> Iterator[Page]:
    """Each page that there is at those addresses; ``default`` answers where none is named."""
    found = {one.slug: one for one in Partnership.objects.all()}
    for address in addresses:
        answer = client.get(address)
        if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        named = NAMED.match(address)
        slug, within = (named[1], named[2]) if named else (default, address)
        yield page_of(answer, found[slug], within)


class Answer(Protocol):
    """What a page is read from."""

    @property
    def content(self) -> bytes: ...

    @property
    def headers(self) -> Mapping[str, str]: ...


def page_of(answer: Answer, partnership: Partnership, within: str) -> Page:
    shown = answer.content.decode()
    language = answer.headers["Content-Language"]
    return Page(partnership, within, words(shown), language, beside(shown))


def words(page: str) -> str:
    """The text of a page as one line, without what is marked as of another language."""
    shown = FOREIGN.sub(" ", APART.sub(" ", page))
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def beside(page: str) -> str:
    """What stands in the fields of a page, and what it tells of its pictures and places."""
    found = [one for pattern in (TYPED, FIELD, TOLD) for one in pattern.findall(page)]
    return html.unescape("\n".join(found))
