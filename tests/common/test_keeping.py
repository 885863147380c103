"""What is kept of signed-in pages is made anew when content changes, and only then."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import translation

from samspill.common import content
from samspill.common.keeping import kept
from samspill.common.models import Partnership
from samspill.documents.models import Document
from samspill.parties.models import Party


@pytest.fixture
def partnership(
    settings: Any, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Partnership]:
    """Outside of a transaction, as requests that only read are; taken away afterwards."""
    settings.SAMSPILL_KEEP_PAGES = True
    cache.clear()
    with django_db_blocker.unblock():
        made = Partnership.objects.create(slug="kept", name="Kept", short_name="K")
        yield made
        made.delete()
    cache.clear()


class Made:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def test_it_is_made_once_until_content_changes(partnership: Partnership) -> None:
    make = Made()
    assert [kept(partnership, "part", make=make) for _ in range(3)] == [1, 1, 1]
    content.changed(partnership, only=[Party])
    assert [kept(partnership, "part", make=make) for _ in range(2)] == [2, 2]


def test_it_outlives_a_change_of_what_it_is_not_made_from(partnership: Partnership) -> None:
    make = Made()

    def found() -> int:
        return kept(partnership, "part", make=make, made_from=("documents", "bodies"))

    assert found() == 1
    content.changed(partnership, only=[Party])
    assert found() == 1
    content.changed(partnership, only=[Party, Document])
    assert found() == 2
    content.changed(partnership)
    assert found() == 3


def test_a_change_is_told_within_the_transaction_that_writes(partnership: Partnership) -> None:
    with pytest.raises(RuntimeError, match="within a transaction"), content.told_once():
        pass


def somebody_waits() -> bool:
    """Looked at anew: within a transaction the server shows what it saw the first time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT 1 FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone() is not None


def test_of_two_changes_at_once_neither_is_lost(
    partnership: Partnership, django_db_blocker: Any
) -> None:
    """The second waits for the first, and then counts on from it."""

    def change_a_text() -> None:
        with django_db_blocker.unblock():
            content.changed(partnership.pk, only=[Document])
            connection.close()

    waiting = threading.Thread(target=change_a_text)
    with transaction.atomic():
        content.changed(partnership.pk, only=[Party])
        waiting.start()
        while waiting.is_alive() and not somebody_waits():
            pass
        assert waiting.is_alive()
    waiting.join()
    partnership.refresh_from_db()
    assert partnership.content_version == 3
    assert partnership.versions == {"parties": 2, "documents": 3}


def test_each_language_name_and_subject_has_its_own(partnership: Partnership) -> None:
    make = Made()
    found = [kept(partnership, "part", 1, make=make), kept(partnership, "part", 2, make=make)]
    found.append(kept(partnership, "another", 1, make=make))
    with translation.override("nn"):
        found.append(kept(partnership, "part", 1, make=make))
    assert found == [1, 2, 3, 4]


def test_what_may_be_taken_back_is_not_kept(partnership: Partnership) -> None:
    make = Made()
    with transaction.atomic():
        content.changed(partnership, only=[Party])
        assert kept(partnership, "part", make=make) == 1
        transaction.set_rollback(True)
    partnership.refresh_from_db()
    content.changed(partnership, only=[Party])
    assert kept(partnership, "part", make=make) == 2


@pytest.mark.django_db
def test_nothing_is_kept_where_pages_are_not(settings: Any) -> None:
    settings.SAMSPILL_KEEP_PAGES = False
    made = Partnership.objects.create(slug="not-kept", name="Not kept", short_name="N")
    make = Made()
    assert [kept(made, "part", make=make) for _ in range(2)] == [1, 2]
