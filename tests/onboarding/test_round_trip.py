"""A template filled from a helsefellesskap, read again, changes nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import translation
from django_scopes import scope
from hypothesis import HealthCheck, given, settings

from samspill.common.models import Partnership
from samspill.exchange.loading import load
from samspill.onboarding.comparing import WorkbookOutcome, compare
from samspill.onboarding.template import template
from tests.factories.folders import ROOT, loaded, partnerships
from tests.onboarding.workbooks import reading

pytestmark = pytest.mark.django_db
SETS = sorted(path.parent for path in (ROOT / "data").glob("*/partnership.yaml"))


def plan_of_its_own_template(partnership: Partnership) -> WorkbookOutcome:
    with scope(partnership=partnership):
        with translation.override(partnership.language):
            data = template()
        with translation.override("en"):
            return compare(reading(data))


def assert_changes_nothing(plan: WorkbookOutcome) -> None:
    assert [(c.sheet, c.row, c.before, c.after) for c in plan.order] == []
    assert plan.named == []
    assert plan.doubts == []


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_each_set_of_data(folder: Path) -> None:
    done, _ = load(folder, by="test")
    plan = plan_of_its_own_template(Partnership.objects.get(slug=done.partnership))
    assert_changes_nothing(plan)
    assert plan.unchanged > 15


class _Undo(Exception):
    pass


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(files=partnerships())
def test_any_helsefellesskap(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            with transaction.atomic():
                assert_changes_nothing(plan_of_its_own_template(loaded(Path(folder), files)))
                raise _Undo
        except _Undo:
            pass


def test_a_name_that_is_itself_the_mark_of_emptying(tmp_path: Path) -> None:
    files = {
        "partnership.yaml": "slug: strek\nname: Strek\nshort_name: Strek\n"
        "sides: [{id: k, name: Kommunene}]\n",
        "parties.yaml": "parties: [{id: by, kind: municipality, name: By, side: k}]\n",
        "regions.yaml": 'regions: [{id: en, name: "–", members: [{party: by}]}]\n',
    }
    assert_changes_nothing(plan_of_its_own_template(loaded(tmp_path, files)))
