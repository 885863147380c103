"""How soon a site is up again by itself: ``python -m benchmarks.recovery --help``.

Begins a site and a worker of its own on an empty database, breaks one thing at a time, and measures
how long it takes until pages are answered, or a letter is sent, again. What a supervisor does (a
new process two seconds after one ended, as in docs/operations.md) is done here.
"""

from __future__ import annotations

import argparse
import http.client
import os
import shlex
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg

from benchmarks.server import ROOT, SAMSPILL, collect, environment, run

PORT = 8197
AGAIN_SECONDS = 2
LIMIT_SECONDS = 180
BLOCK = 1024 * 1024


def until(holds: Callable[[], bool]) -> float:
    """Seconds until it holds; ends with a fault when it takes too long."""
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > LIMIT_SECONDS:
            raise SystemExit(f"not within {LIMIT_SECONDS} s")
        time.sleep(0.02)
    return time.monotonic() - began


def answers(path: str = "/hf/eksempel/organer/") -> bool:
    """Whether ten pages in a row are answered, so that each web process has its turn."""
    for _ in range(10):
        try:
            page = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
            page.request("GET", path)
            if page.getresponse().status != http.client.OK:
                return False
        except (OSError, http.client.HTTPException):
            return False
        finally:
            page.close()
    return True


class Site:
    """The processes of an installation, and its database."""

    def __init__(self, home: Path, url: str) -> None:
        self.home, self.url, self.letters = home, url, 0
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def begin(self, name: str, *arguments: str) -> None:
        more = {"DATABASE_URL": self.url, "PORT": str(PORT), "JOBS_IN_WEB": "false"}
        self.running[name] = subprocess.Popen(
            [SAMSPILL, *arguments],
            env=environment(self.home, **more),
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    def kill(self, name: str) -> None:
        self.running[name].kill()
        self.running[name].wait()

    def write_letter(self) -> None:
        self.letters += 1
        run(
            self.home, "invite", f"k{self.letters}@example.no", "--name", "K", DATABASE_URL=self.url
        )

    def is_all_sent(self) -> bool:
        with suppress(psycopg.OperationalError), psycopg.connect(self.url) as database:
            (sent,) = database.execute(
                "SELECT count(*) FROM mail_message WHERE state = 'sent'"
            ).fetchone() or (0,)
            return bool(sent == self.letters)
        return False


@contextmanager
def full(folder: Path, url: str) -> Iterator[str]:
    """Fills the disk that the database lies on, and then the database itself; frees it after."""
    block, said = folder / "filling", "all was taken"
    with suppress(OSError), block.open("wb", buffering=0) as file:
        while file.write(b"x" * BLOCK) == BLOCK:
            pass
    try:
        with psycopg.connect(url, autocommit=True) as database:
            database.execute("CREATE TABLE IF NOT EXISTS filling (x bytea)")
            for _ in range(100):
                database.execute("INSERT INTO filling VALUES (%s)", [os.urandom(BLOCK)])
    except psycopg.Error as refused:
        said = type(refused).__name__
    try:
        yield said
    finally:
        block.unlink()


def measured(site: Site, restart: str, disk: Path | None) -> Iterator[tuple[str, float]]:
    web = psutil.Process(site.running["serve"].pid)
    first = web.children()[0]
    first.kill()
    yield "one web process killed: pages", until(answers)
    yield (
        "one web process killed: as many processes as before",
        until(
            lambda: len([c for c in web.children() if c.pid != first.pid and c.is_running()]) >= 2
        ),
    )
    if restart:
        began = time.monotonic()
        subprocess.run(shlex.split(restart), check=True, stdout=subprocess.DEVNULL)
        until(answers)
        yield "database restarted, from the command on: pages", time.monotonic() - began
        site.write_letter()
        yield "database restarted: a letter, from when it is written", until(site.is_all_sent)
    site.kill("work")
    time.sleep(AGAIN_SECONDS)
    site.begin("work", "work")
    site.write_letter()
    yield "worker killed: a letter, from when it is written", until(site.is_all_sent)
    if disk is not None:
        with full(disk, site.url) as said:
            is_read = answers()
        pages = "pages are" if is_read else "no pages are"
        yield f"disk full ({said}; {pages} answered), freed: pages", until(answers)
        site.write_letter()
        yield "disk freed: a letter, from when it is written", until(site.is_all_sent)
    web.send_signal(signal.SIGKILL)
    site.running["serve"].wait()
    time.sleep(AGAIN_SECONDS)
    site.begin("serve", "serve")
    yield "the whole web server killed, from its new start: pages", until(answers)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recovery", description=__doc__)
    parser.add_argument("database", help="an empty database: postgresql://user@host/name")
    parser.add_argument("--restart", default="", help="the command that restarts PostgreSQL")
    parser.add_argument("--disk", type=Path, help="a folder on the disk of the database: is filled")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="samspill-recovery-") as home:
        site = Site(Path(home), asked.database)
        collect(site.home)
        run(site.home, "migrate", DATABASE_URL=site.url)
        run(site.home, "load", str(ROOT / "data" / "eksempel"), "--quiet", DATABASE_URL=site.url)
        try:
            site.begin("serve", "serve")
            site.begin("work", "work")
            print(f"{until(answers):6.1f} s  from the start of the web server: pages", flush=True)
            for what, seconds in measured(site, asked.restart, asked.disk):
                print(f"{seconds:6.1f} s  {what}", flush=True)
        finally:
            for process in site.running.values():
                process.terminate()
                process.wait()


if __name__ == "__main__":
    main()
