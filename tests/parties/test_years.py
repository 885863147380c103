"""A year lies within the calendar: a place that began in the year 0 would break every list."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from samspill.common import actions
from samspill.common.models import Partnership, Source
from samspill.parties.models import Facility
from tests.cast import secretariat

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 1)


def made(model: type[Any], partnership: Partnership, year: int) -> Any:
    frame = {"partnership": partnership, "slug": "en"}
    if model is Source:
        return Source(**frame, title="En", year=year)
    return Facility(**frame, name="En", kind=Facility.Kind.OTHER, started_year=year)


@pytest.mark.parametrize(
    ("model", "field", "rule"),
    [
        (Facility, "started_year", "parties_facility_year"),
        (Source, "year", "common_source_year"),
    ],
)
@pytest.mark.parametrize(
    ("year", "holds"), [(0, False), (1799, False), (1800, True), (2200, True), (2201, False)]
)
def test_a_year_is_one_of_the_calendar(
    partnership: Partnership, model: type[Any], field: str, rule: str, year: int, holds: bool
) -> None:
    one = made(model, partnership, year)
    if holds:
        one.full_clean(exclude=["partnership"])
        one.save()
        assert getattr(model.objects.get(slug="en"), field) == year
        return
    with pytest.raises(ValidationError) as refused:
        one.full_clean(exclude=["partnership"])
    assert list(refused.value.message_dict) == [field]
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        one.save()


def test_places_of_any_year_that_is_held_are_listed(partnership: Partnership) -> None:
    by = secretariat(partnership)
    actions.save(by=by, record=made(Facility, partnership, 1800))
    found = Facility.objects.on(DAY).known_on(DAY)
    assert [(one.started_year, one.known) for one in found] == [(1800, True)]
