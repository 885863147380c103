"""Editions whose days are not known: held, did not hold, not known, and the words as written."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import translation
from django_scopes import scope

from samspill.common.actors import program
from samspill.common.models import Partnership, Source
from samspill.common.sight import Sight
from samspill.common.templatetags.ui import in_time
from samspill.documents.models import Document, Edition
from samspill.documents.standing import Stand, standings_on
from samspill.exchange.export import export
from samspill.exchange.loading import FolderRefused, check, load
from samspill.portal.models import SearchEntry
from samspill.workspace.listing import in_words
from tests.documents.folder import PARTNERSHIP, document, edition, loaded
from tests.factories import folders

pytestmark = pytest.mark.django_db

D = datetime.date
AUTUMN = "{text: i løpet av høsten 2020, earliest: 2020-08-01, latest: 2020-12-20}"
SOURCES = {"sources.yaml": "sources:\n  - {id: lysbilder, title: Lysbilder, year: 2021}\n"}


def one(folder: Path, front: str, files: dict[str, str] = SOURCES) -> Partnership:
    """A helsefellesskap with one document, of one edition."""
    made = document("avtale-a", "avtale") | edition("avtale-a", "e", front, text="")
    return loaded(folder, made | files)


@pytest.mark.parametrize(
    ("front", "date", "stand"),
    [
        ("{status: in_force, from: '2018'}", D(2017, 12, 31), Stand.NOT_YET),
        ("{status: in_force, from: '2018'}", D(2018, 6, 1), Stand.NOT_KNOWN),
        ("{status: in_force, from: '2018'}", D(2018, 12, 31), Stand.IN_FORCE),
        ("{status: in_force, from: 2018-09}", D(2018, 9, 29), Stand.NOT_KNOWN),
        ("{status: in_force, from: 2018-09}", D(2018, 9, 30), Stand.IN_FORCE),
        (f"{{from: {AUTUMN}, status: in_force}}", D(2020, 10, 1), Stand.NOT_KNOWN),
        (f"{{from: {AUTUMN}, status: in_force}}", D(2020, 12, 20), Stand.IN_FORCE),
        ("{status: superseded, from: 2012-01-01, to: '2018'}", D(2018, 6, 1), Stand.NOT_KNOWN),
        ("{status: superseded, from: 2012-01-01, to: '2018'}", D(2018, 1, 1), Stand.IN_FORCE),
        ("{status: superseded, from: 2012-01-01, to: '2018'}", D(2019, 1, 1), Stand.ENDED),
        ("{status: superseded, from: '2018', to: '2018'}", D(2018, 6, 1), Stand.NOT_KNOWN),
        ("{status: superseded, from: '2018', to: '2018'}", D(2019, 1, 1), Stand.ENDED),
        ("{status: in_force, source: lysbilder}", D(1900, 1, 1), Stand.NOT_KNOWN),
        ("{status: in_force, source: lysbilder}", D(2021, 12, 30), Stand.NOT_KNOWN),
        ("{status: in_force, source: lysbilder}", D(2021, 12, 31), Stand.IN_FORCE),
        ("{status: in_force}", D(2022, 1, 1), Stand.NOT_KNOWN),
        ("{status: in_force}", datetime.date.today(), Stand.IN_FORCE),
        ("{status: superseded, to: 2020-12-31}", D(2019, 5, 1), Stand.NOT_KNOWN),
        ("{status: superseded, to: 2020-12-31}", D(2020, 12, 31), Stand.IN_FORCE),
        ("{status: superseded, to: 2020-12-31}", D(2021, 1, 1), Stand.ENDED),
    ],
)
def test_three_answers(tmp_path: Path, front: str, date: datetime.date, stand: Stand) -> None:
    with scope(partnership=one(tmp_path, front)):
        standing = next(iter(standings_on(date).values()))
        known = stand is Stand.IN_FORCE
        assert standing.stand is stand
        assert standing.nearest is not None
        assert Edition.objects.get().is_in_force_on(date) is known
        assert Edition.objects.in_force_on(date).exists() is known
        assert Document.objects.in_force_on(date).exists() is known


@pytest.mark.parametrize(
    "ends",
    [
        "from: '2018'\nto: 2020-09",
        "from: 2018-01-01\nto: '2020'",
        "from: {text: ukjent, latest: 2019-12-12}",
        f"from: {AUTUMN}\nto: {{text: opphørt, earliest: 2021-02-01}}",
        "from: {text: om lag 2010}\nto: 2020-12-31",
        "to: 2020-12-31",
    ],
)
def test_the_round_trip_is_without_a_difference(tmp_path: Path, ends: str) -> None:
    files = document("avtale-a", "avtale")
    files["documents/avtale-a/e.md"] = f"---\nstatus: superseded\ntext: not_entered\n{ends}\n---\n"
    partnership = loaded(tmp_path / "in", files)
    export(partnership.slug, tmp_path / "out")
    text = (tmp_path / "out/documents/avtale-a/e.md").read_text()
    again, _faults = load(tmp_path / "out", by="test")
    assert again.changes_nothing, text
    for line in ends.splitlines():
        assert f"\n{line.split(':')[0]}:" in text
    assert ("written" in text) is False


def test_a_day_that_is_no_day_is_told_of(tmp_path: Path) -> None:
    made = document("avtale-a", "avtale")
    made |= edition("avtale-a", "e", "{status: in_force, from: høsten 2020}", "")
    _folder, _records, faults = check(
        folders.write(tmp_path, {"partnership.yaml": PARTNERSHIP, **made})
    )
    assert "2021-01-31, 2021-01, 2021, or {text" in str(faults.errors[0])


def test_the_page_says_that_it_is_not_known(tmp_path: Path, client: Client) -> None:
    one(tmp_path, f"{{from: {AUTUMN}, status: in_force}}")
    now = client.get("/hf/nord/avtaler/avtale-a/").content.decode()
    assert "fra «i løpet av høsten 2020»" in now
    then = client.get("/hf/nord/avtaler/avtale-a/?dato=2020-10-01").content.decode()
    assert "Det er ikke kjent om dette gjaldt 1. oktober 2020." in then
    listed = client.get("/hf/nord/avtaler/?dato=2020-10-01").content.decode()
    assert "Ikke kjent om den gjaldt" in listed
    assert "Ingenting gjaldt" not in listed


def test_two_editions_share_no_day_that_is_known(tmp_path: Path) -> None:
    files = document("avtale-a", "avtale")
    files |= edition("avtale-a", "a", "{status: superseded, from: 2012-01-01, to: '2018'}", "")
    files |= edition("avtale-a", "b", "{status: in_force}", "")
    with scope(partnership=loaded(tmp_path, files)):
        assert Edition.objects.count() == 2


def test_lists_of_the_secretariat_show_what_is_known_and_no_day() -> None:
    undated = Edition(status="superseded", from_written="2018", valid_from=D(2018, 12, 31))
    undated.to_written, undated.valid_to = "høsten 2020", D(2020, 8, 1)
    sight = Sight(program("test"))
    with translation.override("nb"):
        assert in_words(undated, "valid_from", sight) == "2018"
        assert in_words(undated, "valid_to", sight) == "«høsten 2020»"
        assert in_time(undated) == "fra 2018 til «høsten 2020»"
        assert in_time(Edition(status="in_force")) == "fra en dag som ikke er kjent"


@pytest.mark.parametrize(
    "front",
    [
        "{status: in_force, source: lysbilder}",
        "{status: in_force, from: '2018'}",
        "{status: superseded, to: 2020-12-31, source: lysbilder}",
        "{status: in_force}",
    ],
)
def test_the_search_knows_it_from_the_same_day(tmp_path: Path, front: str) -> None:
    with scope(partnership=one(tmp_path, front)):
        known = Edition.objects.get().known_from
        assert [entry.valid_from for entry in SearchEntry.objects.all()] == [known]


OLD_SOURCES = "sources:\n  - {id: lysbilder, title: Lysbilder, year: 2017}\n"
UNKNOWN = "{status: superseded, to: 2020-12-31, source: lysbilder}"


@pytest.mark.parametrize(("later", "refused"), [("2019-01-01", True), ("2016-01-01", False)])
def test_an_edition_without_a_first_day_is_known_to_hold_from_its_sources_year(
    tmp_path: Path, later: str, refused: bool
) -> None:
    """It and one of 2019 would both be said to have held then: by files, and by the database."""
    files = {
        "sources.yaml": OLD_SOURCES,
        **document("avtale", "avtale"),
        **edition("avtale", "gammel", UNKNOWN),
        **edition("avtale", "ny", f"{{status: superseded, from: {later}, to: {later[:4]}-12-31}}"),
    }
    if refused:
        with pytest.raises(FolderRefused):
            loaded(tmp_path, files)
        files["sources.yaml"] = OLD_SOURCES.replace(", year: 2017", "")
    with scope(partnership=loaded(tmp_path, files)):
        if refused:
            both = pytest.raises(IntegrityError, match="known to hold on one day")
            with both, transaction.atomic(), connection.cursor() as cursor:
                Source.objects.update(year=2017)
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
