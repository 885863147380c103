"""At most ten queries for any page, cold: nothing kept, and everything that it asks for counted.

A page asks the database for what it shows in a few statements, however much that is. What is asked
for before it is made (the helsefellesskap, the session, the user, the roles) is counted too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import get_resolver, resolve

from tests.everywhere.counting import MOST, asked_by
from tests.everywhere.open_pages import open_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("quiet")]
LOADED = ("nordre-trondelag", "eksempel")
FILES = {
    "case_file",
    "edition_pdf",
    "decision_feed",
    "meeting_calendar",
    "meeting_feed",
    "meeting_paper",
    "plan_overview_file",
    "region_note",
    "status_note",
}
"""Open addresses that answer with a file."""


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once(*LOADED)


def test_no_open_page_asks_more_than_ten_queries(data: None, client: Client, settings) -> None:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = LOADED[0]
    most: dict[str, tuple[int, str]] = defaultdict(lambda: (0, ""))
    for address in open_addresses(LOADED):
        path, _query, _rest = address.partition("?")
        name = resolve(path.removeprefix(f"/hf/{LOADED[0]}").removeprefix(f"/hf/{LOADED[1]}"))
        most[name.view_name] = max(most[name.view_name], (len(asked_by(client, address)), address))
    assert {name: worst for name, worst in most.items() if worst[0] > MOST} == {}
    assert {name for name in _open_names() if f"public:{name}" not in most} == FILES


def _open_names() -> set[str]:
    _prefix, resolver = get_resolver().namespace_dict["public"]
    return {name for name in resolver.reverse_dict if isinstance(name, str)}
