"""Late is one thing on every page: what is past its day, and not said to be done or dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django_scopes import scope

from samspill.commitments import attention
from samspill.commitments.models import Commitment
from samspill.common.models import Partnership, today
from samspill.plans.models import Plan
from tests.plans.ledger import say
from tests.portal.test_plan_overviews import every, measure, page, row_of, words
from tests.portal.test_plans import numbers

pytestmark = pytest.mark.django_db
LATE = ["1.2", "3.1", "3.2", "3.3", "8.6"]
"""The five that the plan marks for 2018 alone (tables 2 and 4, and 8.6 in the appendix)."""
NOT_REPORTED = "Over fristen, ikke rapportert"


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("nordre-trondelag")


@pytest.fixture
def nordre(data: None, client: Client, settings) -> Iterator[Client]:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = "nordre-trondelag"
    settings.SAMSPILL_KEEP_PAGES = False
    with scope(partnership=Partnership.objects.get(slug="nordre-trondelag")):
        # Of a plan whose years are over nothing is late.
        Plan.objects.update(last_year=today().year)
        yield client


def test_every_page_counts_the_same_measures_as_late(nordre: Client) -> None:
    legend = page(nordre, "handlingsplan/", "").split('class="legend"')[1].split("</ul>")[0]
    told = [words(one) for one in re.findall(r"<li>.*?</li>", legend, re.DOTALL)]
    assert [" ".join(one.split()) for one in told] == ["Over fristen 5", "Ikke rapportert 49"]
    board = page(nordre, "tavle/").split("<section>")
    assert numbers(board[2]) == LATE
    assert "(49)" in board[1]
    assert every(nordre)[:2] == ["49", "5"]
    assert numbers(page(nordre, "tabell/?status=late")) == LATE
    assert not set(LATE) & set(numbers(page(nordre, "tabell/?status=unreported")))


def test_the_page_of_a_measure_and_of_a_municipality_say_late(nordre: Client) -> None:
    assert page(nordre, "tiltak/3.2/").count(NOT_REPORTED) == 21  # HNT and 20 municipalities
    found = row_of(page(nordre, "kommuner/verdal/", ""), "3.2")
    assert NOT_REPORTED in found[-1]
    assert NOT_REPORTED in row_of(page(nordre, "tabell/?innsats=4.1"), "8.6")[-1]


def test_what_is_reported_and_not_done_says_both(nordre: Client) -> None:
    say(measure("3.2"), "verdal", result="partly")
    say(measure("3.2"), "levanger", result="full")
    verdal, levanger = (
        row_of(page(nordre, f"kommuner/{one}/", ""), "3.2")[-1] for one in ("verdal", "levanger")
    )
    assert "Delvis oppnådd" in verdal
    assert "stat-late" in verdal
    assert "stat-late" not in levanger
    assert "Delvis oppnådd, over fristen" in page(nordre, "tabell/?innsats=1.3")


def test_of_an_earlier_day_nothing_is_said_to_be_late_or_in_time(nordre: Client) -> None:
    text = page(nordre, "tavle/?dato=2026-01-15")
    assert "stat-late" not in text
    assert len(text.split("<section>")) == 6


def test_the_secretariat_sees_what_nobody_owes_among_what_is_late(nordre: Client) -> None:
    """24 are owed by somebody; 8.6 is late too, and named for nobody."""
    (late,) = [one for one in attention.kinds(today()) if one.slug == "forfalt"]
    assert late.count == 25
    assert attention.to_remind_of("forfalt", today()).count() == 24
    of = Commitment.objects.overdue_on(today()).values_list("owedmeasure__thing__number", flat=True)
    assert sorted(set(of)) == LATE


def test_what_only_a_role_is_named_for_is_told_apart_from_what_nobody_is(nordre: Client) -> None:
    """6.2, 6.3 (table 7) and 7.9 (table 8) name roles; the plan names nobody for seven."""
    kinds = {one.slug: one for one in attention.kinds(today())}
    assert (kinds["uten-eier"].count, kinds["bare-rolle"].count) == (7, 3)
    assert len(numbers(page(nordre, "handlingsplan/?mangler=ansvarlig", ""))) == 7
    rows = " ".join(kinds["bare-rolle"].rows.split())
    for role in ("ALU i kommunene, avd.overlegene i HNT", "Prosjektansvarlige"):
        assert f"{role} <span" in rows
    assert "Ikke gitt til noen" not in rows
    assert "Ikke gitt til noen" in kinds["uten-eier"].rows
