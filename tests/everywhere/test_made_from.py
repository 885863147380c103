"""What is kept is never out of date: it says all that it is made from.

Every public page, and what is kept of signed-in ones, is made while its statements are watched:
they read nothing that it does not name. And each concern is changed in all that it holds: what is
kept then is, to the byte, what would be made now.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, models, transaction
from django.test import Client
from django_scopes import scope

from samspill.commitments.actions import report
from samspill.commitments.models import Commitment, LegendStatus
from samspill.common import content, keeping
from samspill.common.actors import program
from samspill.common.models import Partnership
from samspill.common.public import page
from samspill.plans.models import StatusLevel, StatusRow, StatusTable
from tests.everywhere.places import places
from tests.everywhere.portions import in_turn
from tests.everywhere.watching import Watch, crawled, kept_and_made, kind_of, public_views
from tests.everywhere.world import OURS, World, two_worlds

TEXTS = {
    "about", "also_known_as", "body", "description", "heading", "label", "name", "note",
    "responsible", "short_name", "summary", "tagline", "text", "title",
}  # fmt: skip
EACH = 2
PUT = " ny"


pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        ours, theirs = two_worlds(tmp_path_factory.mktemp("made-from"))
        Partnership.objects.update(health_region="prove", health_region_name="Prøve")
        for one in (ours, theirs):
            with scope(partnership=one.partnership):
                _report(one.partnership)
        yield ours
        transaction.set_rollback(True)


def _report(partnership: Partnership) -> None:
    """Something to tell of how goals and measures stand."""
    frame = {"partnership": partnership}
    table = StatusTable.objects.create(**frame, slug="felles-maal", title="Mål", legend="ord")
    StatusLevel.objects.create(**frame, table=table, slug="ja", label="Nådd", scale="full")
    StatusRow.objects.create(
        **frame, table=table, number="1", text="Et mål", common_goal="felles", status="ja"
    )
    asked = Commitment.objects.filter(process="measure", is_public=True, state="open")
    status = LegendStatus.objects.filter(legend__slug="maloppnaelse", slug="partly").get()
    for one in asked.select_related("result_legend")[:40]:
        report(by=program("test"), commitment=one, result=status)


@pytest.fixture(scope="module")
def addresses(world: World) -> dict[str, list[str]]:
    return crawled(OURS, each=EACH)


@pytest.fixture(autouse=True)
def kept_here(db: None, world: World, settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.SAMSPILL_KEEP_PAGES = True
    for name in ("samspill.requests", "django.request"):
        caplog.set_level(logging.CRITICAL + 1, logger=name)
    cache.clear()


def test_every_public_page_is_among_those_that_are_looked_at(
    addresses: dict[str, list[str]],
) -> None:
    assert set(addresses) == set(public_views())


def test_a_public_page_reads_nothing_but_what_it_says_that_it_is_made_from(
    addresses: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    watch = Watch()
    watch.put(monkeypatch, page, "pages")
    wrong = {}
    for paths in addresses.values():
        for path in paths:
            client.get(path)
            if watch.wrong:
                wrong[path], watch.wrong = watch.wrong, []
    assert wrong == {}
    assert len(watch.seen) >= len(addresses)


def test_a_kept_part_reads_nothing_but_what_it_says_that_it_is_made_from(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch()
    watch.put(monkeypatch, keeping, "cache")
    monkeypatch.setattr(keeping, "connection", SimpleNamespace(in_atomic_block=False))
    with scope(partnership=world.partnership):
        every = {place.name: place.path(OURS) for place in places(world)}
    secretary = world.client("secretariat")
    keeping_some = [path for path in every.values() if _kept_on(path, secretary, watch) > 0]
    for number, browser in enumerate(map(world.client, world.users)):
        for path in in_turn(keeping_some, number, len(world.users)):
            browser.get(path)
    assert watch.wrong == []
    assert len(keeping_some) >= 4


def _kept_on(path: str, browser: Client, watch: Watch) -> int:
    """How many parts of a page are kept."""
    before = len(watch.seen)
    browser.get(path)
    return len(watch.seen) - before


def change(kinds: Iterable[type[models.Model]]) -> None:
    """Puts something to every text of every record of some kinds; of what is frozen too."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for kind in kinds:
            for field in kind._meta.local_fields:
                if field.name in TEXTS and isinstance(field, models.CharField | models.TextField):
                    name, longest = field.column, (field.max_length or 100_000) - len(PUT)
                    cursor.execute(
                        f'UPDATE "{kind._meta.db_table}" SET "{name}" = left("{name}", %s) || %s '  # noqa: S608
                        f"WHERE \"{name}\" <> ''",
                        [longest, PUT],
                    )
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_what_is_kept_is_what_would_be_made_now(
    addresses: dict[str, list[str]], client: Client
) -> None:
    """Files carry the time at which they were made; what they read is watched above."""
    paths = [some[0] for some in addresses.values() if "html" in kind_of(some[0])]
    before = {path: client.get(path).content for path in paths}
    models_of: dict[str, list[type[models.Model]]] = {}
    for model in apps.get_models():
        models_of.setdefault(content.concern_of(model), []).append(model)
    for concern in ("bodies", "commitments", "common", "documents", "parties", "plans"):
        change(models_of[concern])
        for partnership in Partnership.objects.all():
            content.changed(partnership, only=models_of[concern])
        seen = {path: kept_and_made(path) for path in paths}
        assert [path for path, (kept, made) in seen.items() if kept != made] == [], concern
        assert [path for path, (_kept, made) in seen.items() if made != before[path]], concern
        before = {path: made for path, (_kept, made) in seen.items()}
