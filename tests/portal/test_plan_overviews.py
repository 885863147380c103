"""The plan seen in several ways: what the owners said, and nothing that they did not say."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scope
from openpyxl import load_workbook

from samspill.commitments.models import Commitment, StatusReport
from samspill.common.models import Partnership
from samspill.plans.models import Measure, MeasureOwner, Plan, PlanEdition
from samspill.plans.overviews import VIEWS, tables
from samspill.plans.overviews.charts import heat_chart
from tests.documents.pdf_text import words_of
from tests.plans.ledger import ask, say
from tests.portal.test_plans import OF_THE_MUNICIPALITIES, OF_VERDAL

pytestmark = pytest.mark.django_db
BASE = "/handlingsplan/handlingsplan-2018-2021"
EMPTY = "/handlingsplan/tom"
KINDS = ("none", "late", "no", "partial", "ok", "withdrawn")


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("nordre-trondelag")


@pytest.fixture
def nordre(data: None, client: Client, settings) -> Iterator[Client]:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = "nordre-trondelag"
    settings.SAMSPILL_KEEP_PAGES = False
    with scope(partnership=partnership()):
        # What the plan itself asks of everybody is taken away; each test asks whom it needs.
        Commitment.objects.all().delete()
        yield client


def partnership() -> Partnership:
    return Partnership.objects.get(slug="nordre-trondelag")


def measure(number: str) -> Measure:
    return Measure.objects.get(number=number)


@pytest.fixture
def told(nordre: Client) -> Client:
    """1.1 is reported by two of three in different ways, 5.8 by nobody of one, 3.1 as dropped."""
    here = partnership()
    ask(here, measure("1.1"), "verdal", "levanger", "hnt")
    say(measure("1.1"), "verdal", result="full", work="on_track")
    say(measure("1.1"), "levanger", result="not", work="done")
    ask(here, measure("5.8"), "verdal")
    ask(here, measure("3.1"), "hnt")
    say(measure("3.1"), "hnt", work="dropped", reason="Tatt over av andre")
    return nordre


def page(client: Client, address: str, base: str = BASE) -> str:
    response = client.get(f"{base}/{address}")
    assert response.status_code == 200, address
    return response.content.decode()


def numbers(text: str) -> list[str]:
    return list(dict.fromkeys(part.split("/")[0] for part in text.split("/tiltak/")[1:]))


def rows_of(text: str) -> list[list[str]]:
    """The cells of the rows of a page's tables, as HTML."""
    rows = re.findall(r"<tr>(.*?)</tr>", text, re.DOTALL)
    return [re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in rows]


def words(cell: str) -> str:
    return re.sub(r"<[^>]+>", "", cell).strip()


def row_of(text: str, name: str) -> list[str]:
    """The cells of the measure with that number."""
    (found,) = [row for row in rows_of(text) if words(row[0]).startswith(f"{name} ")]
    return found


def kinds(text: str) -> list[str]:
    return re.findall(r"stat-(\w+)", text)


@pytest.mark.parametrize("view", VIEWS)
def test_every_way_of_seeing_has_a_page_a_pdf_and_a_sheet(told: Client, view: str) -> None:
    assert "<h1>" in page(told, f"{view}/")
    pdf = told.get(f"{BASE}/{view}/pdf/")
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert "Handlingsplan" in words_of(pdf.content).replace("\n", "")
    book = load_workbook(io.BytesIO(told.get(f"{BASE}/{view}/xlsx/").content))
    assert book.worksheets[0].max_row > 3


def test_the_table_tells_how_many_said_what(told: Client) -> None:
    text = page(told, "tabell/")
    found = row_of(text, "1.1")
    assert kinds(found[-1]) == ["none", "no", "ok"]
    assert len(re.findall(r"1 \w+ 3", found[-1])) == 3
    assert kinds(row_of(text, "5.8")[-1]) == ["none"]


def every(client: Client, query: str = "") -> list[str]:
    """The numbers of the whole plan in the heat map."""
    return [words(cell) for cell in rows_of(page(client, f"varmekart/{query}"))[-1][1:]]


def test_what_nobody_is_asked_of_is_not_reported(nordre: Client) -> None:
    assert every(nordre) == ["54", "0", "0", "0", "0", "0", "54"]


def test_the_heat_map_counts_a_measure_once_under_each_status(told: Client) -> None:
    ask(partnership(), measure("1.2"), "verdal", "levanger")
    for party in ("verdal", "levanger"):
        say(measure("1.2"), party, result="full")
    # 1.1 stands under three, 1.2 under one though two say it, and 3.1 said nothing of the result.
    assert every(told) == ["53", "0", "1", "0", "2", "0", "54"]
    assert every(told, "?om=arbeid") == ["53", "0", "0", "1", "1", "1", "54"]


def test_the_heat_map_is_its_own_picture(told: Client) -> None:
    text = page(told, "varmekart/")
    assert 'class="chart"' not in text
    heads = text.split("<thead>")[1].split("</thead>")[0]
    assert kinds(heads) == list(KINDS)
    # Nothing is late and nothing partly achieved: these two take little room.
    narrow = [words(one) for one in re.findall(r'<th scope="col" class="thin">(.*?)</th>', heads)]
    assert narrow == ["Over fristen, ikke rapportert", "Delvis oppnådd", "Utgått"]
    assert text.count('class="share"') == len(rows_of(text)) - 1


def test_the_chart_of_a_file_has_the_numbers_that_it_is_given() -> None:
    rows = [("1.1 Et navn", [(2, 4), (0, 0)])]
    chart = heat_chart("Kart", [("ok", "Gjort"), ("none", "Ikke rapportert")], rows)
    for one in (chart, chart.wide):
        assert one is not None
        assert [word.text for word in one.words if word.text.isdigit()] == ["2", "0"]


def test_the_board_has_the_measure_under_what_each_owner_said(told: Client) -> None:
    columns = page(told, "tavle/").split("<section>")[1:]
    assert [kinds(column)[0] for column in columns] == list(KINDS)
    assert ["1.1" in numbers(column) for column in columns] == [
        True, False, True, False, True, False,
    ]  # fmt: skip
    assert "Verdal" in columns[4]
    assert "Levanger" not in columns[4]
    assert 'status=unreported">' in columns[0]
    dropped = page(told, "tavle/?om=arbeid").split("<section>")[6]
    assert numbers(dropped) == ["3.1"]


def test_parties_stand_under_what_they_said(told: Client) -> None:
    matrix, listed = page(told, "parter/").split("</table>")[:2]
    cells = [words(cell) for cell in row_of(listed, "1.1")[1:]]
    assert cells == ["HNT", "", "Levanger", "", "Verdal", ""]
    owners = [words(one) for one in re.findall(r"<th[^>]*up[^>]*>(.*?)</th>", matrix)]
    signs = dict(zip(owners, row_of(matrix, "1.1")[1:], strict=True))
    said = {name: kinds(signs[name]) for name in ("HNT", "Levanger", "Verdal")}
    assert said == {"HNT": ["none"], "Levanger": ["no"], "Verdal": ["ok"]}
    assert len(rows_of(matrix)) == 1 + 54


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("status=full", ["1.1"]),
        ("status=none", ["1.1"]),
        ("status=dropped", []),
        ("status=dropped&om=arbeid", ["3.1"]),
        ("status=full&innsats=1.3", []),
        ("ansvarlig=organ-psu", ["5.6"]),
        ("ansvarlig=part-verdal", OF_VERDAL),
        ("ansvarlig=gruppe-municipalities", OF_THE_MUNICIPALITIES),
        ("innsats=1.3", ["3.1", "3.2", "3.3"]),
        ("ar=2021", ["1.1", "1.2", "1.3"]),
        ("mangler=ansvarlig", ["4.3", "4.4", "7.6", "7.7", "8.2", "8.5", "8.6"]),
        ("status=finnes-ikke", []),
        ("ansvarlig=finnes-ikke", []),
        ("ansvarlig=part-%00", []),
        ("mangler=x", []),
        ("ar=99999999999", []),
        ("innsats=%00%27%22", []),
        ("side=0&ar=2021", ["1.1", "1.2", "1.3"]),
        ("side=%C2%B2&ar=2021", ["1.1", "1.2", "1.3"]),
    ],
)
def test_the_filters_stand_in_the_address(told: Client, query: str, expected: list[str]) -> None:
    assert numbers(page(told, f"tabell/?{query}")) == expected
    for view in VIEWS:
        page(told, f"{view}/?{query}")


def test_the_filter_by_status_finds_all_that_the_heat_map_counts(told: Client, monkeypatch) -> None:
    monkeypatch.setattr(tables, "PAGE", 50)
    first = page(told, "tabell/?status=unreported")
    second = page(told, "tabell/?status=unreported&side=2")
    assert len({*numbers(first), *numbers(second)}) == 54
    assert "side=2" in first


def test_a_file_keeps_the_filters(told: Client) -> None:
    text = page(told, "tabell/?innsats=1.3&dato=2026-01-15")
    assert f'{BASE}/tabell/xlsx/?innsats=1.3&amp;dato=2026-01-15"' in text
    answer = told.get(f"{BASE}/tabell/xlsx/?innsats=1.3")
    rows = list(load_workbook(io.BytesIO(answer.content)).worksheets[0].values)
    assert [str(row[0]).split()[0] for row in rows[1:]] == ["3.1", "3.2", "3.3"]


def test_numbers_in_the_sheet_are_numbers(told: Client) -> None:
    book = load_workbook(io.BytesIO(told.get(f"{BASE}/varmekart/xlsx/").content))
    *_rows, last = book.worksheets[0].values
    assert last[1:] == (54, 0, 1, 0, 1, 0, 54)


def test_a_text_is_no_formula_in_the_sheet(nordre: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samspill.loading', 'on', true)")
    Measure.objects.filter(number="1.1").update(number="=1+1")
    book = load_workbook(io.BytesIO(nordre.get(f"{BASE}/tabell/xlsx/").content))
    cell = book.worksheets[0]["A2"]
    assert (cell.data_type, str(cell.value)[:4]) == ("s", "'=1+")


def test_what_is_not_open_is_not_shown(nordre: Client) -> None:
    ask(partnership(), measure("1.1"), "verdal", public=False)
    say(measure("1.1"), "verdal", result="full")
    assert "1.1" not in numbers(page(nordre, "tabell/?status=full"))
    assert kinds(row_of(page(nordre, "tabell/"), "1.1")[-1]) == ["none"]


def test_a_day_that_has_been_shows_what_was_said_then(told: Client) -> None:
    long_ago = datetime.datetime(2026, 2, 1, 12, tzinfo=datetime.UTC)
    Commitment.objects.update(opened_on=datetime.date(2026, 1, 1))
    first = StatusReport.objects.get(commitment__owners__party__slug="verdal")
    with connection.cursor() as cursor:
        # Reports are append-only; only their clock is put back here. What waits is asked first.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE commitments_statusreport DISABLE TRIGGER USER")
        cursor.execute("UPDATE commitments_statusreport SET at = %s WHERE id = %s", [
            long_ago, first.pk,
        ])  # fmt: skip
        cursor.execute("ALTER TABLE commitments_statusreport ENABLE TRIGGER USER")
    say(measure("1.1"), "verdal", result="partly")
    then = page(told, "tabell/?status=full&dato=2026-03-01")
    assert numbers(then) == ["1.1"]
    assert numbers(page(told, "tabell/?status=full")) == []
    assert numbers(page(told, "tabell/?status=full&dato=2026-01-15")) == []


def test_a_councillor_finds_the_measures_of_verdal_and_their_status(told: Client) -> None:
    say(measure("5.8"), "verdal", result="partly", work="done")
    text = page(told, "kommuner/verdal/", "")
    found = row_of(text, "5.8")
    assert kinds(found[-1]) == ["partial", "ok"]
    assert "Delvis oppnådd" in found[-1]
    assert kinds(row_of(text, "5.2")[-1]) == ["none"]


def test_the_page_of_a_measure_tells_what_each_owner_said(told: Client) -> None:
    rows = {words(row[0]): row for row in rows_of(page(told, "tiltak/1.1/"))}
    assert kinds(rows["Verdal"][1]) == ["ok", "partial"]
    assert kinds(rows["Levanger"][1]) == ["no", "ok"]
    assert [kinds(row[1]) for name, row in rows.items() if "Nord" in name] == [["none"]]


def test_an_earlier_plan_day_has_none(nordre: Client) -> None:
    for address in ("tabell/?dato=2016-01-01", "tabell/pdf/?dato=2016-01-01", "tabell/docx/"):
        assert nordre.get(f"{BASE}/{address}").status_code == 404
    assert nordre.get("/handlingsplan/finnes-ikke/tavle/").status_code == 404


def _empty() -> PlanEdition:
    plan = Plan.objects.create(
        partnership=partnership(), slug="tom", title="Handlingsplan uten tiltak",
        first_year=2024, last_year=2027,
    )  # fmt: skip
    return PlanEdition.objects.create(
        partnership=partnership(), plan=plan, slug="forste", state="hearing"
    )


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_plan_says_so(nordre: Client, view: str) -> None:
    _empty()
    assert 'class="empty"' in page(nordre, f"{view}/", EMPTY)
    pdf = nordre.get(f"{EMPTY}/{view}/pdf/").content
    assert "uten tiltak" in words_of(pdf).replace("\n", "")
    assert load_workbook(io.BytesIO(nordre.get(f"{EMPTY}/{view}/xlsx/").content)).worksheets


def _more(edition: PlanEdition, count: int, **more: object) -> list[Measure]:
    area = edition.areas.all()[0]
    made = [
        Measure(
            partnership=partnership(), edition=edition, area=area, number=f"10.{n}",
            text="Et tiltak til", order=100 + n, **more,
        )
        for n in range(count)
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samspill.loading', 'on', true)")
    return Measure.objects.bulk_create(made)


def test_a_plan_without_dates_has_no_timeline(nordre: Client) -> None:
    running = PlanEdition.objects.get(plan__slug="handlingsplan-2018-2021")
    edition = _empty()
    goal = running.goals.all()[0]
    goal.pk, goal.edition = None, edition
    goal.save()
    area = running.areas.all()[0]
    area.pk, area.edition, area.goal = None, edition, goal
    area.save()
    made = _more(edition, 3)
    assert 'class="empty"' in page(nordre, "tidslinje/", EMPTY)
    assert len(numbers(page(nordre, "mangler/", EMPTY))) == 3
    found = row_of(page(nordre, "mangler/", EMPTY), made[0].number)
    assert [kinds(cell) for cell in found[2:]] == [["none"], ["none"]]


@pytest.mark.parametrize("view", VIEWS)
def test_queries_do_not_grow_with_the_plan(told: Client, view: str) -> None:
    def counted() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(told, f"{view}/?ansvarlig=part-verdal")
        return len(queries)

    ask(partnership(), measure("5.2"), "verdal")
    say(measure("5.2"), "verdal", result="partly")
    counted()
    few = counted()
    made = _more(measure("1.1").edition, 40, when_as_written="2018", when_kind="none")
    MeasureOwner.objects.bulk_create(
        MeasureOwner(partnership=partnership(), measure=one, group="municipalities") for one in made
    )
    for one in made[:20]:
        ask(partnership(), one, "verdal", "levanger", "hnt")
        say(one, "verdal", result="full")
    assert counted() == few
