"""What held on which day, held against the sources: no day is made up.

The lines are those of the source texts, as in ``test_nordre_pages.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.data.pages import said

pytestmark = pytest.mark.django_db
HERE = "nordre-trondelag"
NOT_KNOWN = "Ikke kjent om den gjaldt"


@pytest.fixture(scope="module", autouse=True)
def data(load_once: Callable[..., None]) -> None:
    load_once(HERE)
    load_once("more-og-romsdal")
    load_once("st-olav")


def page(client: Client, document: str, date: str = "", place: str = HERE) -> str:
    return said(client, place, f"/avtaler/{document}/" + (f"?dato={date}" if date else ""))


def test_nothing_is_said_to_have_held_in_1900(client: Client) -> None:
    """No source is older than 2010."""
    listed = said(client, HERE, "/avtaler/?dato=1900-01-01")
    assert "Det er ikke kjent at noe gjaldt på denne datoen" in listed
    assert " i kraft " not in listed


def test_the_front_page_of_an_earlier_day_says_that_it_is_not_known(client: Client) -> None:
    """002:221-232: the routines are listed without a day."""
    front = said(client, HERE, "/?dato=2015-01-01")
    assert "Det er ikke kjent at noe gjaldt på denne datoen" in front
    assert "Det er ikke kjent at noen rutine gjaldt på denne datoen" in front
    assert "ikke kjent at noen rutine" in said(client, HERE, "/rutiner/?dato=2015-01-01")


@pytest.mark.parametrize(
    ("document", "words", "unknown", "held"),
    [
        ("saeravtale-dms-inn-trondelag", "fra 2018", "2018-06-01", "2018-12-31"),
        ("saeravtale-dms-vaernesregionen", "fra 2018", "2018-06-01", "2018-12-31"),
        ("saeravtale-alis", "fra 2020", "2020-06-01", "2020-12-31"),
        ("saeravtale-lis-1", "fra en dag som ikke er kjent", "2021-01-01", "2021-12-31"),
        ("saeravtale-ohd-namdalen", "fra 2017", "2017-06-01", "2019-06-01"),
        ("saeravtale-ohd-innherred", "fra 2017", "2017-06-01", "2019-06-01"),
        (
            "rutine-parenteral-behandling",
            "fra en dag som ikke er kjent",
            "2021-01-01",
            "2021-12-31",
        ),
        ("rutine-hjelpemidler", "fra en dag som ikke er kjent", "2016-06-15", "2020-12-31"),
        ("rutine-plo-meldinger", "fra en dag som ikke er kjent", "2019-06-10", "2020-12-31"),
        ("tjenesteavtale-9", "fra en dag som ikke er kjent", "2016-01-01", "2019-06-01"),
        (
            "handlingsplan-2018-2021",
            "satt opp til vedtak 13. februar 2018",
            "2018-03-01",
            "2019-01-01",
        ),
        ("strategiplan-2010-2012", "fra juni 2010 til «2010–2012»", "2013-06-01", "2011-06-01"),
    ],
)
def test_days_are_as_the_sources_give_them(
    client: Client, document: str, words: str, unknown: str, held: str
) -> None:
    """000:151-153, 000:162-168, 002:237-238, 002:268-280, 004:3-4, 004:36 and 004:218-240."""
    assert words in page(client, document, held)
    assert NOT_KNOWN in page(client, document, unknown)
    assert "Gjelder" in page(client, document, held)[:400]


def test_what_the_sources_rule_out_did_not_hold(client: Client) -> None:
    """000:151: the agreements on the DMS are of 2018."""
    told = page(client, "saeravtale-dms-inn-trondelag", "2017-12-31")
    assert NOT_KNOWN not in told
    assert "Dette gjaldt ikke 31. desember 2017" in told


def test_what_bound_lierne_in_2019(client: Client) -> None:
    """004:489: the agreement was revised in 2017; 002:255: Lierne is in the agreement on beds."""
    told = said(client, HERE, "/kommuner/lierne/?dato=2019-06-01")
    taken_on = told[told.index("Dette har Lierne tatt på seg") : told.index("Det handlingsplanen")]
    now, _heading, others = taken_on.partition("Andre avtaler")
    assert "Samarbeidsavtalen" in now
    assert "Øyeblikkelig hjelp i Namdalen, Bindal og Osen" in now
    assert "gjelder fra 2021" not in taken_on
    assert "Retningslinje 1" not in now
    assert "Retningslinje 1" in others
    assert "Samarbeidsavtalen" not in others


@pytest.mark.parametrize("document", ["samarbeidsavtale", "delavtale-1"])
def test_the_agreements_of_more_og_romsdal_hold_from_2021(client: Client, document: str) -> None:
    """003:314: put into effect 01.01.21. 003:329: adopted in the board's case 23/20."""
    place = "more-og-romsdal"
    told = page(client, document, place=place)
    assert "Gjeld frå 1. januar 2021" in told
    assert "Styret i Helse Møre og Romsdal, sak 23/20" in told
    assert "Dette galdt ikkje 31. desember 2020" in page(client, document, "2020-12-31", place)


@pytest.mark.parametrize("slug", ["nordre-trondelag", "more-og-romsdal"])
def test_the_number_of_a_case_is_no_first_day(client: Client, slug: str) -> None:
    """002:238 and 003:329 give cases («Sak 24-16», «sak 23/20»), 002:237 a day in a file's name."""
    listed = said(client, slug, "/avtaler/")
    assert not re.search(r"(fra|frå) «[^»]*([Ss]ak |\d\d\.\d\d)", listed)


def test_the_map_shows_the_municipalities_of_the_day(client: Client) -> None:
    """004:519-537: Leksvik went in 2018; Namdalseid, Fosnes, Verran, Nærøy and Vikna in 2020."""
    then = set(tiles(client, "/?dato=2019-06-01"))
    now = set(tiles(client, "/"))
    merged = {"namdalseid", "fosnes", "verran", "naroy", "vikna"}
    merged |= {"namsos-for-2020", "steinkjer-for-2020", "roan"}
    assert then - now == merged
    assert now - then == {"namsos", "steinkjer", "naroysund"}
    assert "leksvik" in tiles(client, "/?dato=2017-06-01")


def tiles(client: Client, address: str) -> list[str]:
    shown = client.get(f"/hf/{HERE}{address}").content.decode()
    drawn = shown[shown.index('<figure class="tilemap"') : shown.index("</figure>")]
    return re.findall(r"/kommuner/([^/]+)/", drawn)


def test_who_took_part_in_2019_is_known_from_the_plan_of_2017(client: Client) -> None:
    """004:1256-1292 lists them with their beds, 004:502-507 the bodies; three merged in 2020."""
    assert "24 kommuner" in said(client, HERE, "/kommuner/?dato=2019-06-01")
    bodies = said(client, HERE, "/organer/?dato=2019-06-01")
    for body in ("(PSU)", "(ASU)", "Forhandlingsutvalget", "Namdal legeforum"):
        assert f"{body} ikke kjent" not in bodies, body
    assert "KOLS fagnettverk ikke kjent om dette gjaldt da" in bodies  # 002:126-131, of 2020


def test_what_a_source_says_is_not_marked_as_unsaid(client: Client) -> None:
    """001:224-240: the rules stand there; only the day is not told."""
    assert "uttrykkelig" not in said(client, HERE, "/myndighet/")
    assert "uttrykkelig" not in said(client, HERE, "/avtaler/retningslinje-barn-og-unge/")


def test_what_is_read_off_is_marked_on_the_page(client: Client) -> None:
    """001:3: 20, without names. 003:427: all, without names."""
    assert "At kommunen er blant de 20, er lest av dem" in said(client, HERE, "/kommuner/leka/")
    told = said(client, "st-olav", "/kommuner/oppdal/")
    assert "er lest av at alle kommunene har godkjent avtalen" in told


def test_who_took_part_before_the_note_of_2021_is_not_known(client: Client) -> None:
    """003:329 and 003:427 are of May 2021; no source tells who took part before."""
    told = said(client, "more-og-romsdal", "/kommuner/?dato=2020-11-01")
    not_known = told.split("Ikkje kjent om dei var med")[1]
    assert "Aukra" in not_known
    assert "Volda" in not_known
    told = said(client, "st-olav", "/kommuner/?dato=2020-11-01")
    assert "Trondheim" in told.split("Ikke kjent om de var med")[1]


def test_what_was_planned_is_told_as_planned(client: Client) -> None:
    """002:199-214 is a plan of progress, and 001:170-184 of 2024 tells of 2025."""
    told = said(client, HERE, "/om/")
    assert "Datoene er de i framdriftsplanen" in told
    assert "om de siste stegene ble tatt, står ikke i kildene" in told
    assert "er gjennomgått" not in told


def test_the_tiles_are_the_municipalities_of_the_day(client: Client) -> None:
    """004, appendix 2: Verran, Fosnes, Namdalseid, Vikna and Nærøy were there until 2020."""
    then, now = (
        client.get(f"/hf/{HERE}/kommuner/?dato={day}").context["tiles"]
        for day in ("2019-06-01", "2026-11-30")
    )
    gone = {"Verran", "Fosnes", "Namdalseid", "Vikna", "Nærøy"}
    names = {tile.label for tile in then}
    assert gone <= names
    assert "Nærøysund" not in names
    assert not gone & {tile.label for tile in now}
    for tiles in (then, now):
        places = [(tile.row, tile.column) for tile in tiles]
        assert len(set(places)) == len(places)
