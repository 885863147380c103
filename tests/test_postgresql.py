"""A connection kept between requests: looked at for nothing, asked when there is a reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, ProgrammingError, connections
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL


@pytest.fixture
def kept(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """A connection of its own, as a thread of the web server has one."""
    with django_db_blocker.unblock():
        connection = connections.create_connection("default")
        connection.ensure_connection()
        yield connection
        connection.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """One for each time that Django's own check asked the server."""
    found: list[Any] = []
    check = PostgreSQL.is_usable

    def counted(self: PostgreSQL) -> bool:
        found.append(self)
        return bool(check(self))

    monkeypatch.setattr(PostgreSQL, "is_usable", counted)
    return found


def test_a_quiet_connection_is_not_asked(kept, asked):
    before = process(kept)
    next_request(kept)

    assert process(kept) == before
    assert not asked


def test_one_that_the_server_ended_is_made_anew_by_the_next_request(kept, asked):
    ended = process(kept)
    with kept._nodb_cursor() as server:
        server.execute("SELECT pg_terminate_backend(%s, 1000)", [ended])
    next_request(kept)

    assert process(kept) != ended
    assert len(asked) == 1


def test_one_that_had_an_error_is_asked(kept, asked):
    with pytest.raises(ProgrammingError), kept.cursor() as cursor:
        cursor.execute("SELECT nothing_of_that_name")

    kept.close_if_unusable_or_obsolete()

    assert len(asked) == 1


def test_one_that_was_ended_in_the_middle_of_a_request_is_not_made_anew_in_it(kept):
    with kept._nodb_cursor() as server:
        server.execute("SELECT pg_terminate_backend(%s, 1000)", [process(kept)])

    with pytest.raises(OperationalError):
        process(kept)


def test_one_that_is_closed_here_is_not_usable(kept):
    kept.connection.close()

    assert not kept.is_usable()


def next_request(kept: Any) -> None:
    """As Django does at the beginning of each."""
    kept.health_check_enabled, kept.health_check_done = True, False


def process(kept: Any) -> int:
    """The server's process that answers the connection."""
    with kept.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])
