"""What every test may use: a database of its own, a browser's path, a running site."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import hypothesis
import psutil
import psycopg.sql
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings

from samspill import embedded
from tests import databases, spoken
from tools import chromium

# How long an example takes says more of the machine than of the code.
hypothesis.settings.register_profile("samspill", deadline=None)
hypothesis.settings.load_profile("samspill")

ROOT = Path(__file__).resolve().parent.parent
SITE_SECONDS = 180
TEST_DATABASE = re.compile(r"(?:test|crash)_samspill_(\d+)")


LONG = ("e2e", "everywhere")
"""Rooms whose files take long."""

NOTES = os.environ.get("SAMSPILL_NOTE_SQL")
SPOKEN = os.environ.get("SAMSPILL_SPOKEN_SQL")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, Any, Any]:
    """Which tests stay together, in which order, and which the second server is told.

    A fork takes no threads along, only what they hold: tests that fork go first. Those that need
    the running site follow, in one process, so that one site and one browser are started; then
    those that walk everywhere. What takes long begins early, or one process would wait for it at
    the end. pytest-django puts tests without a database last, so the order is made after it.
    """
    told = set()
    if SPOKEN:
        noted = Path(SPOKEN)
        told = set(spoken.chosen(spoken.read(noted), spoken.seconds(noted)))
    for item in items:
        if name_of(item) in told:
            item.add_marker(pytest.mark.server)
        item.add_marker(pytest.mark.xdist_group(group_of(item)))
    done = yield
    items.sort(
        key=lambda item: (
            item.get_closest_marker("forks") is None,
            not needs_site(item),
            item.path.parent.name not in LONG,
        )
    )
    return done


def pytest_make_parametrize_id(val: Any) -> str | None:
    """Bytes are named by their number: a packed file holds the time, and each process its own."""
    return f"{len(val)} bytes" if isinstance(val, bytes) else None


def pytest_collection_finish(session: pytest.Session) -> None:
    """Refuses to run a file's tests apart: each process would load its data, and start a site."""
    if getattr(session.config.option, "loadgroup", False):
        for item in session.items:
            if not item.nodeid.endswith(f"@{group_of(item)}"):
                raise pytest.UsageError(f"pytest-xdist does not keep {item.nodeid} with its group.")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    """Notes what a test says to the database, for the second server; not one that is marked so."""
    if not NOTES or item.get_closest_marker("once"):
        return (yield)
    with spoken.noted(Path(NOTES), name_of(item)):
        return (yield)


def needs_site(item: pytest.Item) -> bool:
    return "running_site" in getattr(item, "fixturenames", ())


def group_of(item: pytest.Item) -> str:
    return "site" if needs_site(item) else item.path.relative_to(ROOT).as_posix()


def name_of(item: pytest.Item) -> str:
    """Without the group that pytest-xdist puts at its end."""
    return item.nodeid.removesuffix(f"@{group_of(item)}")


@pytest.fixture(scope="session")
def template_held() -> Iterator[ExitStack]:
    """Closed when the tests' database is made: until then nobody may remove what it is made of."""
    with ExitStack() as held:
        yield held


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    django_db_blocker: Any,
    template_held: ExitStack,
) -> None:
    """The tests' database is a copy of the migrated one; those of runs that were killed go."""
    remove_leftovers()
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = template_held.enter_context(
            databases.template()
        )


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, template_held: ExitStack) -> None:
    template_held.close()


def remove_leftovers() -> None:
    database = settings.DATABASES["default"]
    if database["ENGINE"] != "samspill.embedded":
        return
    server = embedded.start(database["EMBEDDED"]["folder"], durable=False)
    with server.connect() as there:
        for (name,) in there.execute("SELECT datname FROM pg_database").fetchall():
            made = TEST_DATABASE.match(name)
            if made and not psutil.pid_exists(int(made[1])):
                there.execute(
                    psycopg.sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(
                        psycopg.sql.Identifier(name)
                    )
                )


@pytest.fixture(scope="session", autouse=True)
def media_root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the files that tests send lie: never among those of an installation."""
    folder = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=folder):
        yield folder


@pytest.fixture(autouse=True)
def every_write_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written in a request, a load or a job and not told of fails the test that did it."""
    from tests.telling import watched

    monkeypatch.setattr("samspill.common.content.told_once", watched)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The system's Chromium; the test fails, and says what to do, when there is none."""
    found = chromium.find()
    if found is None:
        pytest.fail("No Chromium was found. `make test` installs one; see docs/testing.md.")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class RunningSite:
    """``make run``'s program in a folder of its own, as somebody would start it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.said: list[str] = []
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SAMSPILL_ENV", "SECRET_KEY"}
        }
        self.errors = (home / "errors.log").open("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tools.run"],
            cwd=ROOT,
            env={**kept, "SAMSPILL_HOME": str(home), "PORT": str(self.port), "LOG_LEVEL": "INFO"},
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
        )

    def wait(self) -> None:
        """Return once the first page is ready; fail with what the program said otherwise."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip())
            if line.startswith("Ready: "):
                return
            if line.startswith("The first page answers"):
                break
        pytest.fail("The site did not start:\n" + "\n".join([*self.said, self.log()[-5000:]]))

    def log(self) -> str:
        self.errors.seek(0)
        return self.errors.read()

    def stop(self) -> int:
        """Interrupt it as Ctrl-C does and return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=SITE_SECONDS)
        if self.process.stdout:
            self.process.stdout.close()
        self.errors.close()
        return code


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: Any) -> Iterator[Callable[..., Any]]:
    """Calls something that writes, once for all tests of a file, in one transaction around them.

    Each test takes back what it does itself, as ever; after the last one the rest goes too. It is
    called by fixtures of the module: what a test's own fixture does goes with the test.
    """
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()

    def call(make: Callable[..., Any], *arguments: Any) -> Any:
        with django_db_blocker.unblock():
            assert not connection.savepoint_ids, "Asked for by a test: its fixture is the module's."
            made = make(*arguments)
            # Now, and not again with each test, which would check it all before it ends.
            connection.check_constraints()
            return made

    yield call
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture(scope="module")
def load_once(once: Callable[..., Any]) -> Callable[..., None]:
    """Loads data sets of the repository for all tests of a file."""

    def load_them(*slugs: str) -> None:
        from samspill.exchange.loading import load

        for slug in slugs:
            once(partial(load, by="test"), ROOT / "data" / slug)

    return load_them


@pytest.fixture(scope="session")
def running_site() -> Iterator[RunningSite]:
    """Samspill with the example data, served as ``make run`` serves it, shared by the session.

    Tests only read from it: what one changed, the next would see.
    """
    # Not in pytest's own folder: another run would close that to the embedded server's user.
    home = Path(tempfile.mkdtemp(prefix="samspill-site-"))
    site = RunningSite(home)
    try:
        site.wait()
        yield site
        site.stop()
    finally:
        site.errors.close()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def site(running_site: RunningSite) -> str:
    """The address of the running site, without a slash at the end."""
    return running_site.address
