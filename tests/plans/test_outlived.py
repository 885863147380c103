"""Plans whose years are over: one rule on the page of the plan and of its document."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from samspill.common.models import Partnership
from samspill.documents.models import Document, Provision, Succession
from samspill.documents.standing import Stand, standings_on
from samspill.parties.models import Assignment
from samspill.plans.models import Plan, PlanEdition
from samspill.plans.states import PlanState
from tests.documents.folder import document, edition, loaded
from tests.secretariat import signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 6, 1)
OVER, NOT_REPLACED = "Perioden er over", "Perioden er over, ikke erstattet"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Partnership]:
    files = document("gammel") | edition("gammel", "en", text="")
    files |= document("ny") | edition("ny", "en", text="")
    partnership = loaded(tmp_path, files)
    with scope(partnership=partnership):
        yield partnership


Adds = Callable[..., Plan]


@pytest.fixture
def adds(here: Partnership) -> Adds:
    def add(first: int, last: int | None, state: str = PlanState.RUNNING, **more) -> Plan:
        slug = f"plan-{first}"
        plan = Plan.objects.create(
            partnership=here, slug=slug, title=slug, first_year=first, last_year=last, **more
        )
        PlanEdition.objects.create(
            partnership=here, plan=plan, slug="en", state=state, valid_from=f"{first}-01-01"
        )
        return plan

    return add


def told(plan: Plan, date: datetime.date = DAY) -> str:
    return PlanEdition.objects.with_replaced(date).get(plan=plan).state_on(date)


def stands(date: datetime.date = DAY) -> Stand:
    return standings_on(date)[Document.objects.get(slug="gammel").pk].stand


def test_a_plan_is_replaced_once_the_next_has_begun(adds: Adds, client: Client) -> None:
    old = adds(2018, 2021, document=Document.objects.get(slug="gammel"))
    assert (told(old), stands()) == (NOT_REPLACED, Stand.OUTLIVED)
    new = adds(2024, 2027, state=PlanState.DRAFT, predecessor=old)
    assert (told(old), stands()) == (NOT_REPLACED, Stand.OUTLIVED)
    new.editions.update(state=PlanState.RUNNING)
    assert (told(old), stands()) == (OVER, Stand.IN_FORCE)
    before = datetime.date(2023, 6, 1)
    assert (told(old, before), stands(before)) == (NOT_REPLACED, Stand.OUTLIVED)
    address = "/hf/nord/handlingsplan/plan-2018/"
    assert "en annen plan har tatt over" in client.get(address).content.decode()
    then = client.get(address, {"dato": before.isoformat()}).content.decode()
    assert "en annen plan har tatt over" not in then
    assert NOT_REPLACED in then


def test_a_document_of_two_plans_is_over_when_both_are(adds: Adds) -> None:
    gammel = Document.objects.get(slug="gammel")
    adds(2014, 2016, state=PlanState.DRAFT, document=gammel)
    assert stands() == Stand.IN_FORCE
    old = adds(2018, 2021, document=gammel)
    last = adds(2022, 2025, document=gammel, predecessor=old)
    assert (told(old), told(last), stands()) == (OVER, "Gjelder", Stand.IN_FORCE)
    after = datetime.date(2026, 6, 1)
    assert (told(last, after), stands(after)) == (NOT_REPLACED, Stand.OUTLIVED)


def test_only_what_takes_over_a_document_whole_by_the_day_replaces_it(
    here: Partnership, adds: Adds
) -> None:
    gammel, ny = Document.objects.get(slug="gammel"), Document.objects.get(slug="ny")
    adds(2018, 2021, document=gammel)
    after = Succession(partnership=here, document=ny, predecessor=gammel, part="kapittel 2")
    after.save()
    assert stands() == Stand.OUTLIVED
    provision = Provision.objects.create(partnership=here, document=gammel, slug="punkt")
    for part, of, date, expected in (
        ("", provision, None, Stand.OUTLIVED),
        ("", None, datetime.date(2025, 1, 1), Stand.OUTLIVED),
        ("", None, DAY, Stand.IN_FORCE),
        ("", None, None, Stand.IN_FORCE),
    ):
        after.part, after.predecessor_provision, after.date = part, of, date
        after.save()
        assert stands() == expected, (part, of, date)


def test_the_list_of_plans_asks_the_same_for_many_as_for_one(
    here: Partnership, adds: Adds, client: Client
) -> None:
    client.force_login(signed_in(here, "siri@example.no", Assignment.Kind.SECRETARIAT))
    counts = []
    client.get("/hf/nord/arbeid/planer/")
    for first in (2010, 2013, 2016):
        adds(first, first + 2)
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/hf/nord/arbeid/planer/").content.decode()
        counts.append(len(asked))
        assert page.count(NOT_REPLACED) == len(counts)
    assert counts[0] == counts[2], counts
