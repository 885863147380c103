"""What anyone may read of cases and meetings, and what nobody may find a trace of."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from samspill.bodies.models import Body
from samspill.cases.models import AgendaItem, Case, CaseNumber, Meeting
from samspill.cases.states import CaseState, MeetingState, MinutesState
from samspill.common.models import Partnership
from samspill.exchange.loading import load

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent


def read(address: str) -> str:
    answer = Client().get(f"/hf/nordre-trondelag{address}")
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_pages_tell_what_the_sources_tell_and_no_more() -> None:
    """One data set loaded once: the year 2021, PSU 3/17 however it is written, and its decision."""
    load(ROOT / "data" / "nordre-trondelag", by="test")
    year = read("/moter/?ar=2021")
    assert "13.30–15.30" in year
    assert "Ikke bekreftet. Ikke ført inn om det ble holdt" in year
    assert "1 av 4" in year
    assert "tiltak 5.6" in year
    assert year.count("Planlagt. Ikke ført inn om det ble holdt") == 5
    joint = read("/moter/?ar=2017")
    assert joint.count('/moter/2017-11-23-psu-asu/"') == 1
    for body in ("psu", "asu"):
        assert "/moter/2017-11-23-psu-asu/" in read(f"/organer/{body}/")
    for spelled in ("PSU 3/17", "PSU 3/2017", "psu sak 3/17", "ASU 16/17", "16/2017"):
        answer = Client().get("/hf/nordre-trondelag/saker/", {"q": spelled})
        assert answer["Location"] == "/hf/nordre-trondelag/saker/psu-2017-3/", spelled
    for spelled in ("ASU 37/15", "37/2015", "sak 37-15"):
        answer = Client().get("/hf/nordre-trondelag/saker/", {"q": spelled})
        assert answer["Location"] == "/hf/nordre-trondelag/saker/asu-2015-37/", spelled
    assert "/saker/asu-2015-37/" in read("/handlingsplan/handlingsplan-2018-2021/innspill/")
    assert "innspill/#innspill-1" in read("/saker/asu-2015-37/")
    fees = read("/saker/egenbetaling-etter-utskriving/")
    assert "Ikke kjent hva det ble til" in fees
    assert "/moter/2021-02-15-fagrad-pasientsamarbeid/#aktuelle-saker" in fees
    moved = Client().get("/hf/nordre-trondelag/saker/psu-3-17/")
    assert moved["Location"] == "/hf/nordre-trondelag/saker/psu-2017-3/"
    way = read("/saker/psu-2017-3/")
    assert way.index("PSU 3/17</a>") < way.index("ASU 16/2017</a>")
    assert "Ikke kjent hva det ble til" in way
    found = read("/vedtak/?q=sekretariatet&organ=psu&ar=2021&hva=decided")
    assert "PSU anbefaler at sekretariatet går videre" in " ".join(found.split())
    assert "Ingen vedtak som er ført inn, passer" in read("/vedtak/?organ=asu&ar=2021")
    fagrad = read("/moter/2021-02-15-fagrad-pasientsamarbeid/")
    assert "egenbetaling for kommunale tjenester etter utskriving" in fagrad
    for address in ("/moter/?ar=2021", "/saker/", "/saker/psu-2017-3/", "/vedtak/",
                    "/moter/2021-02-18-psu/", "/organer/psu/"):  # fmt: skip
        with CaptureQueriesContext(
            connection,
        ) as asked:
            read(address + ("&" if "?" in address else "?") + "dato=2022-01-01")
        assert len(asked) <= 12, (address, len(asked))


@pytest.fixture
def here(db) -> Partnership:
    return Partnership.objects.create(slug="nordre-trondelag", name="N", short_name="N")


def test_what_is_exempt_or_not_approved_leaves_no_trace(here: Partnership) -> None:
    with scope(partnership=here):
        frame = {"partnership": here}
        meeting = Meeting.objects.create(
            **frame, slug="mote", date=datetime.date(2026, 1, 5), state=MeetingState.HELD,
            minutes=MinutesState.DRAFT,
        )  # fmt: skip
        cases: dict[str, dict[str, Any]] = {
            "apen": {}, "unntatt": {"is_public": False, "exempt_statute": "offl. § 13"},
            "meldt": {"state": CaseState.RAISED},
        }  # fmt: skip
        for place, (slug, more) in enumerate(cases.items()):
            given = {"state": CaseState.ACCEPTED, "title": f"Hemmelig {slug}", "year": 2026, **more}
            case = Case.objects.create(**frame, slug=slug, **given)
            AgendaItem.objects.create(
                **frame, meeting=meeting, slug=slug, position=place, case=case,
                outcome="decided", decision=f"Besluttet {slug}",
            )  # fmt: skip
        planned = Meeting.objects.create(**frame, slug="senere", date=datetime.date(2099, 1, 5))
        AgendaItem.objects.create(
            **frame, meeting=planned, slug="x", position=0, title="Hemmelig utkast"
        )
        case = Case.objects.get(slug="apen")
        AgendaItem.objects.create(**frame, meeting=planned, slug="y", position=1, case=case)
    pages = {a: read(a) for a in ("/moter/mote/", "/saker/", "/vedtak/", "/moter/senere/")}
    assert "Hemmelig apen" in pages["/moter/mote/"]
    for address, page in pages.items():
        for trace in ("unntatt", "meldt", "Besluttet", "Hemmelig utkast"):
            assert trace not in page, (address, trace)
    way = read("/saker/apen/")
    assert "/moter/mote/#apen" in way
    assert '/moter/senere/"' in way
    for page in (way, pages["/moter/mote/"]):
        assert "Kan leses når referatet er godkjent" in page
        assert "Ikke ført inn hva" not in page
    assert "Ikke ført inn" not in pages["/moter/mote/"]
    for slug in ("unntatt", "meldt"):
        assert Client().get(f"/hf/nordre-trondelag/saker/{slug}/").status_code == 404
    with scope(partnership=here):
        Meeting.objects.filter(slug="mote").update(minutes=MinutesState.APPROVED)
        found = AgendaItem.objects.decided()
        assert [one.decision for one in found] == ["Besluttet apen"]
        assert not CaseNumber.objects.exists()


SHORT = [one + other for one in "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ" for other in "AB"]


def test_a_number_is_that_of_the_body_that_it_names_among_many(here: Partnership) -> None:
    with scope(partnership=here):
        frame = {"partnership": here}
        bodies = Body.objects.bulk_create(
            Body(**frame, slug=f"organ-{n}", name="Råd", short_name=SHORT[n], sort_key="r")
            for n in range(58)
        )
        cases = Case.objects.bulk_create(
            Case(**frame, slug=f"sak-{n}", title="Sak", state=CaseState.ACCEPTED) for n in range(58)
        )
        CaseNumber.objects.bulk_create(
            CaseNumber(**frame, case=case, body=body, year=2017, number=12, written="12/17")
            for case, body in zip(cases, bodies, strict=True)
        )
    answer = Client().get("/hf/nordre-trondelag/saker/", {"q": f"{SHORT[-1]} 12/17"})
    assert answer["Location"] == "/hf/nordre-trondelag/saker/sak-57/"


def test_the_years_of_meetings_are_those_around_and_both_ends(here: Partnership) -> None:
    with scope(partnership=here):
        body = Body.objects.create(partnership=here, slug="psu", name="PSU")
        for year in (1998, 2010, 2016, 2020, 2021, 2023, 2030):
            made = Meeting.objects.create(
                partnership=here, slug=f"m{year}", date=datetime.date(year, 5, 1)
            )
            made.bodies.add(body)
    with CaptureQueriesContext(connection) as asked:
        page = read("/moter/?ar=2020")
    shown = [int(one) for one in re.findall(r"\?ar=(\d{4})", page)]
    assert sorted(set(shown) - {2020}) == [1998, 2016, 2021, 2030]
    assert not any("DATE_TRUNC" in one["sql"] for one in asked), "all meetings are read"
    with CaptureQueriesContext(connection) as asked:
        assert "PSU" in read("/?dato=2023-12-01")
    (held,) = [one["sql"] for one in asked if "STRING_AGG" in one["sql"]]
    assert "LIMIT 1)" in held, "the last meeting is found before its bodies are named"
