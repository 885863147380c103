"""``/lovkrav/`` and ``/myndighet/``: what the law asks and who may decide, on a date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from tests.documents.folder import document, edition, loaded

pytestmark = pytest.mark.django_db

LAW = """
statutes:
  - id: hol-6-2
    name: Helse- og omsorgstjenesteloven § 6-2
    short_name: hol. § 6-2
    requirements:
      - {number: 1, heading: Ansvar, from: 2012-01-01}
      - {number: 2, heading: Koordinerte tjenester, from: 2012-01-01}
      - {number: 13, heading: Barn og unge, from: 2022-08-01}
"""
COVERS = """covers:
  - {statute: hol-6-2, number: 1, provision: ansvar}
  - {statute: hol-6-2, number: 2, degree: partial, note: Alt unntatt læring}
"""
AUTHORITY = """
authority:
  - id: rutiner
    letter: c
    subject: Vedta rutiner
    decider: body
    bodies: [fagrad]
    document: avtalen
    clause: "5.2"
    from: 2021-01-01
  - id: avtale
    letter: a
    subject: Vedta avtalen
    decider: each_party
    recommending_bodies: [fagrad]
    document: hemmelig
    clause: "9.9"
    from: 2021-01-01
  - id: gammel
    letter: b
    subject: Gammel regel
    decider: each_party
    to: 2020-12-31
"""


@pytest.fixture
def partnership(tmp_path: Path):
    return loaded(
        tmp_path,
        {
            "law.yaml": LAW,
            "authority.yaml": AUTHORITY,
            "bodies/fagrad.yaml": "id: fagrad\nname: Fagrådet\nkind: body\ntier: faglig\n",
            **document("avtalen", "avtale", COVERS),
            **edition(
                "avtalen", "2021", text="# 1 Ansvar {#ansvar}\n\nOrd.\n\n# 5.2 Rutiner {#rutiner}"
            ),
            **document("hemmelig", more="exempt: offentleglova § 24\n"),
            **edition("hemmelig", "2021"),
        },
    )


def shown(path: str) -> str:
    response = Client().get(f"/hf/nord{path}")
    assert response.status_code == 200
    return response.content.decode()


def states(html: str) -> dict[str, str]:
    """Each point's number and its status in the list."""
    rows = re.findall(r'<tr id="hol-6-2-(\d+)">(.*?)</tr>', html, re.DOTALL)
    return {n: re.findall(r'stat stat-(\w+)"', row)[-1] for n, row in rows}


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2011-01-01", {}),
        ("2020-06-01", {"1": "none", "2": "none"}),
        ("2022-07-31", {"1": "info", "2": "info"}),
        ("2022-08-01", {"1": "info", "2": "info", "13": "none"}),
    ],
)
def test_points_and_gaps_on_a_date(partnership, date: str, expected: dict[str, str]) -> None:
    assert states(shown(f"/lovkrav/?dato={date}")) == expected


def test_what_nobody_has_judged_is_said_in_words(partnership) -> None:
    html = shown("/lovkrav/?dato=2022-08-01")
    row = html.partition('<tr id="hol-6-2-13">')[2].partition("</tr>")[0]
    assert "Ikke vurdert" in row


def test_a_point_links_to_the_provision_that_covers_it(partnership) -> None:
    html = shown("/lovkrav/")
    row = html.partition('<tr id="hol-6-2-1">')[2].partition("</tr>")[0]
    assert re.findall(r'href="([^"]+)"', row) == ["/hf/nord/avtaler/avtalen/#ansvar"]


def test_the_matrix_has_a_row_for_each_point_and_a_column_for_each_document(partnership) -> None:
    html = shown("/lovkrav/")
    matrix = html.partition('<table class="matrix">')[2].partition("</table>")[0]
    assert matrix.count("<tr>") == 1 + 3
    assert matrix.count('<th scope="col">') == 1 + 1 + 1
    assert 'role="region" tabindex="0" aria-label="' in html


def test_the_rules_of_the_date_are_told_in_order_of_their_letters(partnership) -> None:
    rows = r'<tr id="([^"]+)"'
    assert re.findall(rows, shown("/myndighet/?dato=2022-01-01")) == ["avtale", "rutiner"]
    assert re.findall(rows, shown("/myndighet/?dato=2019-01-01")) == ["gammel"]


def test_a_rule_links_to_its_bodies_and_to_its_clause(partnership) -> None:
    html = shown("/myndighet/")
    row = html.partition('<tr id="rutiner">')[2].partition("</tr>")[0]
    assert re.findall(r'href="([^"]+)"', row) == [
        "/hf/nord/organer/fagrad/",
        "/hf/nord/avtaler/avtalen/#rutiner",
    ]


def test_a_rule_of_a_document_that_is_not_public_says_nothing_of_it(partnership) -> None:
    html = shown("/myndighet/")
    assert "hemmelig" not in html
    assert "9.9" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    tmp_path: Path, django_assert_num_queries, count: int
) -> None:
    rules = "".join(
        f"  - {{id: r-{n}, subject: Sak {n}, decider: body, bodies: [fagrad],"
        f" recommending_bodies: [fagrad], document: d-{n}, clause: '1'}}\n"
        for n in range(count)
    )
    files = {
        "authority.yaml": f"authority:\n{rules}",
        "bodies/fagrad.yaml": "id: fagrad\nname: Fagrådet\nkind: body\ntier: faglig\n",
    }
    for n in range(count):
        files |= {**document(f"d-{n}"), **edition(f"d-{n}", "2021")}
    loaded(tmp_path, files)
    client = Client()
    with django_assert_num_queries(7):
        client.get("/hf/nord/myndighet/")
