"""What the files claim is in the sources, or marked as read off them.

The lines are those of the source texts, by the three digits that their names begin with.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.data.test_files import DATA, REAL, edition, file, named

NORDRE = "nordre-trondelag"
BODIES = [place.stem for place in sorted((DATA / NORDRE / "bodies").glob("*.yaml"))]


def body(name: str) -> dict[str, Any]:
    found: dict[str, Any] = file(f"{NORDRE}/bodies/{name}.yaml")
    return found


@pytest.mark.parametrize("name", BODIES)
def test_no_body_is_said_to_vote_in_a_way(name: str) -> None:
    """001:111 is what the state and KS wish for; 001:238-240 is of common money, and proposed."""
    assert not {"decision_rule", "decision_steps"} & set(body(name))


def test_members_that_are_listed_are_no_rule_of_balance() -> None:
    """000:29-49 lists who is a member. It does not say that the sides are to be as many."""
    rule = body("fagrad-pasientsamarbeid")["composition"][0]
    assert "balanced" not in rule
    assert rule["note"].startswith("Lest av medlemslisten")


def test_how_many_observe_in_psu_is_not_told() -> None:
    """002:143: 4 + 6 and observers."""
    lines = body("psu")["composition"][0]["lines"]
    observers = next(one for one in lines if one["id"] == "observatorer")
    assert not {"count", "minimum", "maximum"} & set(observers)


def test_the_common_function_is_for_all_and_not_for_its_host_alone() -> None:
    """001:3-7: common to the municipalities, with Steinkjer as host."""
    contact = named("contacts")["kommunal-samhandlingsleder"]
    assert "party" not in contact
    assert "Steinkjer som vertskommune" in contact["description"]


@pytest.mark.parametrize("name", REAL)
def test_private_suppliers_work_with_trusts_too(name: str) -> None:
    """003:273-275: «helseforetak, fagmiljø og kommuner»."""
    rows = named("status_tables", name)["helse-midt-norge-2021"]["rows"]
    row = next(one for one in rows if one["id"] == "12")
    assert "helsefør" in row["text"] or "helsefor" in row["text"]


@pytest.mark.parametrize("name", REAL)
def test_the_goals_of_the_regional_plan_have_no_status(name: str) -> None:
    """003:280-294: five goals, and a conclusion on all of them."""
    table = named("status_tables", name)["helse-midt-norge-utviklingsplan-2021"]
    assert len(table["rows"]) == 5
    assert not any("status" in row for row in table["rows"])
    assert "gir ingen status" in table["note"]


def test_stjordal_is_the_one_that_works_with_both_hospitals() -> None:
    """004:525-527 names Stjørdal; nothing is said of Meråker, or of the region."""
    for name in ("nordre-trondelag", "st-olav"):
        region = named("regions", name)["vaernesregionen"]
        assert "Stjørdal samarbeider" in region["summary"]
        assert "Regionen samarbeider" not in region["summary"]
    assert "St. Olav" not in named("parties")["meraker"]["summary"]


@pytest.mark.parametrize("party", ["selbu", "tydal"])
def test_no_source_names_the_hospital_of_those_that_are_associated(party: str) -> None:
    """001:3-4 counts 20, 000:150 names 22. Which 20 is not told."""
    found = named("parties")[party]
    assert "Lokalsykehuset er" not in found["participation"][0]["note"]
    assert "er lest av" in found["source_note"]


def test_the_calls_of_2019_are_told() -> None:
    """003:112: 68 000 calls to 113, and 93 400 missions."""
    summary = named("parties")["helse-midt-norge"]["summary"]
    assert "68 000" in summary
    assert "93 400" in summary
    assert "2019" in summary


def test_the_agreement_on_capacity_is_in_force() -> None:
    """003:410: «Det foreligger en regulerende avtale (2015)», in the note of 2021."""
    front, _ = edition(DATA / "st-olav/documents/avtale-om-kapasitet/2015.md")
    assert front["status"] == "in_force"
    assert front["from"] == 2015


def test_all_municipalities_named_have_approved_the_agreement_of_st_olav() -> None:
    """003:427: all of them, by May 2021. Only some are named in the note."""
    document = file("st-olav/documents/samarbeidsavtale/document.yaml")
    members = [
        key
        for key, one in named("parties", "st-olav").items()
        if one["kind"] == "municipality"
        and one.get("participation") == [{"capacity": "member"}]
        and "to" not in one
    ]
    assert {one["party"] for one in document["parties"]} == {*members, "st-olavs-hospital"}


def test_a_part_that_no_source_tells_of_is_marked() -> None:
    """Verrabotn is in none of the five, and not in the table of municipalities."""
    part = next(one for one in named("parties")["verran"]["succeeded_by"] if one.get("part"))
    assert "allment kjent" in part["source_note"]


@pytest.mark.parametrize("name", REAL)
def test_an_organisation_has_the_same_numbers_in_all_data_sets(name: str) -> None:
    """A municipality is known by its number: two data sets may not give it two."""
    others = [named("parties", one) for one in REAL if one != name]
    for key, party in named("parties", name).items():
        for other in others:
            same = other.get(key)
            if same:
                assert same["kind"] == party["kind"], key
                assert same.get("numbers") == party.get("numbers"), key
