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
from django_scopes import scope

from samspill.bodies.models import Body
from samspill.common.house import brought
from samspill.common.models import Partnership
from samspill.documents.models import Document, Edition
from samspill.parties.models import Party
from samspill.plans.models import Measure, PlanEdition
from tests.everywhere.counting import MOST, asked_by

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("quiet")]
LOADED = ("nordre-trondelag", "eksempel")
FILES = {"edition_pdf", "plan_overview_file", "region_note", "status_note"}
"""Open addresses that answer with a file."""


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None]) -> None:
    load_once(*LOADED)


def open_addresses() -> list[str]:
    """The examples of the apps, and every body, party, document, edition and measure."""
    found = [address for brings in brought() for address in brings.examples]
    for slug in LOADED:
        at = f"/hf/{slug}"
        with scope(partnership=Partnership.objects.get(slug=slug)):
            found += [f"{at}/organer/{body.slug}/" for body in Body.objects.all()]
            for party in Party.objects.all():
                kind = "kommuner" if party.kind == Party.Kind.MUNICIPALITY else "parter"
                found.append(f"{at}/{kind}/{party.slug}/")
            for document in Document.objects.public():
                found += [f"{at}/avtaler/{document.slug}/{end}" for end in ("", "forskjell/")]
            for edition in Edition.objects.public().select_related("document"):
                found.append(f"{at}/avtaler/{edition.document.slug}/utgaver/{edition.slug}/")
            for measure in Measure.objects.filter(edition__in=PlanEdition.objects.public()):
                plan = f"{at}/handlingsplan/{measure.edition.plan.slug}/"
                found += [plan, f"{plan}tiltak/{measure.number}/"]
    return list(dict.fromkeys(found))


def test_no_open_page_asks_more_than_ten_queries(data: None, client: Client, settings) -> None:
    settings.SAMSPILL_DEFAULT_PARTNERSHIP = LOADED[0]
    most: dict[str, tuple[int, str]] = defaultdict(lambda: (0, ""))
    for address in open_addresses():
        path, _query, _rest = address.partition("?")
        name = resolve(path.removeprefix(f"/hf/{LOADED[0]}").removeprefix(f"/hf/{LOADED[1]}"))
        most[name.view_name] = max(most[name.view_name], (len(asked_by(client, address)), address))
    assert {name: worst for name, worst in most.items() if worst[0] > MOST} == {}
    assert {name for name in _open_names() if f"public:{name}" not in most} == FILES


def _open_names() -> set[str]:
    _prefix, resolver = get_resolver().namespace_dict["public"]
    return {name for name in resolver.reverse_dict if isinstance(name, str)}
