"""Plans of which no day is known, and plans without an end."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django.test import Client
from django_scopes import scope

from samspill.exchange.export import export
from samspill.exchange.loading import load
from samspill.plans.models import Plan, PlanEdition
from tests.documents.folder import loaded
from tests.factories.folders import dump

pytestmark = pytest.mark.django_db

PLAN = {
    "id": "planen",
    "title": "Planen",
    "first_year": 2018,
    "editions": [
        {
            "id": "en",
            "state": "running",
            "from": "2018",
            "goals": [{"id": "1", "title": "Mål"}],
            "areas": [{"id": "1.1", "goal": "1", "title": "Område"}],
            "measures": [
                {"id": "1", "area": "1.1", "text": "Noe gjøres", "owners": [{"role": "Noen"}]}
            ],
        }
    ],
}


def test_a_plan_without_an_end_of_a_year_alone(tmp_path: Path, client: Client) -> None:
    partnership = loaded(tmp_path / "in", {"plans/planen.yaml": dump(PLAN)})
    page = "/hf/nord/handlingsplan/planen/"
    shown = client.get(page).content.decode()
    assert "2018–\n" in shown or "2018–<" in shown.replace(" ", "")
    assert "fra 2018" in shown
    assert "Perioden var over" not in shown
    then = client.get(page, {"dato": "2018-06-01"}).content.decode()
    assert "Det er ikke kjent om planen gjaldt 1. juni 2018." in then
    assert client.get(page, {"dato": "2017-12-31"}).status_code == 404
    with scope(partnership=partnership):
        assert datetime.date.today().year in Plan.objects.get().years
        known = PlanEdition.objects.begun_by
        assert not known(datetime.date(2018, 6, 1)).exists()
        assert known(datetime.date(2018, 12, 31)).exists()
    export("nord", tmp_path / "out")
    again, _faults = load(tmp_path / "out", by="test")
    assert again.changes_nothing
    assert "from: '2018'" in (tmp_path / "out/plans/planen.yaml").read_text()
