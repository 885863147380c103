"""What the plan's pages say of who answers and of the period, as the plan itself has it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django_scopes import scope

from samspill.common.models import Partnership
from samspill.plans.models import PlanEdition
from tests.portal.test_plan_overviews import page, row_of, words

pytestmark = pytest.mark.django_db
OVER = "Perioden er over, ikke erstattet"


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("nordre-trondelag")


@pytest.fixture
def nordre(data: None, client: Client, settings) -> Iterator[Client]:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = "nordre-trondelag"
    settings.SAMSPILL_KEEP_PAGES = False
    with scope(partnership=Partnership.objects.get(slug="nordre-trondelag")):
        yield client


def as_written(text: str) -> str:
    (found,) = re.findall(r"Ansvarlig, som skrevet</dt>\s*<dd>(.*?)</dd>", text, re.DOTALL)
    return " ".join(words(found.replace("<br>", " ")).split())


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("1.1", "Alle Et annet sted i planen er feltet tomt"),  # table 2 no. 1; appendix blank
        ("9.2", "KS/HNT Et annet sted i planen er feltet tomt"),  # table 9 no. 6; appendix blank
        ("8.1", "Fagråd 9 Et annet sted: HNT Fagråd IKT"),  # appendix; table 9 no. 1
        ("8.2", "Tomt i planen"),  # blank in both
    ],
)
def test_responsible_is_told_as_written_in_each_place(
    nordre: Client, number: str, written: str
) -> None:
    assert as_written(page(nordre, f"tiltak/{number}/")) == written


def test_a_party_is_shown_the_place_that_names_it(nordre: Client) -> None:
    assert "Fagråd 9 / HNT Fagråd IKT" in row_of(page(nordre, "parter/hnt/", ""), "8.1")[1]


def test_a_document_that_the_measure_names_is_listed_once(nordre: Client) -> None:
    listed = page(nordre, "tiltak/6.1/").split("Avtaler det handler om")[1].split("</section>")[0]
    assert listed.count("tjenesteavtale-3-og-5/") == 1
    assert listed.count("tjenesteavtale-2/") == 1


@pytest.mark.parametrize(
    ("number", "owing", "roles"),
    [
        ("6.2", "Bare en rolle er nevnt", "ALU i kommunene, avd.overlegene i HNT"),
        ("6.3", "Bare en rolle er nevnt", "Legevaktsledere, leder for akuttmottakene"),
        ("6.4", "Kommuneoverlegene", "avdelingsoverleger, praksiskonsulenter, fagsjef HNT"),
        ("6.6", "Kommuneoverlegene", "Fagsjef"),
        ("6.7", "Kommuneoverlegene", "Fagsjef"),
        ("7.9", "Bare en rolle er nevnt", "Prosjektansvarlige"),
    ],
)
def test_roles_are_named_beside_those_who_owe(
    nordre: Client, number: str, owing: str, roles: str
) -> None:
    stands = page(nordre, f"tiltak/{number}/").split("Slik er det</h2>")[1].split("</section>")[0]
    (row,) = re.findall(r'<th scope="row">(.*?)</th>', stands, re.DOTALL)
    assert words(row) == owing
    assert f"Nevnt som rolle, uten part eller organ: {roles}." in " ".join(stands.split())


def test_the_filter_offers_those_who_answer_for_something(nordre: Client) -> None:
    choices = re.findall(r'<option value="(part-[^"]*)"', page(nordre, "handlingsplan/", ""))
    assert {"part-verdal", "part-hnt", "part-kommuneoverlegene"} <= set(choices)
    assert not {"part-indre-fosen", "part-afjord", "part-selbu", "part-tydal"} & set(choices)


def test_a_plan_past_its_last_year_is_not_said_to_run(nordre: Client) -> None:
    assert OVER in page(nordre, "handlingsplan/", "")
    then = page(nordre, "handlingsplan/?dato=2020-06-01", "")
    assert OVER not in then
    assert "<dd>Gjelder</dd>" in then
    edition = PlanEdition.objects.select_related("plan").get()
    days = (datetime.date(2021, 12, 31), datetime.date(2022, 1, 1))
    assert [edition.is_past_its_years(day) for day in days] == [False, True]
    edition.state = "closed"
    assert edition.state_on(days[1]) == str(edition.get_state_display())
