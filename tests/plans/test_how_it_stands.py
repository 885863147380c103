"""How a plan stands: each measure once, and nothing said that nobody reported."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils.formats import date_format
from django_scopes import scope

from samspill.commitments.models import Commitment
from samspill.common import content
from samspill.common.models import Partnership, today
from samspill.common.templatetags.public import days
from samspill.plans.how_it_stands import PlanStanding, how_it_stands
from samspill.plans.models import Measure, Plan
from tests.plans.ledger import ask, say

pytestmark = pytest.mark.django_db
OVER = today() - datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("nordre-trondelag")


@pytest.fixture
def here(data: None) -> Iterator[Partnership]:
    found = Partnership.objects.get(slug="nordre-trondelag")
    with scope(partnership=found):
        # What the plan itself asks of everybody is taken away; each test asks whom it needs.
        Commitment.objects.all().delete()
        yield found


def standing(date: datetime.date | None = None) -> PlanStanding:
    public = Commitment.objects.filter(is_public=True)
    return how_it_stands(Measure.objects.all(), public, date or today())


def told(found: PlanStanding) -> dict[str, int]:
    return {str(part.standing.value): part.count for part in found.parts}


def asked(
    here: Partnership, number: str, *parties: str, due: datetime.date | None = None
) -> Measure:
    measure = Measure.objects.get(number=number)
    ask(here, measure, *parties)
    if due:
        Commitment.objects.filter(owedmeasure__thing=measure).update(due_on=due, due_kind="date")
    return measure


def test_a_plan_that_nobody_has_reported_on_is_not_reported(here: Partnership) -> None:
    asked(here, "5.2", "lierne")
    found = standing()
    assert (told(found), found.total, found.is_silent) == ({"silent": 54}, 54, True)


def test_each_measure_counts_once_whatever_its_owners_say(here: Partnership) -> None:
    said = asked(here, "5.2", "lierne", "verdal")
    say(said, "lierne", result="full")
    assert told(standing()) == {"under-way": 1, "silent": 53}
    say(said, "verdal", result="full")
    found = standing()
    assert told(found) == {"done": 1, "silent": 53}
    assert not found.is_silent


def test_work_that_is_done_counts_where_nothing_is_said_of_the_result(here: Partnership) -> None:
    say(asked(here, "5.2", "lierne"), "lierne", work="done")
    assert told(standing()) == {"done": 1, "silent": 53}


def test_what_is_past_its_day_and_not_done_is_late(here: Partnership) -> None:
    say(asked(here, "5.2", "lierne", due=OVER), "lierne", result="full")
    say(asked(here, "5.8", "lierne", due=OVER), "lierne", result="partly")
    asked(here, "7.8", "lierne", due=OVER)
    asked(here, "1.1", "lierne", due=today())
    assert told(standing()) == {"done": 1, "under-way": 1, "silent": 52}
    Plan.objects.update(last_year=today().year)
    assert told(standing()) == {"done": 1, "late": 2, "silent": 51}
    Plan.objects.update(last_year=None)
    assert told(standing()) == {"done": 1, "late": 2, "silent": 51}


def test_the_page_of_a_measure_tells_when_it_was_due_and_when_reported(
    here: Partnership, client: Client
) -> None:
    Plan.objects.update(last_year=today().year)
    due, day = datetime.date(2026, 3, 1), datetime.date(2018, 3, 1)
    late = asked(here, "5.8", "lierne", due=due)
    say(late, "lierne", result="partly")
    content.changed(here)
    plan = late.edition.plan.slug
    page = client.get(f"/hf/{here.slug}/handlingsplan/{plan}/tiltak/5.8/").content.decode()
    words = " ".join(re.sub(r"<[^>]*>", " ", page).split())
    reported = date_format(today(), "j. F Y")
    assert f"Over fristen fristen var 1. mars 2026 rapportert {reported}" in words
    assert days(day, day) == "1. mars 2018"
    assert days(day, due) == "1. mars 2018–1. mars 2026"
    assert (days(day, None), days(None, day)) == ("1. mars 2018–", "–1. mars 2018")
    assert days(None, None) == ""


def test_done_by_one_and_dropped_by_another_is_neither_done_nor_left(here: Partnership) -> None:
    both = asked(here, "5.2", "lierne", "verdal")
    say(both, "lierne", result="full")
    say(both, "verdal", work="dropped", reason="Slått sammen med et annet.")
    assert told(standing()) == {"ended": 1, "silent": 53}
    alone = asked(here, "5.8", "lierne")
    say(alone, "lierne", work="dropped", reason="Ikke aktuelt.")
    assert told(standing()) == {"ended": 1, "silent": 52, "dropped": 1}


def test_on_the_map_nothing_of_a_plan_that_is_over_is_late(
    here: Partnership, client: Client, settings
) -> None:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = here.slug
    asked(here, "5.2", "lierne", due=OVER)
    page = client.get("/").content.decode()
    assert "Noe er over fristen" not in page
    assert "Ingenting er rapportert" in page
    Plan.objects.update(last_year=today().year)
    content.changed(here)
    assert "Noe er over fristen" in client.get("/").content.decode()


def test_of_an_earlier_day_it_is_not_told_what_was_late(here: Partnership) -> None:
    say(asked(here, "5.2", "lierne", due=OVER), "lierne", result="full")
    found = standing(OVER)
    assert (told(found), found.by_day) == ({"silent": 54}, False)


def test_what_is_not_open_to_everyone_is_not_counted(here: Partnership) -> None:
    measure = Measure.objects.get(number="5.2")
    ask(here, measure, "lierne", public=False)
    say(measure, "lierne", result="full")
    assert told(standing()) == {"silent": 54}


def test_the_parts_fill_the_bar(here: Partnership) -> None:
    for number in ("5.2", "5.8", "7.8"):
        say(asked(here, number, "lierne"), "lierne", result="full")
    parts = standing().parts
    assert [part.left for part in parts] == [0, parts[0].width]
    assert sum(part.width for part in parts) == 600


def test_the_front_page_says_how_the_plan_stands(
    here: Partnership, client: Client, settings
) -> None:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = here.slug
    say(asked(here, "5.2", "lierne"), "lierne", result="full")
    page = client.get("/").content.decode()
    assert "Slik går det med planen" in page
    assert "Rapportert som gjennomført" in page
    assert "Over fristen" not in page


def test_a_municipality_finds_what_it_owes_as_one_of_them(
    here: Partnership, client: Client, settings
) -> None:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = here.slug
    page = client.get("/handlingsplan/?ansvarlig=part-lierne").content.decode()
    assert "/handlingsplan/handlingsplan-2018-2021/tiltak/5.8/" in page
    assert "/handlingsplan/handlingsplan-2018-2021/tiltak/7.6/" not in page
    assert '<option value="part-lierne" selected' in " ".join(page.split())
