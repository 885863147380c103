"""No page claims what nobody knows, speaks of the program, or speaks English to Norwegians.

Every open page of every data set and of the unseen ones is read. A sentence that says something for
certain stands here with the condition under which it may stand.
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from django.test import Client
from django_scopes import scope

from samspill.bodies.models import Body
from samspill.common.models import Partnership
from samspill.exchange.loading import load
from tests.everywhere.open_pages import open_addresses
from tests.unseen.folders import SLUGS, handed_over

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SETS = ("nordre-trondelag", "eksempel", "st-olav", "more-og-romsdal")
PROGRAM = re.compile(
    r"\b(?:None|True|False|NaN|undefined|has_text|for_decision|in_force|[a-z]+_[a-z]+_[a-z]+)\b"
    r"|\{\{|\{%|object at 0x|<[A-Z]\w+: "
)
ENGLISH = re.compile(r"\b(?:the|which|seats?|vacant|agreements?|measures?|municipalit\w+|nobody)\b")
FOREIGN = re.compile(r'<(\w+)[^>]*\blang="(?!n[bn]\b)[a-z]+"[^>]*>.*?</\1>', re.DOTALL)
APART = re.compile(r"<(script|style|svg|head|textarea|template)\b.*?</\1>|<!--.*?-->", re.DOTALL)


@dataclass(frozen=True)
class Page:
    """An open page: whose it is, its address within it, and its text as one line."""

    partnership: Partnership
    address: str
    text: str


@dataclass(frozen=True)
class Claim:
    """Something said for certain, in both languages, and when it may be said on a page."""

    said: str
    holds: Callable[[Page], bool]


def every_seat_is_known(page: Page) -> bool:
    """All seats of the body are entered, and who sits on each."""
    body = Body.objects.get(slug=page.address.split("/")[2])
    unknown = body.seats.filter(holders_recorded=False)
    return body.all_seats_entered and not unknown.exists()


CLAIMS = (
    Claim(r"Ingen ledig plass|Inga ledig plass", every_seat_is_known),
    Claim(r"\d+ for få", lambda page: Body.objects.get(
        slug=page.address.split("/")[2]).all_seats_entered),
    Claim(r"Ingenting gj?aldt på denne datoen",
          lambda page: page.partnership.all_documents_entered),
    Claim(r"Ingen plan (?:gjaldt|galdt)|\b0 tiltak\b",
          lambda page: page.partnership.all_plans_entered or "?" in page.address),
    Claim(r"kommun(?:e|er|ar) er med\b", lambda page: page.partnership.all_members_entered),
    Claim(r"\b1900\b", lambda page: "1900" in page.address),
)  # fmt: skip


@pytest.fixture(scope="module")
def loaded(
    once: Callable[..., object],
    load_once: Callable[..., None],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    load_once(*SETS)
    folders = handed_over(tmp_path_factory.mktemp("unseen"))
    for slug in SLUGS:
        once(partial(load, by="test"), Path(folders / slug))


@pytest.fixture
def pages(loaded: None, client: Client, settings, caplog) -> Iterator[Page]:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = SETS[0]
    for name in ("samspill.requests", "django.request"):
        caplog.set_level(logging.CRITICAL + 1, logger=name)
    return _read(client)


def _read(client: Client) -> Iterator[Page]:
    found = {one.slug: one for one in Partnership.objects.all()}
    for address in open_addresses((*SETS, *SLUGS)):
        answer = client.get(address)
        if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        named = re.match(r"/hf/([\w-]+)(/.*)", address)
        slug, within = (named[1], named[2]) if named else (SETS[0], address)
        yield Page(found[slug], within, words(answer.content.decode()))


def words(page: str) -> str:
    """The text of a page as one line, without what is marked as of another language."""
    shown = FOREIGN.sub(" ", APART.sub(" ", page))
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def test_every_page_says_only_what_is_known_in_the_readers_words(pages: Iterator[Page]) -> None:
    wrong: dict[str, list[str]] = {}
    count = 0
    for page in pages:
        count += 1
        at = f"{page.partnership.slug}{page.address}"
        with scope(partnership=page.partnership):
            for claim in CLAIMS:
                if re.search(claim.said, page.text) and not claim.holds(page):
                    wrong.setdefault(at, []).append(claim.said)
        for pattern in (PROGRAM, ENGLISH):
            if said := pattern.search(page.text):
                around = page.text[max(0, said.start() - 40) : said.end() + 40]
                wrong.setdefault(at, []).append(around)
    assert count > 500
    assert wrong == {}


def test_a_claim_is_refused_where_nobody_knows(loaded: None) -> None:
    vidda = Partnership.objects.get(slug="vidda")
    with scope(partnership=vidda):
        assert not every_seat_is_known(Page(vidda, "/organer/utvalet/", "Inga ledig plass"))
    skjaergard = Partnership.objects.get(slug="skjaergard")
    with scope(partnership=skjaergard):
        assert every_seat_is_known(Page(skjaergard, "/organer/lsu/", "Ingen ledig plass"))


@pytest.mark.parametrize(
    ("page", "read"),
    [
        ("<p>Seat <b>two</b></p>", "Seat two"),
        ('<p lang="en">The seat</p><p>Plass</p>', "Plass"),
        ("<script>the</script><p>None</p>", "None"),
    ],
)
def test_what_is_read_of_a_page(page: str, read: str) -> None:
    assert words(page) == read
