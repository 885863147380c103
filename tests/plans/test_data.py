"""The action plan 2018–2021 and the three status tables, as the sources have them."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from django_scopes import scope

from samspill.bodies.successors import successors
from samspill.common.models import Partnership
from samspill.parties.models import Party
from samspill.plans.models import Measure, StatusRow
from samspill.plans.names import known_names
from samspill.plans.owing import owed_by_party
from samspill.plans.parsing import WhenKind, read_responsible
from tests.factories.folders import ROOT

PER_AREA = {1: 3, 2: 12, 3: 3, 4: 4, 5: 8, 6: 7, 7: 9, 8: 6, 9: 2}
NUMBERS = [f"{area}.{n}" for area, count in PER_AREA.items() for n in range(1, count + 1)]


def file(name: str) -> Any:
    return yaml.safe_load((ROOT / "data" / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def measures() -> dict[str, dict[str, Any]]:
    plan = file("nordre-trondelag/plans/handlingsplan-2018-2021.yaml")
    return {measure["id"]: measure for measure in plan["editions"][0]["measures"]}


def test_all_54_measures_stand_in_the_order_of_the_appendix(measures: dict[str, Any]) -> None:
    assert len(NUMBERS) == 54
    assert list(measures) == NUMBERS


def test_blanks_stay_blank(measures: dict[str, Any]) -> None:
    unnamed = [n for n, m in measures.items() if not m.get("responsible")]
    assert unnamed == ["1.1", "4.3", "4.4", "7.4", "7.6", "7.7", "8.2", "8.5", "8.6", "9.2"]
    nobody = [n for n, m in measures.items() if not m.get("owners")]
    assert nobody == ["4.3", "4.4", "7.6", "7.7", "8.2", "8.5", "8.6"]
    timed = [n for n, m in measures.items() if m.get("when") or m.get("years")]
    assert timed == ["1.1", "1.2", "1.3", "3.1", "3.2", "3.3", "8.6"]


def test_measure_8_6_is_in_the_appendix_only(measures: dict[str, Any]) -> None:
    assert [n for n, m in measures.items() if "also_known_as" not in m] == ["8.6"]
    assert measures["8.6"]["source_note"] == "Vedlegg 1"
    assert measures["8.6"]["years"] == [2018]


def test_the_tables_number_areas_8_and_9_together(measures: dict[str, Any]) -> None:
    assert measures["9.1"]["also_known_as"] == ["Tabell 9, nr. 7"]
    assert measures["9.2"]["also_known_as"] == ["Tabell 9, nr. 6"]
    numbers = [aka for m in measures.values() for aka in m.get("also_known_as", [])]
    assert len(set(numbers)) == 53


def test_goals_and_focus_areas_with_their_agreements() -> None:
    edition = file("nordre-trondelag/plans/handlingsplan-2018-2021.yaml")["editions"][0]
    assert len(edition["goals"]) == 4
    written = {area["id"]: area["agreements"] for area in edition["areas"]}
    assert written == {
        "1.1": "Alle", "1.2": "2,3,5,8,9,10", "1.3": "Særavtaler", "1.4": "10",
        "2.1": "2,3,5, 8, 10", "2.2": "2,3,5", "3.1": "6", "4.1": "Alle", "4.2": "6, 7",
    }  # fmt: skip


def test_input_comes_from_roles_and_organisations_only() -> None:
    edition = file("nordre-trondelag/plans/handlingsplan-2018-2021.yaml")["editions"][0]
    assert len(edition["inputs"]) == 10
    text = (ROOT / "data/nordre-trondelag/plans/handlingsplan-2018-2021.yaml").read_text()
    for name in ("Okkenhaug", "Ledang", "Sundby", "Stordahl", "Ardon", "Pettersen"):
        assert name not in text


REGIONAL = Counter({"2": 9, "1": 3, "3": 3})


@pytest.mark.parametrize(
    ("name", "own", "expected"),
    [
        ("st-olav", "st-olav-2021", Counter(delvis=8, ikke=4, oppnadd=2)),
        ("more-og-romsdal", "more-og-romsdal-2021", Counter(oppnadd=8, delvis=6)),
        ("nordre-trondelag", "hnt-2021", Counter({None: 11})),
    ],
)
def test_statuses_are_as_reported(name: str, own: str, expected: Counter[str | None]) -> None:
    tables = {t["id"]: t for t in file(f"{name}/status_tables.yaml")["status_tables"]}
    assert Counter(row.get("status") for row in tables[own]["rows"]) == expected
    regional = tables["helse-midt-norge-2021"]
    assert Counter(row["status"] for row in regional["rows"]) == REGIONAL
    contradicted = [row["id"] for row in regional["rows"] if "note" in row]
    assert contradicted == ["14"]
    assert regional["rows"][13]["status"] == "1"
    assert "langt" in regional["rows"][13]["comment"]


def test_the_only_comment_of_hnt_has_no_status_either() -> None:
    table = file("nordre-trondelag/status_tables.yaml")["status_tables"][0]
    assert "legend" not in table
    commented = [row for row in table["rows"] if row.get("comment")]
    assert [row["id"] for row in commented] == ["9"]
    assert "2018" in commented[0]["comment"]


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("nordre-trondelag")


@pytest.fixture
def nordre(data: None, db: None) -> Iterator[Partnership]:
    partnership = Partnership.objects.get(slug="nordre-trondelag")
    with scope(partnership=partnership):
        yield partnership


def test_owners_are_what_the_texts_are_read_as(nordre: Partnership) -> None:
    known = known_names()
    for measure in Measure.objects.prefetch_related("owners__body", "owners__party"):
        texts = (measure.responsible, measure.responsible_elsewhere)
        read = {(o.kind, o.key) for text in texts for o in read_responsible(text, known)}
        if measure.number == "6.2":
            read = {one for one in read if "…" not in one[1]}
        entered = set()
        for owner in measure.owners.all():
            if owner.body:
                entered.add(("body", owner.body.slug))
            elif owner.party:
                entered.add(("party", owner.party.slug))
            else:
                entered.add(("group", owner.group) if owner.group else ("role", owner.role))
        assert read == entered, measure.number


def test_time_is_read_and_never_invented(nordre: Partnership) -> None:
    kinds = Counter(Measure.objects.values_list("when_kind", flat=True))
    assert kinds == Counter({WhenKind.NONE: 48, WhenKind.YEAR: 4, WhenKind.CONTINUOUS: 2})
    assert Measure.objects.without_time().count() == 47
    assert Measure.objects.without_owner().count() == 7


def test_a_municipality_is_concerned_by_what_all_municipalities_owe(nordre: Partnership) -> None:
    def concerning(slug: str) -> list[str]:
        party = Party.objects.get(slug=slug)
        found = owed_by_party(
            Measure.objects.all(), party, datetime.date(2026, 11, 30), successors()
        )
        return list(found.values_list("number", flat=True))

    # «KS» too are the municipalities (tests/plans/test_owing.py).
    assert concerning("verdal") == [
        "1.1", "2.3", "2.7", "2.8", "2.10", "2.12", "3.2", "4.1", "5.2", "5.8", "7.8", "9.1", "9.2",
    ]  # fmt: skip
    assert concerning("klinikk-kirurgi") == []  # «Alle» are the members
    assert "2.9" in concerning("hnt")


def test_not_reported_differs_from_not_achieved(nordre: Partnership) -> None:
    not_reported = StatusRow.objects.filter(status="")
    assert not_reported.filter(table__slug="hnt-2021").count() == 11  # 003:361-377
    assert not_reported.count() == 16  # and the five goals of the regional plan, 003:284-288
    assert StatusRow.objects.filter(status="1").count() == 3
