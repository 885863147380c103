"""What the pages of nordre Trøndelag say, held against the sources.

The lines are those of the source texts, by the three digits that their names begin with: 004:36 is
line 36 of ``004_….txt``, the draft of the action plan. ``data/nordre-trondelag/sources.yaml`` names
the files.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.data.pages import said

pytestmark = pytest.mark.django_db
HERE = "nordre-trondelag"
AFTER = "?dato=2021-06-01"
PLAN = "/handlingsplan/handlingsplan-2018-2021"


@pytest.fixture(scope="module", autouse=True)
def data(load_once: Callable[..., None]) -> None:
    load_once(HERE)


def measures(client: Client, party: str, date: str = "") -> list[str]:
    page = said(client, HERE, f"/kommuner/{party}/{date}")
    return sorted(set(re.findall(r" (\d\.\d+) [A-ZÆØÅ]", page)))


@pytest.mark.parametrize("party", ["indre-fosen", "afjord"])
def test_a_municipality_outside_owes_nothing(client: Client, party: str) -> None:
    """004:519 and 004:535: named for the mergers with Leksvik and Roan; neither takes part here."""
    assert measures(client, party) == []


@pytest.mark.parametrize("party", ["selbu", "tydal"])
def test_the_associated_owe_what_the_measures_say(client: Client, party: str) -> None:
    """004:525-527 and 000:150: with a special agreement, and not among the 20 of 001:3."""
    name = party.capitalize()
    assert measures(client, party) == []
    for number in ("1.1", "5.2", "5.8", "7.8"):
        assert name not in said(client, HERE, f"{PLAN}/tiltak/{number}/")


def test_a_member_owes_what_all_owe(client: Client) -> None:
    """004:313, 004:581-583, 004:604 and 004:747: all, the regions, and the municipalities.

    004:371-457 and 004:867-870 name «KS», which is read as the municipalities.
    """
    of_ks = ["2.3", "2.7", "2.8", "2.10", "2.12", "3.2", "4.1", "9.1", "9.2"]
    assert measures(client, "verdal") == sorted(["1.1", "5.2", "5.8", "7.8", *of_ks])


@pytest.mark.parametrize(
    ("party", "beds"),
    [
        ("namsos", {"Sykehjem i Namsos": 2, "Fosnes sykeheim": 1, "Namdalseid helsehus": 1}),
        ("naroysund", {"Nærøy sykehjem": 1, "Rørvik sykestue": 1}),
        ("steinkjer", {"DMS Inn-Trøndelag": 4}),
    ],
)
def test_beds_go_over_at_a_merger(client: Client, party: str, beds: dict[str, int]) -> None:
    """004:1260-1278, the beds of 2017; 004:521-523, the mergers of 2020."""
    page = said(client, HERE, f"/kommuner/{party}/{AFTER}")
    for name, count in beds.items():
        word = "seng" if count == 1 else "senger"
        assert re.search(rf"{name} .{{0,60}}?\b{count} {word}", page), (name, page)


def test_a_share_of_beds_names_those_who_share_them_on_the_day(client: Client) -> None:
    """004:1260 and 004:1276: four beds for four municipalities, one bed for three."""
    steinkjer = said(client, HERE, f"/kommuner/steinkjer/{AFTER}")
    assert "Sammen med Inderøy, Snåsa" in steinkjer
    assert "Sammen med Flatanger, Osen" in said(client, HERE, f"/kommuner/namsos/{AFTER}")
    before = said(client, HERE, "/kommuner/inderoy/?dato=2018-06-01")
    assert "Sammen med Snåsa, Steinkjer, Verran" in before


def test_the_plan_is_in_the_same_state_on_every_page(client: Client) -> None:
    """003:379: made for 2018–2021, to be revised; no source tells that it has been closed."""
    over = "Perioden er over, ikke erstattet"
    assert f"Tilstand {over}" in said(client, HERE, f"{PLAN}/")
    assert "Tilstand Gjelder" in said(client, HERE, f"{PLAN}/?dato=2020-06-01")
    page = said(client, HERE, "/avtaler/handlingsplan-2018-2021/")
    assert f"{over} fra «satt opp til vedtak 13. februar 2018»" in page
    then = said(client, HERE, "/avtaler/handlingsplan-2018-2021/?dato=2020-06-01")
    assert "Gjelder fra «satt opp til vedtak 13. februar 2018»" in then
    in_force, after = said(client, HERE, "/avtaler/").split(over, 1)
    title = "Handlingsplan for samhandling mellom kommunene"
    assert title not in in_force
    assert title in after.split("Gjelder ikke lenger")[0]


def test_the_hearing_of_2017_is_over(client: Client) -> None:
    """004:36-37: the hearing came before the decision of 13 February 2018."""
    page = said(client, HERE, "/avtaler/handlingsplan-2018-2021/")
    assert "På høring" not in page
    assert "Høringen er over" in page


@pytest.mark.parametrize("number", range(1, 7))
def test_the_hearing_of_2019_is_over(client: Client, number: int) -> None:
    """002:202-204: sent out 12.12.2019, answers by 23.02.2020."""
    page = said(client, HERE, f"/avtaler/retningslinje-{number}/")
    assert "På høring" not in page
    assert "Høringen er over, fra 12. desember 2019 til 23. februar 2020" in page
    assert "På høring" in said(client, HERE, f"/avtaler/retningslinje-{number}/?dato=2020-01-15")


def test_chapter_4_covers_nothing_before_2021(client: Client) -> None:
    """002:76: service agreement 1 came into chapter 4 with the agreement that holds from 2021."""
    for address in ("/lovkrav/", "/avtaler/samarbeidsavtalen/"):
        of_it = "Kapittel 4, der tjenesteavtale 1 ble tatt inn"
        assert of_it not in said(client, HERE, f"{address}?dato=2019-06-01")
        assert of_it in said(client, HERE, f"{address}{AFTER}")


def test_nobody_has_signed_the_agreement_of_2021_in_2019(client: Client) -> None:
    """003:383: adopted and signed in 2020, to hold from 01.01.2021."""
    page = said(client, HERE, "/avtaler/samarbeidsavtalen/?dato=2019-06-01")
    assert "vedtatt og signert" not in page
    assert "25 parter" in page


def test_a_region_that_no_source_spells_out_is_marked_on_the_page(client: Client) -> None:
    """000:35-37 names the regions alone; 004:1276 is all that ties Osen to Midtre Namdal."""
    said_of = {
        name: said(client, HERE, f"/kommuner/{name}/") for name in ("osen", "leka", "levanger")
    }
    assert "Usikker; lest av sengen Osen delte" in said_of["osen"]
    assert "står ikke uttrykkelig i kilden" in said_of["leka"]
    assert "Slik kjenner vi regionen" not in said_of["levanger"]


@pytest.mark.parametrize("body", ["psu", "asu"])
@pytest.mark.parametrize("day", ["23. november 2017", "17. oktober 2019", "2. juni 2020"])
def test_joint_meetings_stand_under_both_bodies(client: Client, body: str, day: str) -> None:
    """004:36, 002:200 and 002:208."""
    page = said(client, HERE, f"/organer/{body}/")
    assert {
        "23. november 2017": "23.11.2017",
        "17. oktober 2019": "17. oktober 2019",
        "2. juni 2020": "02.06.2020",
    }[day] in page


def test_a_joint_meeting_names_both_bodies(client: Client) -> None:
    """004:36, 002:200 and 002:208."""
    page = said(client, HERE, "/om/")
    for title in (
        "Felles møte i PSU og ASU om utkastet",
        "Utkastet legges fram for felles møte i ASU og PSU",
        "ASU og PSU godkjenner den reviderte avtalen",
    ):
        assert re.search(rf"{title} PSU\s*, ASU", page), title


def test_psu_considers_and_recommends(client: Client) -> None:
    """003:387-389: it is considered that the model holds, and recommended to go on with it."""
    for address in ("/om/", "/organer/psu/", "/organer/sekretariatet/"):
        page = said(client, HERE, address)
        assert "slår fast" not in page, address
        assert "slo fast" not in page, address
        assert re.search("anbefal(er|te)", page), address
    assert "vurderte" in said(client, HERE, "/organer/psu/")


@pytest.mark.parametrize(
    ("number", "roles"),
    [
        ("6.2", "ALU i kommunene, avd.overlegene i HNT"),
        ("6.3", "Legevaktsledere, leder for akuttmottakene"),
        ("7.9", "Prosjektansvarlige"),
    ],
)
def test_who_is_named_by_a_role_is_named(client: Client, number: str, roles: str) -> None:
    """004:649-650, 004:658-659 and 004:758: roles answer for these three."""
    page = said(client, HERE, f"{PLAN}/tiltak/{number}/")
    assert "Ingen nevnt" not in page
    assert "Slik er det Hvem som har ansvaret Status Bare en rolle er nevnt" in page
    assert f"Nevnt som rolle, uten part eller organ: {roles}." in page


@pytest.mark.parametrize("view", ["tabell", "parter", "mangler"])
def test_a_role_is_somebody_in_every_view_of_the_plan(client: Client, view: str) -> None:
    """As above; 4.3, 4.4, 7.6, 7.7, 8.2, 8.5 and 8.6 name nobody (004:466-1221)."""
    nobody = []
    for side in (1, 2, 3):
        page = client.get(f"/hf/{HERE}{PLAN}/{view}/?side={side}").content.decode()
        rows = re.findall(r"<tr>.*?</tr>", page, re.DOTALL)
        nobody += [number_in(row) for row in rows if "Ingen nevnt" in row]
    assert sorted(set(nobody)) == ["4.3", "4.4", "7.6", "7.7", "8.2", "8.5", "8.6"]


def number_in(row: str) -> str:
    found = re.search(r"/tiltak/([\d.]+)/", row)
    assert found
    return found[1]


def test_the_history_of_a_body_is_in_time(client: Client) -> None:
    """004:32, 004:175, 004:36, 002:200, 002:208, 003:387 and 001:180-186."""
    told = said(client, HERE, "/organer/psu/").split("Historikk")[1]
    steps = [
        "Strategisamling for PSU og ASU 24. mars 2017",
        "12.06.2017",
        "23.11.2017",
        "17. oktober 2019",
        "02.06.2020",
        "18.02.2021",
        "Februar 2024",
        "Oktober 2024",
    ]
    places = [told.index(step) for step in steps]
    assert places == sorted(places)


def test_agreements_with_the_same_number_are_told_apart(client: Client) -> None:
    """000:150 groups the four agreements on beds under one number."""
    ended = said(client, HERE, "/avtaler/").split("Gjelder ikke lenger")[1]
    replaced = ended.split("Tjenesteavtale 4:")[1].split("Tjenesteavtale 6:")[0]
    for place in ("Namdalen", "Frosta", "Inderøy", "Meråker"):
        assert f"Øyeblikkelig hjelp i {place}" in replaced
    assert "Særavtale 1" not in replaced


@pytest.mark.parametrize(
    "body",
    [
        "fagrad-legesamarbeid-2018",
        "nettverk-koordinerende-enheter",
        "nettverk-svangerskap-fode-barsel",
    ],
)
def test_no_body_begins_on_a_day_that_no_source_gives(client: Client, body: str) -> None:
    """003:374 gives the year 2018, 002:133-135 no time at all."""
    assert "Opprettet 1. januar" not in said(client, HERE, f"/organer/{body}/")


def test_the_special_agreements_on_beds_lead_to_their_measures(client: Client) -> None:
    """004:225 and 004:234: the area of the beds serves the special agreements."""
    told = said(client, HERE, "/avtaler/saeravtale-ohd-namdalen/")
    for number in ("3.1", "3.2", "3.3"):
        assert f" {number} " in told.split("Tiltak i handlingsplanen om dette")[1]


@pytest.mark.parametrize("party", ["leka", "selbu"])
def test_who_works_for_all_municipalities_is_named_on_their_pages(
    client: Client, party: str
) -> None:
    """001:1-7: common to those that have HNT as their hospital."""
    assert "Kommunal samhandlingsleder" in said(client, HERE, f"/kommuner/{party}/")


def test_the_addresses_of_contacts_stand_where_one_turns(client: Client) -> None:
    """004:1302-1303 and 004:499."""
    assert "https://www.varnesregionen.no" in said(client, HERE, "/kommuner/stjordal/")
    trust = said(client, HERE, "/parter/hnt/")
    assert "https://hnt.no/behandlinger/pasient-og-parorendeopplering" in trust
    assert "https://hnt.no " in trust


@pytest.mark.parametrize("party", ["selbu", "tydal"])
def test_seats_of_the_municipalities_speak_for_members(client: Client, party: str) -> None:
    """002:143 and 002:150: six from the municipalities, of which the 20 are the members."""
    assert "felles plasser" not in said(client, HERE, f"/kommuner/{party}/")
    assert "Gjennom Værnesregionen" in said(client, HERE, f"/kommuner/{party}/")
    assert "Gjennom 6 felles plasser" in said(client, HERE, "/kommuner/stjordal/")


def test_what_is_proposed_is_not_said_to_be_turned_down(client: Client) -> None:
    """001:180-184: to be decided from January to April 2025. No source tells what came of it."""
    told = said(client, HERE, "/avtaler/retningslinje-barn-og-unge/")
    assert "Dette er foreslått. Det er ikke lagt inn at det er vedtatt." in told
    assert "gjelder ikke" not in told
    assert "står ikke i kildene" in told


@pytest.mark.parametrize("party", ["indre-fosen", "afjord", "rissa"])
def test_a_municipality_outside_says_that_it_is(client: Client, party: str) -> None:
    """004:519 and 004:535: named for the mergers alone."""
    assert "Er ikke med i dette helsefellesskapet" in said(client, HERE, f"/kommuner/{party}/")


def test_a_guideline_in_force_is_found_before_the_measures_of_a_plan_of_2021(
    client: Client,
) -> None:
    """002:80: guideline 5 took learning and mastery over. 004:462-480: four measures."""
    found = said(client, HERE, "/sok/?q=l%C3%A6ring+og+mestring")
    guideline = found.index("Retningslinje 5: Samarbeid om helsefremmende")
    assert guideline < found.index("4.2 Avklare rolle")
    assert guideline < found.index("4.3 Følge utviklingsprosjekter")
