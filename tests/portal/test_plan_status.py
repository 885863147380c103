"""How a plan stands: per focus area, per status, per party; as a page and to download."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scope
from openpyxl import load_workbook

from samspill.commitments.actions import report
from samspill.commitments.models import Commitment, LegendStatus
from samspill.common.actors import program
from samspill.common.models import Partnership, today
from samspill.exchange.loading import load
from samspill.plans.models import Measure
from samspill.plans.overviews import COLUMNS, standings_of
from samspill.portal.plan_status import standing_of
from tests.factories.folders import ROOT

pytestmark = pytest.mark.django_db
PAGE = "/hf/nordre-trondelag/handlingsplan/handlingsplan-2018-2021/status/"
BY = program("test")


@pytest.fixture
def nordre() -> Iterator[Partnership]:
    load(ROOT / "data" / "nordre-trondelag", by="test")
    partnership = Partnership.objects.get(slug="nordre-trondelag")
    with scope(partnership=partnership):
        yield partnership


def owed(number: str) -> Commitment:
    measure = Measure.objects.get(number=number)
    return Commitment.objects.filter(process="measure", subject=str(measure.pk))[0]


def says(commitment: Commitment, slug: str, legend: str = "maloppnaelse") -> None:
    status = LegendStatus.objects.get(legend__slug=legend, slug=slug)
    report(by=BY, commitment=commitment, **{status.legend.about: status})


def get(path: str = PAGE) -> str:
    client = Client()
    client.cookies["sprak"] = "en"
    return client.get(path).content.decode()


def test_not_reported_is_not_the_same_as_not_achieved(nordre: Partnership) -> None:
    says(owed("3.1"), "not")
    says(owed("3.2"), "full")
    found = standing_of(Measure.objects.get(number="3.1").edition, today())
    area = next(one for one in found.areas if one.area.number == "1.3")
    assert dict(zip([column.scale for column in COLUMNS], area.counts, strict=True)) == {
        "": 1, "none": 1, "partly": 0, "full": 1, "dropped": 0,
    }  # fmt: skip
    assert sum(segment.width for segment in area.segments) == pytest.approx(100, abs=0.1)


def test_every_measure_stands_on_the_board(nordre: Partnership) -> None:
    found = standing_of(Measure.objects.get(number="3.1").edition, today())
    placed = {measure.pk for column in found.columns for measure, _count, _total in column.cards}
    assert placed == set(Measure.objects.values_list("pk", flat=True))


def test_several_owners_are_counted_and_never_made_one(nordre: Partnership) -> None:
    measure = Measure.objects.get(number="1.1")
    mine = Commitment.objects.filter(process="measure", subject=str(measure.pk))
    total = mine.count()
    assert total > 20
    says(mine[0], "full")
    says(mine[1], "not")
    found = standing_of(measure.edition, today())
    cards = {
        column.column.scale: (count, of)
        for column in found.columns
        for one, count, of in column.cards
        if one == measure
    }
    assert cards == {"full": (1, total), "none": (1, total), "": (total - 2, total)}


def test_an_earlier_day_shows_what_was_reported_then(nordre: Partnership) -> None:
    with time_machine.travel(datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)):
        says(owed("3.1"), "not")
    says(owed("3.1"), "full")
    measure = Measure.objects.get(number="3.1")

    def scale(date: datetime.date) -> str:
        (only,) = standings_of([measure], date)
        return only.scale

    assert scale(datetime.date(2026, 2, 1)) == ""
    assert scale(datetime.date(2026, 3, 2)) == "none"
    assert scale(today()) == "full"


def test_a_councillor_finds_the_measures_of_verdal_and_their_status(nordre: Partnership) -> None:
    measure = Measure.objects.get(number="5.2")
    mine = Commitment.objects.filter(
        process="measure", subject=str(measure.pk), owners__party__slug="verdal"
    )
    says(mine.get(), "partly")
    page = get("/hf/nordre-trondelag/kommuner/verdal/")
    assert "5.2 " in page
    assert "Delvis oppnådd" in page


def test_what_is_not_public_is_not_shown(nordre: Partnership) -> None:
    Commitment.objects.filter(process="measure").update(is_public=False)
    assert standings_of(list(Measure.objects.all())) == []


def test_the_spreadsheet_says_the_same(nordre: Partnership) -> None:
    says(owed("3.1"), "partly")
    answer = Client().get(f"{PAGE}xlsx/")
    book = load_workbook(io.BytesIO(answer.content))
    measures, areas, parties = book.worksheets
    rows = {row[0]: row for row in measures.iter_rows(min_row=2, values_only=True)}
    assert len(rows) == 54
    assert rows["3.1"][4] == "Delvis oppnådd"
    assert sum(row[3] for row in areas.iter_rows(min_row=2, values_only=True)) == 1
    assert "Verdal" in [row[0] for row in parties.iter_rows(min_row=2, values_only=True)]


def test_it_can_be_printed_and_edited_on(nordre: Partnership) -> None:
    client = Client()
    assert client.get(f"{PAGE}pdf/").content.startswith(b"%PDF-")
    assert client.get(f"{PAGE}docx/").content.startswith(b"PK")
    assert client.get(f"{PAGE}txt/").status_code == 404


def test_the_queries_do_not_grow_with_the_reports(nordre: Partnership) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            standing_of(Measure.objects.get(number="3.1").edition, today())
        return len(queries)

    few = count()
    for commitment in Commitment.objects.filter(process="measure")[:30]:
        says(commitment, "partly")
    assert count() == few
