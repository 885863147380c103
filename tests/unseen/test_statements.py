"""Helsefellesskap that nobody made pages for: each says itself what must hold of it.

A folder beside this file is one, in the open format. Its ``statements.yaml`` says who sits on a
seat, who speaks for a party and who is called, which seats are missing, and what pages say and
never say.
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from django_scopes import scope

from samspill.bodies.models import Seat
from samspill.bodies.representation import Representation, who_speaks_for
from samspill.common.models import Partnership
from samspill.exchange.loading import load
from samspill.parties.models import Party
from tests.unseen.folders import HERE, SLUGS, STATEMENTS, handed_over

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Unseen:
    """A helsefellesskap that is loaded, and what is stated of it."""

    partnership: Partnership
    statements: dict[str, list[dict[str, Any]]]

    def of(self, kind: str) -> Iterator[dict[str, Any]]:
        yield from self.statements.get(kind, [])

    def representation(self, stated: dict[str, Any]) -> Representation | None:
        party = Party.objects.get(slug=stated["party"])
        found = who_speaks_for(party, stated["date"])
        return next((one for one in found if one.body.slug == stated["body"]), None)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return handed_over(tmp_path_factory.mktemp("unseen"))


@pytest.fixture(scope="module")
def all_loaded(folders: Path, once: Callable[..., Any]) -> None:
    for slug in SLUGS:
        once(partial(load, by="test"), folders / slug)


@pytest.fixture(params=SLUGS)
def unseen(all_loaded: None, request: pytest.FixtureRequest) -> Iterator[Unseen]:
    stated = yaml.safe_load((HERE / request.param / STATEMENTS).read_text(encoding="utf-8"))
    partnership = Partnership.objects.get(slug=request.param)
    with scope(partnership=partnership):
        yield Unseen(partnership, stated)


def test_there_are_several() -> None:
    assert len(SLUGS) >= 4


def test_who_sits_on_a_seat(unseen: Unseen) -> None:
    for stated in unseen.of("sits"):
        seat = Seat.objects.filter(body__slug=stated["body"], slug=stated["seat"])
        own, followed, occupancy = (
            seat.with_holder_on(stated["date"])
            .values_list("term__holder", "followed_term__holder", "occupancy")
            .get()
        )
        expected = (stated.get("holder"), stated.get("is", "filled"))
        assert (own or followed, occupancy) == expected, stated


def test_who_speaks_for_a_party(unseen: Unseen) -> None:
    for stated in unseen.of("speaks"):
        found = unseen.representation(stated)
        if stated.get("absent"):
            assert found is None, stated
            continue
        assert found, stated
        said = (found.way.value, [voice.seat.slug for voice in found.voices], found.shared)
        assert said == (stated["way"], stated["seats"], stated.get("shared", 0)), stated


def test_who_is_called_when_somebody_declines(unseen: Unseen) -> None:
    for stated in unseen.of("called"):
        found = unseen.representation(stated)
        assert found, stated
        called = {v.seat.slug: [one.slug for one in v.substitutes] for v in found.voices}
        assert called[stated["seat"]] == stated["order"], stated


def test_which_seats_somebody_must_be_found_for(unseen: Unseen) -> None:
    for stated in unseen.of("missing"):
        missing = Seat.objects.missing_on(stated["date"]).filter(body__slug=stated["body"])
        assert sorted(missing.values_list("slug", flat=True)) == sorted(stated["seats"]), stated


def test_what_pages_say_and_never_say(unseen: Unseen, client: Client) -> None:
    for stated in unseen.of("pages"):
        address = f"/hf/{unseen.partnership.slug}{stated['address']}"
        if "date" in stated:
            address += f"?dato={stated['date']:%Y-%m-%d}"
        answer = client.get(address)
        if "leads_to" in stated:
            there = f"/hf/{unseen.partnership.slug}{stated['leads_to']}"
            assert (answer.status_code, answer.headers["Location"]) == (301, there), address
            continue
        assert answer.status_code == 200, address
        text = words(answer.content.decode())
        for said in stated.get("says", []):
            assert str(said) in text, (address, said, text)
        for said in stated.get("never", []):
            assert str(said) not in text, (address, said)


def test_a_day_is_a_day(unseen: Unseen) -> None:
    """What is stated of a day names one, so that no statement is left untried by a typing error."""
    for kind in ("sits", "speaks", "called", "missing"):
        for stated in unseen.of(kind):
            assert isinstance(stated["date"], datetime.date), stated
    assert set(unseen.statements) <= {"sits", "speaks", "called", "missing", "pages"}


def words(page: str) -> str:
    """The text of a page, as one line."""
    body = re.sub(r"(?s)<(script|style|svg|head)\b.*?</\1>", " ", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
