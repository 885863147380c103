"""Which measures a document is carried out by, and how the plan says so."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django_scopes import scope

from samspill.common.models import Partnership
from samspill.documents.models import Document, Succession
from samspill.documents.naming import numbered_of
from samspill.plans.models import MeasureLink
from samspill.plans.public.carried_out import carried_out_by
from samspill.plans.public.panels import measures_on

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY = datetime.date(2026, 6, 1)


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("eksempel")


@pytest.fixture
def eksempel(data: None, db: None) -> Iterator[Partnership]:
    partnership = Partnership.objects.get(slug="eksempel")
    with scope(partnership=partnership):
        yield partnership


@pytest.mark.parametrize(
    ("names", "tied", "through", "by_area"),
    [
        ("new", "new", [], False),
        ("old", "new", ["old"], True),
        ("old", "", ["old"], False),
        ("", "new", [], True),
        ("", "old", ["old"], True),
    ],
)
def test_what_the_measure_names_and_what_its_area_is_tied_to_are_kept_apart(
    eksempel: Partnership, names: str, tied: str, through: list[str], by_area: bool
) -> None:
    in_others = Succession.objects.values_list("document", "predecessor")
    public = Document.objects.public().exclude(pk__in={pk for pair in in_others for pk in pair})
    made = dict(zip(("old", "new"), public[:2], strict=True))
    Succession.objects.create(partnership=eksempel, predecessor=made["old"], document=made["new"])
    measure = measures_on(DAY)[0]
    with connection.cursor() as cursor:
        # What is adopted is frozen.
        cursor.execute("SET LOCAL session_replication_role = replica")
        measure.area.documents.clear()
        measure.links.all().delete()
        if tied:
            measure.area.documents.add(made[tied])
        if names:
            MeasureLink.objects.create(partnership=eksempel, measure=measure, document=made[names])
        cursor.execute("SET LOCAL session_replication_role = origin")
    found = carried_out_by(None, made["new"], DAY)  # type: ignore[arg-type]
    assert found
    (told,) = [one for one in found["carrying_out"] if one.measure == measure]
    assert told.through == [numbered_of(made[one]) for one in through]
    assert told.by_area is by_area
