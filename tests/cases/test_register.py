"""The register of decisions, narrowed and searched, and its feeds."""

from __future__ import annotations

import datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client

from samspill.bodies.models import Body
from samspill.cases.models import AgendaItem, Case, FollowUp, Meeting, OwedFollowUp
from samspill.commitments.models import Commitment
from samspill.common.models import Partnership
from samspill.parties.models import Party

NS = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def decided(partnership: Partnership) -> Partnership:
    """Two decisions of two bodies: the first is about Verdal and is not followed up yet."""
    frame = {"partnership": partnership}
    verdal = Party.objects.create(**frame, slug="verdal", name="Verdal", kind="municipality")
    told = {"psu": "Utvalget bevilger midler & penger.", "asu": "Rutinen for utskriving vedtas."}
    for year, (slug, decision) in enumerate(told.items(), start=2020):
        body = Body.objects.create(**frame, slug=slug, name=slug.upper())
        case = Case.objects.create(
            **frame, slug=f"sak-{slug}", title=f"Sak i {slug}", state="accepted", type="decision",
            question="Hva med ambulansen?", year=year,
        )  # fmt: skip
        meeting = Meeting.objects.create(
            **frame, slug=f"mote-{slug}", date=datetime.date(year, 3, 1), state="held"
        )
        meeting.bodies.add(body)
        item = AgendaItem.objects.create(
            **frame, meeting=meeting, slug="sak", position=0, case=case, outcome="decided",
            decision=decision,
        )  # fmt: skip
        Meeting.objects.filter(pk=meeting.pk).update(minutes="elsewhere")
        if slug == "psu":
            case.parties.add(verdal)
            thing = FollowUp.objects.create(**frame, item=item, slug="o", position=0, text="Gjør")
            owed = Commitment.objects.create(
                **frame, process="follow-up", title="Gjør", is_public=True
            )
            OwedFollowUp.objects.create(**frame, commitment=owed, thing=thing)
    return partnership


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"psu", "asu"}),
        ("q=bevilge+midler", {"psu"}),  # another form of the word
        ("q=ambulanse", {"psu", "asu"}),  # in the case
        ("q=i+og", {"psu", "asu"}),  # no word that tells anything
        ("q=finnes+ikke", set()),
        ("organ=asu", {"asu"}),
        ("ar=2020", {"psu"}),
        ("part=verdal", {"psu"}),
        ("type=decision", {"psu", "asu"}),
        ("type=election", set()),
        ("oppfolging=apen", {"psu"}),
        ("oppfolging=gjort", set()),
        ("organ=asu&q=rutine&ar=2021&hva=decided", {"asu"}),
    ],
)
def test_decisions_are_narrowed(decided: Partnership, asked: str, found: set[str]) -> None:
    page = Client().get(f"/hf/prove/vedtak/?{asked}").content.decode()
    assert {slug for slug in ("psu", "asu") if f"Sak i {slug}" in page} == found


def test_a_search_is_answered_by_its_index(decided: Partnership) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT id FROM cases_agendaitem WHERE samspill_item_words(partnership_id,"
            " title, decision, reason) @> samspill_cases_words(%s, %s)", [decided.pk, "midler"],
        )  # fmt: skip
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert "cases_item_words" in plan


def test_feeds_tell_of_each_body_and_of_all(decided: Partnership) -> None:
    for address, titles in {
        "vedtak/feed/": ["Sak i asu", "Sak i psu"],
        "vedtak/feed/?organ=psu": ["Sak i psu"],
        "moter/feed/": ["ASU", "PSU"],
        "moter/feed/?organ=asu": ["ASU"],
    }.items():
        answer = Client().get(f"/hf/prove/{address}")
        assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
        feed = ElementTree.fromstring(answer.content)  # noqa: S314 - our own
        entries = feed.findall("a:entry", NS)
        pairs = zip(entries, titles, strict=True)
        assert all(one.findtext("a:title", "", NS).startswith(title) for one, title in pairs)
        ids = [one.findtext("a:id", "", NS) for one in entries]
        assert len({*ids}) == len(ids)
        assert all("/hf/prove/moter/mote-" in one for one in ids)
        assert feed.findtext("a:updated", "", NS)
    assert "midler &amp;amp; penger" in Client().get("/hf/prove/vedtak/feed/").content.decode()
    assert Client().get("/hf/prove/vedtak/feed/?organ=finnes-ikke").status_code == 404
    page = Client().get("/hf/prove/vedtak/?organ=psu").content.decode()
    assert page.count('href="/hf/prove/vedtak/feed/?organ=psu"') == 2
