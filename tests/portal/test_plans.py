"""The public pages of the plan: filters in the address, blanks shown as facts, no draft."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from samspill.common.models import Partnership
from samspill.plans.models import Measure
from samspill.portal.search import index

pytestmark = pytest.mark.django_db
PLAN = "/handlingsplan/handlingsplan-2018-2021"
DRAFT = "kvitterfjell"
"""The place of a gathering that only drafts tell of."""
# Where the plan writes «KS» (tables 3, 4, 5 and 9), the municipalities of the day are meant.
OF_THE_MUNICIPALITIES = [
    "2.3", "2.7", "2.8", "2.10", "2.12", "3.2", "4.1", "5.8", "7.8", "9.1", "9.2",
]  # fmt: skip
OF_VERDAL = ["1.1", *OF_THE_MUNICIPALITIES[:7], "5.2", *OF_THE_MUNICIPALITIES[7:]]


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("nordre-trondelag", "eksempel")


@pytest.fixture
def nordre(data: None, client: Client, settings) -> Client:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = "nordre-trondelag"
    return client


@pytest.fixture
def eksempel(data: None, client: Client, settings) -> Client:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = "eksempel"
    return client


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def numbers(text: str) -> list[str]:
    """The measures that a page links to, in its order."""
    parts = text.split("/tiltak/")[1:]
    return list(dict.fromkeys(part.split("/")[0] for part in parts))


def test_the_plan_shows_all_54_measures_under_their_goals(nordre: Client) -> None:
    text = page(nordre, "/handlingsplan/")
    found = numbers(text)
    assert len(found) == 54
    assert (found[0], found[-1]) == ("1.1", "9.2")
    assert text.count('<section class="band"><h2>') == 4


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ansvarlig=organ-psu", ["5.6"]),
        ("ansvarlig=part-kommuneoverlegene", ["6.4", "6.5", "6.6", "6.7"]),
        ("ansvarlig=gruppe-municipalities", OF_THE_MUNICIPALITIES),
        ("innsats=1.3", ["3.1", "3.2", "3.3"]),
        ("innsats=1.3&ansvarlig=organ-asu", ["3.1"]),
        ("ar=2021", ["1.1", "1.2", "1.3"]),
        ("ar=2018", ["1.1", "1.2", "1.3", "3.1", "3.2", "3.3", "8.6"]),
        ("mangler=ansvarlig", ["4.3", "4.4", "7.6", "7.7", "8.2", "8.5", "8.6"]),
        ("ansvarlig=finnes-ikke", []),
        ("ar=abc", []),
        ("innsats=%00%27%22", []),
    ],
)
def test_the_filters_stand_in_the_address(nordre: Client, query: str, expected: list[str]) -> None:
    assert numbers(page(nordre, f"/handlingsplan/?{query}")) == expected


def test_the_timeline_draws_the_years(nordre: Client) -> None:
    text = page(nordre, f"{PLAN}/tidslinje/")
    # Seven with a time, and 1.2 marked for further years; on a narrow page and on a wide one.
    assert text.count('height="12"') == 2 * (7 + 1)
    assert text.count('height="12" fill="none"') == 2
    assert "2018; også merket: 2019–2021" in text
    assert 'width="346"' in text  # four years of 88, less the gap
    assert 'width="82"' in text


def test_a_measure_that_only_the_appendix_has_says_so(nordre: Client) -> None:
    text = page(nordre, f"{PLAN}/tiltak/8.6/")
    assert "Står bare i vedlegg 1" in text
    assert "stat-vacant" not in text  # a vacant seat, nothing else
    assert "Ingen nevnt" in text
    assert nordre.get(f"{PLAN}/tiltak/8.7/").status_code == 404


def test_before_the_plan_began_there_is_none(nordre: Client) -> None:
    assert "/tiltak/" not in page(nordre, "/handlingsplan/?dato=2016-01-01")
    assert nordre.get(f"{PLAN}/?dato=2016-01-01").status_code == 404


def test_input_names_roles_and_what_came_of_it(nordre: Client, eksempel: Client) -> None:
    text = page(nordre, f"/hf/nordre-trondelag{PLAN}/innspill/")
    assert text.count('<section class="band" id="innspill-') == 10
    own = page(eksempel, "/handlingsplan/handlingsplan-2025-2028/innspill/")
    assert "Tatt inn som tiltak 1.1.3." in own


def test_statuses_are_shown_as_reported_beside_the_common_scale(nordre: Client) -> None:
    text = page(nordre, "/maalstatus/")
    rows = text.split("<tbody>")[2:]
    assert [row.count("stat-none") for row in rows] == [11, 0, 5]
    assert [rows[1].count(kind) for kind in ("stat-ok", "stat-partial", "stat-no")] == [3, 9, 3]
    assert "1 ikke oppfylt" in rows[1]


def test_no_draft_on_any_page_or_in_the_search(eksempel: Client) -> None:
    with scope(partnership=Partnership.objects.get(slug="eksempel")):
        drafts = Measure.objects.filter(edition__state="draft")
        assert [DRAFT in measure.text.lower() for measure in drafts] == [True, False]
    base = "/handlingsplan/handlingsplan-2025-2028"
    for address in (
        "/handlingsplan/",
        f"{base}/tidslinje/",
        f"{base}/parter/",
        "/handlingsplan/?ansvarlig=gruppe-everyone",
        f"{base}/tiltak/1.1.1/",
        f"{base}/tiltak/1.1.2/",
        f"{base}/tiltak/1.1.3/",
        f"{base}/innspill/",
        "/kommuner/bruvag/",
        f"/sok/?q={DRAFT}",
    ):
        text = page(eksempel, address).replace(f"q={DRAFT}", "").lower()
        if not address.startswith("/sok/"):
            assert DRAFT not in text, address
        assert "gjøre den felles telefonen fast" not in text, address
        assert "/tiltak/" not in text or not address.startswith("/sok/"), address


def test_a_measure_can_be_found(nordre: Client) -> None:
    assert "7.6" in numbers(page(nordre, "/sok/?q=læringsportal"))


def test_the_index_follows_a_change_of_one_measure(eksempel: Client) -> None:
    partnership = Partnership.objects.get(slug="eksempel")
    with scope(partnership=partnership):
        from samspill.portal.models import SearchEntry

        index.rebuild(partnership)
        before = set(SearchEntry.objects.values_list("fingerprint", flat=True))
        index.refresh(partnership, [Measure.objects.filter(edition__slug="2025")[0]])
        assert set(SearchEntry.objects.values_list("fingerprint", flat=True)) == before
        assert SearchEntry.objects.filter(kind="measure").count() == 12


def test_a_municipality_sees_what_concerns_it(nordre: Client) -> None:
    assert numbers(page(nordre, "/kommuner/verdal/")) == OF_VERDAL
    assert "2.9" in numbers(page(nordre, "/parter/hnt/"))


@pytest.mark.parametrize("address", ["", "?vis=tidslinje", "?mangler=tid"])
def test_queries_do_not_grow_with_the_measures(nordre: Client, settings, address: str) -> None:
    settings.SAMSPILL_KEEP_PAGES = False

    def counted() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(nordre, f"/handlingsplan/{address}")
        return len(queries)

    counted()
    few = counted()
    partnership = Partnership.objects.get(slug="nordre-trondelag")
    with scope(partnership=partnership), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samspill.loading', 'on', true)")
        first = Measure.objects.select_related("area")[0]
        Measure.objects.bulk_create(
            Measure(
                partnership=partnership, edition=first.edition, area=first.area,
                number=f"10.{n}", text="Et tiltak til", when_as_written="2018", order=100 + n,
            )
            for n in range(40)
        )  # fmt: skip
    assert counted() == few
