"""At most ten queries for any signed-in page, cold, and no more where there is more to show.

Asked as the secretariat, which sees and may do most, and as those whom the rules ask the database
about: who acts for a party, and who has a seat in a body. What every page asks first (the
helsefellesskap, the session, the user, the roles, what is demanded of them) is counted too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from samspill.common.actors import Actor
from samspill.common.house import ours
from samspill.common.labels import with_names
from samspill.common.models import Partnership
from tests.everywhere.counting import MOST, asked_by, shape_of
from tests.everywhere.places import Place, names, places, post_only
from tests.everywhere.signed_in import owed, signed_in, work_paths
from tests.everywhere.world import OURS, World

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("quiet")]
REAL = "nordre-trondelag"
ROLES = ("secretariat", "contact", "secretary", "member")
TWICE = 2
"""As often a page may ask the same: of its document and of another's, never of each in a list."""


def test_no_signed_in_page_asks_more_than_ten_queries(worlds: tuple[World, World]) -> None:
    world = worlds[0]
    with scope(partnership=world.partnership):
        found = [one for one in places(world) if one.exists and one.name not in post_only()]
        opened = {role: _opened_by(world.actor(role), found) for role in ROLES}
        rest = {one.name for one in found} - {one.name for some in opened.values() for one in some}
        opened["operator"] = [one for one in found if one.name in rest]
    most: dict[str, tuple[int, str]] = defaultdict(lambda: (0, ""))
    again = {}
    for role, some in opened.items():
        client = world.client(role)
        client.get(f"/hf/{OURS}/arbeid/")
        for place in some:
            asked = asked_by(client, place.path(OURS))
            most[place.name] = max(most[place.name], (len(asked), f"{role}: {place}"))
            shape, times = Counter(map(shape_of, asked)).most_common(1)[0]
            if times > TWICE:
                again[str(place)] = (times, shape)
    assert {name: worst for name, worst in most.items() if worst[0] > MOST} == {}
    assert again == {}
    assert set(most) == set(names()) - post_only()


def _opened_by(actor: Actor, found: list[Place]) -> list[Place]:
    return [one for one in found if one.is_allowed(actor)]


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None], once: Callable[..., None]) -> None:
    load_once(REAL)
    once(owed, REAL)


@pytest.fixture
def real(data: None, db: None) -> Partnership:
    return Partnership.objects.get(slug=REAL)


def test_no_page_asks_more_where_there_is_more_to_show(real: Partnership) -> None:
    client = signed_in(real)
    client.get(f"/hf/{REAL}/arbeid/")
    paths = [f"/hf/{REAL}/arbeid/{path}" for path in work_paths(real)]
    asked = {path: asked_by(client, path) for path in paths}
    assert {path: len(some) for path, some in asked.items() if len(some) > MOST} == {}
    shapes = {path: Counter(map(shape_of, some)).most_common(1)[0] for path, some in asked.items()}
    assert {path: most for path, most in shapes.items() if most[1] > TWICE} == {}


def test_what_a_record_is_called_is_read_with_it(worlds: tuple[World, World]) -> None:
    """A model that names another record in its own name says so in ``named_with``."""
    asked: dict[str, list[str]] = {}
    with scope(partnership=worlds[0].partnership):
        for model in (model for config in ours() for model in config.get_models()):
            records = list(with_names(model._default_manager.all())[:3])
            with CaptureQueriesContext(connection) as captured:
                assert all(map(str, records))
            if records:
                asked[model.__name__] = [one["sql"] for one in captured.captured_queries]
    assert {name: statements for name, statements in asked.items() if statements} == {}
    assert len(asked) > 40
