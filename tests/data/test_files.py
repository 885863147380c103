"""What stands in the data sets, held against the sources, and that every record has one.

The lines are those of the source texts, by the three digits that their names begin with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.factories.folders import ROOT

DATA = ROOT / "data"
REAL = ("nordre-trondelag", "st-olav", "more-og-romsdal")
PLACE = "https://hnt.no/helsefaglig/samhandling"


def file(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


def edition(path: Path) -> tuple[dict[str, Any], str]:
    """The front matter of an edition, and its text."""
    _, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), text


def editions(name: str) -> dict[str, tuple[dict[str, Any], str]]:
    found = sorted((DATA / name / "documents").glob("*/*.md"))
    return {f"{path.parent.name}/{path.stem}": edition(path) for path in found}


NORDRE = editions("nordre-trondelag")


def named(kind: str, name: str = "nordre-trondelag") -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in file(f"{name}/{kind}.yaml")[kind]}


# What part 3 of the issue names.


def test_everyone_for_1_1_is_from_the_table() -> None:
    """004:313 names «Alle» in table 2; 004:897-901, the appendix, names nobody."""
    plan = file("nordre-trondelag/plans/handlingsplan-2018-2021.yaml")
    measure = plan["editions"][0]["measures"][0]
    assert measure["id"] == "1.1"
    assert "responsible" not in measure
    assert measure["responsible_elsewhere"] == "Alle"


def test_that_there_is_a_common_plan_is_told_and_not_aimed_at() -> None:
    """003:362: a common plan has been made."""
    row = file("nordre-trondelag/status_tables.yaml")["status_tables"][0]["rows"][0]
    assert row["text"] == (
        "Samarbeide med kommunene. Det er laget en felles handlingsplan for kommunene og HNT."
    )


def test_what_the_coordinating_units_do_is_not_made_up() -> None:
    """000:49: secretary of the council. 000:272-274: to be turned to. No source tells more."""
    contacts = named("contacts")
    assert contacts["koordinerende-enhet-hnt"]["description"] == (
        "Sekretær i fagråd for pasientsamarbeid. Mer om oppgavene står ikke i kildene."
    )
    for name in ("koordinerende-enhet-hnt", "koordinerende-enheter-kommunene"):
        summary = file(f"nordre-trondelag/bodies/{name}.yaml")["summary"]
        assert "står ikke i kildene" in summary
        assert "Kontaktpunkt" not in summary


def test_regions_that_no_source_spells_out_are_marked() -> None:
    """000:35-37 names the regions of Namdalen, not their members; 004:1276 is all of Osen."""
    regions = file("nordre-trondelag/regions.yaml")["regions"]
    members = {m["party"]: m for r in regions if "namdal" in r["id"] for m in r["members"]}
    assert len(members) == 17
    osen = members.pop("osen")
    assert osen["source_note"].startswith("Usikker;")
    assert {m["source_note"] for m in members.values()} == {
        "Kommuneregionens alminnelige avgrensning; står ikke uttrykkelig i kilden"
    }


def test_the_helsefellesskap_of_st_olav_is_named_as_the_source_does() -> None:
    """001:52: «i søndre Trøndelag», with its letters put right."""
    assert file("st-olav/partnership.yaml")["name"] == "Helsefellesskapet i søndre Trøndelag"


def test_more_og_romsdal_has_26_municipalities() -> None:
    """003:329: 25 of 26. The other count, 20 of 23 a month earlier, stands in 003:355."""
    parties = named("parties", "more-og-romsdal").values()
    members = [p for p in parties if p["kind"] == "municipality" and p.get("participation")]
    assert len(members) == 26
    told = file("more-og-romsdal/partnership.yaml")
    assert told["all_members_entered"] is False, "whether Haram of 2024 takes part is not told"
    steps = file("more-og-romsdal/processes.yaml")["processes"][0]["milestones"]
    told = [step["title"] for step in steps if " av " in step["title"]]
    assert told == [
        "20 av 23 kommunar har godkjent avtalen",
        "25 av 26 kommunar har godkjent avtalen",
    ]


@pytest.mark.parametrize("name", REAL)
def test_a_tagline_counts_no_members(name: str) -> None:
    """It stands on every page of every day; how many there are is told by the page of the day."""
    assert not re.search(r"\d", file(f"{name}/partnership.yaml")["tagline"])


def test_the_agreement_of_st_olav_is_adopted() -> None:
    """003:425-427: the board on 17.12.2020, and all municipalities by May 2021."""
    for name in ("samarbeidsavtale/2020", "retningslinjer/2020"):
        front, _ = editions("st-olav")[name]
        assert front["status"] == "adopted"
        assert str(front["adopted_on"]) == "2020-12-17"
        assert "mai 2021" in front["adopted_note"]


def test_joint_meetings_are_one_meeting_of_both() -> None:
    """004:32-36, 002:200 and 002:208."""
    meetings = file("nordre-trondelag/meetings.yaml")["meetings"]
    joint = [str(one["date"]) for one in meetings if set(one["bodies"]) == {"psu", "asu"}]
    assert joint == ["2017-03-24", "2017-11-23", "2019-10-17", "2020-06-02"]


def test_the_hearing_of_2017_ended_before_the_decision() -> None:
    """004:36-37: on hearing before the decision that was set for 13 February 2018."""
    front, _ = NORDRE["handlingsplan-2018-2021/utkast-2017"]
    assert str(front["hearing_to"]) == "2018-02-12"
    assert "Siste dag for svar er ikke oppgitt" in front["note"]


def test_what_is_only_proposed_is_told_as_proposed() -> None:
    """001:219-240 is what the agreement was to say, in 2024. Nothing tells that it is adopted."""
    for mandate in file("nordre-trondelag/bodies/psu.yaml")["mandates"]:
        assert not any(
            re.search("handlingsplan|midler|mindre endring", t) for t in mandate.get("tasks", [])
        )
    rules = file("nordre-trondelag/authority.yaml")["authority"]
    of_psu = [rule for rule in rules if rule.get("bodies") == ["psu"]]
    assert {rule["edition"] for rule in of_psu} == {"2025"}
    assert len(of_psu) == 3


@pytest.mark.parametrize("body", ["psu", "asu"])
def test_no_source_says_that_a_body_decides_by_delegation(body: str) -> None:
    """001:219-240 are rules that were proposed in 2024; nothing before tells who delegated what."""
    assert "decision_mode" not in file(f"nordre-trondelag/bodies/{body}.yaml")


def test_an_empty_cell_of_2021_is_no_vacant_seat() -> None:
    """The members' list of 000 has a row without a name: nobody says that nobody sits there."""
    seats = file("nordre-trondelag/bodies/fagrad-pasientsamarbeid.yaml")["seats"]
    of_the_users = next(seat for seat in seats if seat["id"] == "bruker-hnt")
    assert of_the_users["holders_recorded"] is False


def test_nobody_is_said_to_have_adopted_the_plan() -> None:
    """004:37: a decision of ASU was set for 13 February 2018; its protocol is not a source."""
    edition = file("nordre-trondelag/plans/handlingsplan-2018-2021.yaml")["editions"][0]
    assert not {"adopted_by", "adopted_on"} & set(edition)
    assert "ikke ført som vedtaksdag" in edition["note"]


def test_an_organisation_has_one_id_in_all_data_sets() -> None:
    ids: dict[str, set[str]] = {}
    for name in REAL:
        for key, party in named("parties", name).items():
            for called in (party["name"], party.get("short_name", "")):
                if called and not party.get("to"):
                    ids.setdefault(called.replace("Noreg", "Norge"), set()).add(key)
    assert {called: sorted(keys) for called, keys in ids.items() if len(keys) > 1} == {}


# Texts, and where they lie.

LINKS = {
    "rutine-svangerskap-fodsel-barsel/gjeldende": "samarbeid-om-svangerskaps-fodsels",  # 002:235
    "rutine-transfusjon/gjeldende": "DocumentID=15260",  # 002:236
    "rutine-plo-meldinger/2019": "PLO-meldinger",  # 002:237
    "rutine-hjelpemidler/2016": "Rutine%20Hjelpemidler",  # 002:238
    "rutine-komplekse-pasientsaker/gjeldende": "komplekse%20pasientsaker",  # 002:240
    "rutine-individuell-plan/gjeldende": "Individuell%20plan.pdf",  # 002:241
    "rutine-hospitering/gjeldende": "/hospitering",  # 002:242
    "rutine-legesamarbeid/gjeldende": "legeutvalget",  # 002:243
    "rutine-samhandlingsavvik/gjeldende": "samhandlingsavvik-og-forbedringsforslag",  # 002:244
    "rutine-brukerrepresentasjon/gjeldende": "brukerepresentanter.pdf",  # 002:245, 004:325
    "rutine-veiledningsplikten/gjeldende": "veiledningsplikten",  # 002:246
    "saeravtale-ohd-namdalen/2017": "Namdalen,%20Bindal%20og%20Osen",  # 002:274
    "saeravtale-ohd-inn-trondelag/2017": "Steinkjer,%20Verran",  # 002:276
    "saeravtale-ohd-innherred/2017": "Frosta,%20Levanger,%20Verdal",  # 002:278
    "saeravtale-ohd-vaernesregionen/2017": "V%C3%A6rnesregionen",  # 002:280
    "saeravtale-dms-inn-trondelag/2018": "Inn-Tr%C3%B8ndelag%20DMS",  # 002:282
    "saeravtale-dms-vaernesregionen/2018": "DMS%202018.pdf",  # 002:283
    "saeravtale-alis/2020": "ALIS%202020.pdf",  # 002:284
    "strategiplan-2010-2012/2010": "Samhandlingsstrategi_HNT-KS",  # 004:59
    "samarbeidsavtalen/2019-utkast": "horing-revidert-samarbeidsavtale",  # 002:15
    "samarbeidsavtalen/2021": PLACE,  # 000:102 and 000:232; the address is that of 004:611
    **{f"retningslinje-{n}/2021": PLACE for n in range(1, 7)},
    **{f"retningslinje-{n}/2019-utkast": "horing-revidert" for n in range(1, 7)},  # 002:15
}
ASK = {
    "rutine-ledsager/gjeldende",  # 002:239 leads to a folder on a closed network
    "rutine-parenteral-behandling/gjeldende",  # 000:168, without an address
    "saeravtale-lis-1/udatert",  # 000:153, without an address
}


@pytest.mark.parametrize("name", LINKS)
def test_an_edition_tells_where_its_text_lies(name: str) -> None:
    front, _ = NORDRE[name]
    assert LINKS[name] in front["url"]
    assert "\N{REPLACEMENT CHARACTER}" not in front["url"]


def test_what_is_in_force_has_text_or_link_or_is_to_be_asked_for() -> None:
    without = {
        name
        for name, (front, _) in NORDRE.items()
        if front["status"] == "in_force" and "url" not in front and front.get("text")
    }
    assert without == ASK
    secretariats = [c for c in named("contacts").values() if c["kind"] == "secretariat"]
    assert [one["url"] for one in secretariats] == [PLACE]


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        # 001:203-209, 001:222-240 and 001:213-216
        (
            "samarbeidsavtalen/2025",
            ["{#digitale-losninger}", "{#vedtaksmyndighet}", "{#saeravtaler}"],
        ),
        # 000:174-188
        ("retningslinje-1/2021", ["{#omraade}", "{#oppgaver}"]),
        # 001:244-348
        ("retningslinje-barn-og-unge/2025", ["{#formaal}", "{#prinsipper}", "{#trinn}"]),
        # 004:1-889
        ("handlingsplan-2018-2021/2018", ["{#formaal}", "{#innsatsomraader}", "{#veien-videre}"]),
        ("handlingsplan-2018-2021/utkast-2017", ["{#formaal}", "{#innsatsomraader}"]),
    ],
)
def test_what_the_sources_have_of_a_text_is_entered(name: str, headings: list[str]) -> None:
    front, text = NORDRE[name]
    assert "text" not in front
    for heading in headings:
        assert heading in text
    assert "med våre ord" in " ".join(text.split())


def test_who_decides_what_in_the_proposal_is_all_there() -> None:
    """001:224-240: five letters."""
    _, text = NORDRE["samarbeidsavtalen/2025"]
    part = text.split("{#vedtaksmyndighet}")[1].split("## ")[0]
    assert [f"**{letter})**" in part for letter in "abcde"] == [True] * 5


# Nothing without a source or a mark.


def without_a_source(data: Any, path: str, has_one: bool = False) -> Iterator[str]:
    """The records of a file, however deep, that name no source, in a file and under one without."""
    if isinstance(data, list):
        for place, one in enumerate(data):
            if isinstance(one, dict):
                yield from without_a_source(one, f"{path}/{one.get('id', place)}", has_one)
    elif isinstance(data, dict):
        has_one = has_one or bool(data.get("source") or data.get("source_of_file"))
        within = [(key, value) for key, value in data.items() if isinstance(value, list | dict)]
        # A file of lists alone is no record.
        if not has_one and (len(within) < len(data) or not within):
            yield path
            return
        for key, value in within:
            if isinstance(value, list):
                yield from without_a_source(value, f"{path}/{key}", has_one)


@pytest.mark.parametrize("name", REAL)
def test_every_record_names_its_source(name: str) -> None:
    folder = DATA / name
    missing = []
    for place in sorted(folder.rglob("*.yaml")):
        if place.name != "sources.yaml":
            data = yaml.safe_load(place.read_text(encoding="utf-8"))
            missing += list(without_a_source(data, str(place.relative_to(folder))))
    missing += [key for key, (front, _) in editions(name).items() if not front.get("source")]
    assert missing == []


@pytest.mark.parametrize("name", REAL)
def test_every_source_says_what_it_is(name: str) -> None:
    """One of the five texts, or something with an address or a note of how it is known."""
    for key, one in named("sources", name).items():
        assert one["title"], key
        assert {"file", "url", "description"} & set(one), key


def test_a_record_without_a_source_is_found() -> None:
    """However deep it stands."""
    data = {"bodies": [{"id": "psu", "source": "s", "seats": [{"id": "a"}]}, {"id": "asu"}]}
    assert list(without_a_source(data, "f")) == ["f/bodies/asu"]
    assert list(without_a_source({"source_of_file": "s", **data}, "f")) == []
    assert list(without_a_source({"slug": "x", "sides": [{"id": "a"}]}, "f")) == ["f"]


def test_the_example_is_marked_as_invented() -> None:
    assert file("eksempel/partnership.yaml")["invented"] is True


PEOPLE = (  # 000:32-49, 003:6-7, 004:46-49, 004:1360, 1375, 1485, 1502, 1537, 1583
    "Øien", "Leth-Olsen", "Jørstad", "Lajord", "Lervåg", "Eggen", "Jacobsen", "Sagvik", "Westvik",
    "Kristoffersen", "Eian", "Lyngstad", "Vevelstad", "Sjømæling", "Haugan", "Bremnes", "Waage",
    "Siljehaug", "Onarheim", "Ardon", "Rognerud", "Okkenhaug", "Ledang", "Sundby", "Stordahl",
)  # fmt: skip


@pytest.mark.parametrize("name", REAL)
def test_no_person_of_the_sources_is_named(name: str) -> None:
    for place in (DATA / name).rglob("*.*"):
        text = place.read_text(encoding="utf-8")
        assert [one for one in PEOPLE if one in text] == [], place
