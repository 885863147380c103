"""A status is the owner's own; what speaks against it is told beside it and changes nothing."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django_scopes import scope

from samspill.commitments.evidence import doubts_about
from samspill.commitments.models import Commitment
from samspill.common.models import Partnership, today
from samspill.documents.models import Document
from samspill.plans.models import Measure, MeasureLink
from tests.plans.ledger import say

pytestmark = pytest.mark.django_db
OTHERWISE = "What is entered elsewhere says otherwise"


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("nordre-trondelag")


@pytest.fixture
def nordre(data: None, db: None) -> Iterator[Partnership]:
    made = Partnership.objects.get(slug="nordre-trondelag")
    with scope(partnership=made), translation.override("en"):
        yield made


def owed() -> Commitment:
    """What a single party owes of a measure that it owes alone."""
    return Commitment.objects.select_related("result", "work").get(
        owedmeasure__thing=measure(), owners__party__slug="verdal"
    )


def measure() -> Measure:
    return Measure.objects.get(number="5.2")


def linked(*, in_force: bool) -> Document:
    """Links the measure to a public document that holds today, or to one that does not."""
    holding = Document.objects.in_force_on(today()).values("pk")
    public = Document.objects.public()
    there = public.filter(pk__in=holding) if in_force else public.exclude(pk__in=holding)
    found = there.order_by("pk")[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samspill.loading', 'on', true)")
    MeasureLink.objects.create(
        partnership_id=found.partnership_id, measure=measure(), document=found
    )
    return found


def doubts() -> list[str]:
    return doubts_about([owed()], today()).get(owed().pk, [])


def test_done_while_what_it_carries_out_is_not_in_force(nordre: Partnership) -> None:
    document = linked(in_force=False)
    assert doubts() == []
    say(measure(), "verdal", result="partly")
    assert doubts() == []
    say(measure(), "verdal", result="full")
    (only,) = doubts()
    assert str(document.label) in only
    assert owed().result is not None
    assert owed().result.slug == "full"  # type: ignore[union-attr]


def test_on_track_while_its_time_is_over(nordre: Partnership) -> None:
    Commitment.objects.filter(pk=owed().pk).update(due_on=today(), due_kind="date")
    say(measure(), "verdal", work="on_track")
    assert doubts() == []
    yesterday = today() - datetime.timedelta(days=1)
    Commitment.objects.filter(pk=owed().pk).update(due_on=yesterday)
    (only,) = doubts()
    assert "said to be «I rute»" in only
    say(measure(), "verdal", work="at_risk", reason="Mangler folk")
    assert doubts() == []


def test_a_document_in_force_speaks_against_nothing(nordre: Partnership) -> None:
    linked(in_force=True)
    say(measure(), "verdal", result="full")
    assert doubts() == []


def test_achieved_and_not_begun_do_not_go_together(nordre: Partnership) -> None:
    say(measure(), "verdal", result="full", work="not_started")
    assert doubts() == ["The result is said to be achieved, and the work not begun."]


def test_everyone_sees_it_on_the_page_of_the_measure(nordre: Partnership) -> None:
    document = linked(in_force=False)
    path = "/hf/nordre-trondelag/handlingsplan/handlingsplan-2018-2021/tiltak/5.2/"

    def page() -> str:
        client = Client()
        client.cookies["sprak"] = "en"
        return client.get(path).content.decode()

    assert OTHERWISE not in page()
    say(measure(), "verdal", result="full")
    text = page()
    assert text.count(OTHERWISE) == 1
    assert str(document.label) in text


def test_it_is_asked_once_for_many(nordre: Partnership) -> None:
    linked(in_force=False)
    every = list(Commitment.objects.filter(process="measure").select_related("result", "work"))
    for one in every[:2]:
        one.result = owed().result_legend.statuses.get(slug="full")  # type: ignore[union-attr]
    with CaptureQueriesContext(connection) as few:
        doubts_about(every, today())
    for one in every:
        one.result = every[0].result
    with CaptureQueriesContext(connection) as many:
        found = doubts_about(every, today())
    assert len(many) == len(few) == 1
    assert len(found) > 1
