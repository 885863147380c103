"""Real people are entered in the browser: no file names them, and no load takes them away."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from django_scopes import scope

from samspill.bodies.models import Seat, Term
from samspill.cli import samspill
from samspill.common.models import Partnership
from samspill.exchange.export import export
from samspill.exchange.loading import load
from samspill.parties.models import Person
from tests.factories.folders import example, write

pytestmark = pytest.mark.django_db
DAY = datetime.date(2022, 1, 1)
INVENTED = "persons:\n  - {id: ingerd, name: Ingerd Skjellvåg, invented: true}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "inn", {**example(), "persons.yaml": INVENTED})


def texts(folder: Path) -> str:
    return "".join(one.read_text(encoding="utf-8") for one in folder.rglob("*") if one.is_file())


def test_a_person_of_the_browser_is_in_no_file_and_outlives_a_load_that_removes(
    folder: Path, tmp_path: Path
) -> None:
    outcome, _ = load(folder, by="test")
    partnership = Partnership.objects.get(slug=outcome.partnership)
    with scope(partnership=partnership):
        real = Person.objects.create(partnership=partnership, slug="kari", name="Kari Virkelig")
        seat = Seat.objects.filter(terms=None)[0]
        Term.objects.create(
            partnership=partnership, seat=seat, person=real, valid_from=seat.valid_from or DAY
        )
    export(partnership.slug, tmp_path / "ut")
    assert "Ingerd Skjellvåg" in texts(tmp_path / "ut")
    assert "Kari Virkelig" not in texts(tmp_path / "ut")
    load(tmp_path / "ut", by="test", prune=True)
    with scope(partnership=partnership):
        assert Term.objects.get(seat=seat).person == real
    load(folder, by="test", prune=True)
    with scope(partnership=partnership):
        assert {one.name for one in Person.objects.all()} == {"Kari Virkelig", "Ingerd Skjellvåg"}


def test_a_file_names_no_real_person(tmp_path: Path) -> None:
    named = INVENTED.replace("true", "false")
    folder = write(tmp_path / "inn", {**example(), "persons.yaml": named})
    said = CliRunner().invoke(samspill, ["check", str(folder)])
    assert said.exit_code == 1
    assert "persons.yaml:2: error: " in said.output
    assert "1 errors" in said.output
