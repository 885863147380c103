"""A database of its own with real commits, in which saves are killed and looked at afterwards."""

from __future__ import annotations

import itertools
import logging
import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from django.utils import translation
from django_scopes import scope

from tests import databases
from tests.everywhere.crashing.kept import Kept
from tests.everywhere.crashing.saves import SAVES, prepare
from tests.everywhere.fingerprint import tables
from tests.everywhere.world import World, two_worlds

CRASH_DATABASE = "crash_samspill_"
LONGEST = 30
OF_ONCE = r"\d{4}-\d\d-\d\dT[0-9:.+]+|signing in/[0-9a-f]+|(?<=/invitasjon/)[\w-]+"
"""What differs from one save of the same to the next: times, and the keys of letters."""
READY = b"."


@dataclass(frozen=True)
class Point:
    """Where a save is broken off: who is killed, and before which statement or after what time."""

    save: str
    kills: str
    statement: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Ended:
    """How the process that saved ended: with 0, with an error, or killed by a signal."""

    code: int
    steps: int = 0


@dataclass(frozen=True)
class Whole:
    """A save that nobody breaks off: its statements, how long it takes, what stands afterwards."""

    steps: int
    seconds: float
    after: dict[str, str]


class Stage:
    """The database as it stood at first, brought back whenever a save has gone through."""

    def __init__(self, world: World, name: str, question: str) -> None:
        self.world, self.name, self.question = world, name, question
        self.looking = _connect(name)
        self.kept = Kept(self.looking)
        self.first = self.fingerprint()

    def look(self, sql: str, *values: Any) -> list[Any]:
        """Asks on a connection apart from the one that is killed."""
        return self.looking.execute(sql, values or None).fetchall()

    def fingerprint(self) -> dict[str, str]:
        return dict(self.look(self.question))

    def bring_back(self) -> None:
        """The database as at first."""
        self.kept.bring_back()

    def run(self, point: Point) -> Ended:
        """Does a save in a process of its own, broken off as asked; waits until all is quiet."""
        self.kept.same_numbers()
        told, tells = os.pipe()
        goes, may_go = os.pipe()
        child = os.fork()
        if child == 0:
            _saving(self.world, point, tells, goes)
        os.close(tells)
        os.close(goes)
        backend = int.from_bytes(os.read(told, 4), "big")
        if point.seconds:
            time.sleep(point.seconds)
        if point.kills == "process" and point.seconds:
            os.kill(child, signal.SIGKILL)
        elif point.kills == "connection" and (point.seconds or os.read(told, 1) == READY):
            self.look("SELECT pg_terminate_backend(%s)", backend)
            if point.statement:
                os.write(may_go, READY)
        _pid, status = os.waitpid(child, 0)
        steps = int.from_bytes(os.read(told, 4), "big")
        os.close(told)
        os.close(may_go)
        self._wait_until_quiet()
        return Ended(os.waitstatus_to_exitcode(status), steps)

    def _wait_until_quiet(self) -> None:
        others = (
            "SELECT 1 FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        for _try in range(LONGEST * 1000):
            if not self.look(others, self.name):
                return
            time.sleep(0.001)
        raise AssertionError("the connection of a killed process has not ended")

    def whole(self, save: str) -> Whole:
        """Does a whole save and takes it back."""
        begun = time.monotonic()
        ended = self.run(Point(save, "nobody"))
        seconds = time.monotonic() - begun
        assert ended.code == 0, f"{save} does not go through by itself"
        after = self.fingerprint()
        self.bring_back()
        return Whole(ended.steps, seconds, after)


def _saving(world: World, point: Point, tells: int, goes: int) -> None:
    """In the child: saves, and never returns."""
    counted = itertools.count(1)
    steps = 0

    def stop_or_go_on(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal steps
        steps = next(counted)
        if steps == point.statement and point.kills == "process":
            os.kill(os.getpid(), signal.SIGKILL)
        if steps == point.statement and point.kills == "connection":
            os.write(tells, READY)
            os.read(goes, 1)
        return execute(sql, params, many, context)

    code = 1
    logging.disable()
    try:
        connection.ensure_connection()
        os.write(tells, connection.connection.info.backend_pid.to_bytes(4, "big"))
        with (
            scope(partnership=world.partnership),
            translation.override("en"),
            connection.execute_wrapper(stop_or_go_on),
        ):
            SAVES[point.save](world)
        connection.close()
        os.write(tells, steps.to_bytes(4, "big"))
        code = 0
    except Exception:
        if point.kills == "nobody":
            traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(code)


def _question() -> str:
    """One question about all tables: rows and what they say, without what is of one time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, string_agg('t.' || quote_ident(column_name), ', '"
            " ORDER BY ordinal_position) FROM information_schema.columns"
            " WHERE table_name = ANY(%s) AND table_schema = 'public'"
            " AND data_type NOT LIKE 'timestamp%%' AND column_name <> 'key_digest'"
            " AND NOT (table_name LIKE 'portal%%' AND column_name = 'id') GROUP BY table_name",
            [tables()],
        )
        parts = [
            f"SELECT '{name}', count(*) || ':' || coalesce(md5(string_agg(said, '' ORDER BY said)),"  # noqa: S608
            f" '') FROM (SELECT md5(regexp_replace(ROW({columns})::text, '{OF_ONCE}', '', 'g'))"
            f" AS said FROM {name} t) rows"
            for name, columns in cursor.fetchall()
        ]
    return " UNION ALL ".join(parts)


def _connect(name: str) -> psycopg.Connection[Any]:
    given = connection.get_connection_params()
    names = ("host", "port", "user", "password")
    kept = {key: given[key] for key in names if given.get(key)}
    return psycopg.connect(dbname=name, autocommit=True, **kept)


@contextmanager
def staged(folder: Path) -> Iterator[Stage]:
    """Makes the database, with two helsefellesskap in it, and removes it afterwards.

    Django's own connection goes to it meanwhile. It is closed when a process is forked, so that no
    two processes share it.
    """
    before = connection.settings_dict["NAME"]
    name = f"{CRASH_DATABASE}{os.getpid()}"
    stage = None
    try:
        databases.migrated(name)
        with translation.override("en"):
            world = two_worlds(folder)[0]
            prepare(world)
        question = _question()
        connection.close()
        stage = Stage(world, name, question)
        yield stage
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        if stage is not None:
            stage.looking.close()
        databases.drop(name)
