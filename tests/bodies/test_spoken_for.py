"""Whom seats speak for is what :func:`who_speaks_for` says, asked the other way round."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest
from django_scopes import scope

from samspill.bodies.models import Body
from samspill.bodies.representation import Way, who_speaks_for
from samspill.bodies.spoken_for import spoken_for
from samspill.common.models import Partnership
from samspill.parties.models import Party

pytestmark = pytest.mark.django_db
DATES = [datetime.date(2018, 3, 1), datetime.date(2022, 6, 15), datetime.date(2026, 9, 1)]


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once("nordre-trondelag", "eksempel")


@pytest.fixture(params=["nordre-trondelag", "eksempel"])
def partnership(data: None, request: pytest.FixtureRequest) -> Iterator[Partnership]:
    found = Partnership.objects.get(slug=request.param)
    with scope(partnership=found):
        yield found


@pytest.mark.parametrize("date", DATES)
def test_both_ways_say_the_same(
    partnership: Partnership, date: datetime.date, django_assert_num_queries
) -> None:
    bodies = list(Body.objects.on(date).values_list("pk", flat=True))
    with django_assert_num_queries(1):
        found = spoken_for(bodies, date)
    said = {
        (one.party.pk, one.body): (one.way, sorted(seat.pk for seat in one.seats)) for one in found
    }
    asked = {}
    for party in Party.objects.filter(pk__in={one.party.pk for one in found}):
        for one in who_speaks_for(party, date):
            if one.way is not Way.NOBODY:
                seats = [*(voice.seat.pk for voice in one.voices), *(s.pk for s in one.together)]
                asked[party.pk, one.body.pk] = (one.way, sorted(seats))
    assert said == asked
    assert len({way for way, _seats in said.values()}) > 1
