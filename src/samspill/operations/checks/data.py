"""The database, its form and its clock, and whether there is a copy of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from samspill.operations import records, tables
from samspill.operations.findings import Finding, ok, warning, wrong
from samspill.operations.target import LOWEST_VERSION

DRIFT_SECONDS = 5
TOO_MUCH_DRIFT_SECONDS = 60
LOCKS_EACH = 8
"""How many a restore takes for each table, index and sequence; 5,710 for 767 were counted."""
ROOM = """
SELECT current_setting('max_locks_per_transaction')::int * backends, there, backends
  FROM (SELECT current_setting('max_connections')::int
             + current_setting('max_prepared_transactions')::int AS backends,
               (SELECT count(*) FROM pg_class
                 WHERE relnamespace = current_schema()::regnamespace) AS there) AS counted
"""
"""For how many locks the server has room, how much there is to lock, and how many may lock."""
BACKUP_OLD = timedelta(hours=30)
BACKUP_TOO_OLD = timedelta(days=7)
EMBEDDED = "Start the site, and ask again: nothing is started to be looked at."
SERVER = "See that the server runs and that DATABASE_URL names it, its user and password."
# One day in each half of the year, to notice time zone data without summer time.
DAYS = (datetime(2026, 1, 15, 12, tzinfo=UTC), datetime(2026, 7, 15, 12, tzinfo=UTC))


def _answers() -> bool:
    try:
        connection.ensure_connection()
    except DatabaseError:
        return False
    return True


def _is_only_looked_at() -> bool:
    """An embedded server that is not to be started."""
    return bool(connection.settings_dict.get("EMBEDDED", {}).get("only_look"))


def database() -> Iterator[Finding]:
    """Reachable, and new enough."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version_num')::int")
            (number,) = cursor.fetchone()
    except DatabaseError as problem:
        said = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
        yield wrong(
            "database",
            f"It does not answer: {said}",
            EMBEDDED if _is_only_looked_at() else SERVER,
        )
        return
    version = f"PostgreSQL {number // 10000}.{number % 10000}"
    if number // 10000 < LOWEST_VERSION:
        yield wrong("database", f"{version} is too old.", f"Move to {LOWEST_VERSION} or newer.")
    else:
        yield ok("database", f"{version} answers.")


def migrations() -> Iterator[Finding]:
    """The database has the form that this version needs."""
    if not _answers():
        return
    with connection.cursor() as cursor:
        newer = tables.unknown(tables.applied(cursor))
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if newer:
        yield wrong(
            "migrations",
            f"The database is of a newer version ({'.'.join(newer[-1])}).",
            "Install that version again, or restore a backup of this one.",
        )
    if missing:
        yield wrong("migrations", f"{len(missing)} are not applied.", "samspill migrate")
    if not newer and not missing:
        yield ok("migrations", "All are applied.")


def locks() -> Iterator[Finding]:
    """Room for the locks of a restore, which takes everything away and makes it anew at once."""
    if not _answers():
        return
    with connection.cursor() as cursor:
        cursor.execute(ROOM)
        room, there, backends = cursor.fetchone()
    if room >= LOCKS_EACH * there:
        yield ok("locks", f"There is room for the {LOCKS_EACH * there} locks of a restore.")
        return
    yield warning(
        "locks",
        f"A restore may take {LOCKS_EACH * there} locks, and there is room for {room}.",
        f"Set max_locks_per_transaction to {-(-LOCKS_EACH * there // backends)} or more in "
        "postgresql.conf, and restart the server.",
    )


def clock() -> Iterator[Finding]:
    """This machine's clock against the database's: deadlines and validity depend on both."""
    if not _answers():
        return
    before = datetime.now(UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (there,) = cursor.fetchone()
    after = datetime.now(UTC)
    drift = max((before - there).total_seconds(), (there - after).total_seconds(), 0)
    remedy = "Let both machines take their time from the network (systemd-timesyncd, chrony)."
    said = f"{drift:.0f} s between this machine's clock and the database's."
    if drift > TOO_MUCH_DRIFT_SECONDS:
        yield wrong("clock", said, remedy)
    elif drift > DRIFT_SECONDS:
        yield warning("clock", said, remedy)
    else:
        yield ok("clock", "The same as the database's.")


def time_zone() -> Iterator[Finding]:
    """Norwegian time is known here and in the database, and is the same."""
    name = settings.TIME_ZONE
    try:
        here = [day.astimezone(ZoneInfo(name)).replace(tzinfo=None) for day in DAYS]
    except ZoneInfoNotFoundError:
        yield wrong("time zone", f"This machine does not know {name}.", "Install tzdata.")
        return
    if not _answers():
        return
    with connection.cursor() as cursor:
        there = []
        for day in DAYS:
            cursor.execute("SELECT %s::timestamptz AT TIME ZONE %s", [day, name])
            there.append(cursor.fetchone()[0])
    if here != there:
        yield wrong("time zone", f"{name} differs in the database.", "Update tzdata on both.")
    else:
        yield ok("time zone", f"{name} is the same here and in the database.")


def backups() -> Iterator[Finding]:
    """How old the newest backup is that ``samspill backup`` made here."""
    remedy = "samspill backup FILE, and a timer for it (docs/operations.md)."
    taken = records.read()
    if not taken:
        yield warning("backup", "None has been made here.", remedy)
        return
    newest = max(taken, key=lambda entry: datetime.fromisoformat(entry["taken_at"]))
    age = datetime.now(UTC) - datetime.fromisoformat(newest["taken_at"])
    said = f"The newest is {age.days} days and {age.seconds // 3600} hours old."
    if age > BACKUP_TOO_OLD:
        yield wrong("backup", said, remedy)
    elif age > BACKUP_OLD:
        yield warning("backup", said, remedy)
    elif not Path(newest["file"]).exists():
        yield warning(
            "backup",
            f"{said} {newest['file']} is no longer there.",
            "See that it was moved, not lost.",
        )
    else:
        yield ok("backup", said)
