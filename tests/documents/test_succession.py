"""What replaced what: in parts, to several, through several steps, and never through a secret."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django_scopes import scope

from samspill.documents import succession
from samspill.documents.contents import latest_texts
from samspill.documents.models import Document, Edition
from tests.documents.folder import document, edition, loaded

pytestmark = pytest.mark.django_db

OLD = "{status: superseded, from: 2012-01-01, to: 2020-12-31}"


def lineage(partnership, slug: str):
    with scope(partnership=partnership):
        document = Document.objects.select_related("kind").get(slug=slug)
        public = set(Edition.objects.public().values_list("document", flat=True))
        links = succession.among(public, succession.links())
        texts = latest_texts(succession.ends_of(links))
        return succession.lineage_among(document, links, texts)


def told(passages) -> list[tuple]:
    return [
        (p.document.slug, p.date, [part.words for part in p.parts], told(p.further))
        for p in passages
    ]


@pytest.fixture
def partnership(tmp_path: Path):
    """Service agreement 2 went to guideline 1, its part on learning and mastery to guideline 5."""
    return loaded(
        tmp_path,
        {
            **document("ta-2", "tjenesteavtale"),
            **edition("ta-2", "2012", OLD, "# 1 Melding {#melding}\n\nOrd."),
            **document("ta-3-og-5", "tjenesteavtale"),
            **edition("ta-3-og-5", "2012", OLD, ""),
            **document(
                "r-1",
                more="predecessors:\n"
                "  - {document: ta-2, on: 2021-01-01, part: resten}\n"
                "  - {document: ta-3-og-5, on: 2021-01-01}\n",
            ),
            **edition("r-1", "2021", "{status: superseded, from: 2021-01-01, to: 2024-12-31}"),
            **document(
                "r-5",
                more="predecessors:\n"
                "  - {document: ta-2, on: 2021-01-01, part: læring og mestring}\n",
            ),
            **edition("r-5", "2021"),
            **document(
                "r-ny", more="order: 9\npredecessors:\n  - {document: r-1, on: 2025-01-01}\n"
            ),
            **edition("r-ny", "2025", "{status: in_force, from: 2025-01-01}"),
            **document(
                "unntatt",
                more="exempt: offentleglova § 24\n"
                "predecessors:\n  - {document: ta-2, on: 2021-01-01, part: hemmelig}\n",
            ),
            **edition("unntatt", "2021"),
        },
    )


DAY, LATER = datetime.date(2021, 1, 1), datetime.date(2025, 1, 1)


def test_a_document_is_followed_to_what_replaced_it_and_on(partnership) -> None:
    assert told(lineage(partnership, "ta-2").after) == [
        ("r-1", DAY, ["resten"], [("r-ny", LATER, [""], [])]),
        ("r-5", DAY, ["læring og mestring"], []),
    ]
    assert lineage(partnership, "ta-2").before == ()


def test_a_document_is_followed_back_to_what_it_replaced(partnership) -> None:
    assert told(lineage(partnership, "r-ny").before) == [
        ("r-1", LATER, [""], [("ta-2", DAY, ["resten"], []), ("ta-3-og-5", DAY, [""], [])])
    ]


def test_what_replaced_each_document_is_found_in_one_query(
    partnership, django_assert_num_queries
) -> None:
    with scope(partnership=partnership), django_assert_num_queries(1):
        found = {tuple(d.slug for d in documents) for documents in succession.successors().values()}
    assert found == {("r-1", "r-5"), ("r-1",), ("r-ny",)}


def test_a_provision_is_named_by_its_latest_public_wording(tmp_path: Path) -> None:
    link = "{document: ta, provision: a, into: b, on: 2021-01-01}"
    secret = "{document: ta, provision: a, into: hemmelig, on: 2021-01-01}"
    partnership = loaded(
        tmp_path,
        {
            **document("ta", "tjenesteavtale"),
            **edition("ta", "2012", OLD, "# 1 Henvisning {#a}\n\nOrd."),
            **document("r", more=f"predecessors:\n  - {link}\n  - {secret}\n"),
            **edition("r", "2021", text="# 2 Innleggelse {#b}\n\nOrd."),
            **edition("r", "2027", "{status: draft}", "# 3 Kvitterfjell {#hemmelig}\n\nOrd."),
        },
    )
    (passage,) = lineage(partnership, "ta").after
    assert [(str(part.old), str(part.new or "")) for part in passage.parts] == [
        ("1 Henvisning", "2 Innleggelse"),
        ("1 Henvisning", ""),
    ]
