"""The embedded server: shared, stopped by the last one out, and whole after a crash."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from samspill.embedded import leftovers

USE = """
import sys
from pathlib import Path
from samspill import embedded
server = embedded.start(Path(sys.argv[1]), durable=False)
with server.connect() as connection:
    print(connection.execute("SELECT pg_postmaster_start_time()").fetchone()[0], flush=True)
sys.stdin.readline()
"""
USE_AND_FORK = (
    USE
    + """
import os
child = os.fork()
if child == 0:
    embedded.start(Path(sys.argv[1]))
    sys.exit(0)
os.waitpid(child, 0)
with server.connect() as connection:
    print(connection.execute("SELECT 'still here'").fetchone()[0], flush=True)
"""
)


class User:
    """Another process that uses the server in a folder."""

    def __init__(self, folder: Path, program: str = USE) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.server_started = self.process.stdout.readline().strip()
        assert self.server_started, self.process.stderr.read()  # type: ignore[union-attr]

    def leave(self) -> str:
        said, _ = self.process.communicate("\n", timeout=60)
        return said.strip()

    def crash(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=60)


def server_of(folder: Path) -> psutil.Process | None:
    """The running server of a folder, found among the machine's processes."""
    for process in psutil.process_iter(["cmdline"]):
        if str(folder) in (process.info["cmdline"] or []) and "postgres" in process.name():
            if process.status() != psutil.STATUS_ZOMBIE:
                return process
    return None


@pytest.fixture
def folder(tmp_path: Path):
    folder = tmp_path / "postgres"
    yield folder
    if server := server_of(folder):
        server.kill()


def test_the_last_one_out_stops_the_server(folder):
    first, second = User(folder), User(folder)
    assert first.server_started == second.server_started
    first.leave()
    assert server_of(folder) is not None
    second.leave()
    assert server_of(folder) is None


def test_it_listens_on_a_socket_of_the_owner_alone(folder):
    user = User(folder)
    server = server_of(folder)
    assert server is not None
    assert [c for c in server.net_connections("inet") if c.status == psutil.CONN_LISTEN] == []
    socket_folder = (folder / "postmaster.pid").read_text().splitlines()[4]
    mode = (Path(socket_folder) / ".s.PGSQL.5432").stat().st_mode
    assert stat.S_IMODE(mode) == 0o700
    user.leave()


def test_a_forked_child_leaves_the_server_running(folder):
    assert User(folder, USE_AND_FORK).leave() == "still here"
    assert server_of(folder) is None


def test_a_server_that_outlived_its_user_is_used_and_stopped_by_the_next(folder):
    crashed = User(folder)
    crashed.crash()
    assert server_of(folder) is not None
    after = User(folder)
    assert after.server_started == crashed.server_started
    after.leave()
    assert server_of(folder) is None


def test_it_starts_again_after_the_server_was_killed(folder):
    User(folder).leave()
    user = User(folder)
    server = server_of(folder)
    assert server is not None
    family = [server, *server.children(recursive=True)]
    server.send_signal(signal.SIGKILL)
    psutil.wait_procs(family, timeout=10)
    user.crash()
    assert (folder / "postmaster.pid").exists()
    User(folder).leave()
    assert server_of(folder) is None


SITE = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "samspill.settings.local"
import django; django.setup()
from django.db import connection

def ask():
    connection.close_if_unusable_or_obsolete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 42")
        print(cursor.fetchone()[0], flush=True)

if not (child := os.fork()):
    os._exit(0)
os.waitpid(child, 0)
ask()
sys.stdin.readline()
if not (child := os.fork()):
    # As a web worker that was forked before: it has no connection of its own yet.
    connection.connection = None
    ask()
    os._exit(0)
os.waitpid(child, 0)
ask()
"""


def test_a_server_that_is_killed_under_a_site_is_started_anew_also_by_a_fork(tmp_path):
    kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "SAMSPILL_ENV"}}
    process = subprocess.Popen(
        [sys.executable, "-c", SITE],
        env={**kept, "SAMSPILL_HOME": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "42\n"
    server = server_of(tmp_path / "postgres")
    assert server is not None
    family = [server, *server.children(recursive=True)]
    server.send_signal(signal.SIGKILL)
    psutil.wait_procs(family, timeout=10)
    said, _ = process.communicate("\n", timeout=60)
    assert said == "42\n42\n"
    assert server_of(tmp_path / "postgres") is None


@pytest.mark.parametrize("_time", range(2))
def test_it_starts_at_once_after_a_crash(folder, _time):
    """While the killed server's children may still hold on to what they shared."""
    user = User(folder)
    server = server_of(folder)
    assert server is not None
    server.send_signal(signal.SIGKILL)
    user.crash()
    User(folder).leave()
    assert server_of(folder) is None


def test_ended_users_are_forgotten(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (tmp_path / leftovers.USERS).write_text(json.dumps([os.getpid(), ended.pid]))
    leftovers.clear(tmp_path)
    assert json.loads((tmp_path / leftovers.USERS).read_text()) == [os.getpid()]


@pytest.mark.parametrize(
    "content",
    ["", "nonsense\n", f"{os.getpid()}\n/somewhere\n"],
    ids=["empty", "nonsense", "another's"],
)
def test_a_lock_whose_process_is_no_server_is_removed(tmp_path, content):
    (tmp_path / leftovers.LOCK).write_text(content)
    leftovers.clear(tmp_path)
    assert not (tmp_path / leftovers.LOCK).exists()


def test_a_folder_that_never_was_used_is_left_alone(tmp_path):
    leftovers.clear(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_cannot_start_says_why(tmp_path):
    (tmp_path / "var").write_text("a file where a folder should be")
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", USE, str(tmp_path / "var" / "postgres")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "ServerFailed" in done.stderr
    assert time.monotonic() - started < 30
