"""A real server in a folder of its own, and clients that ask it for pages."""

from __future__ import annotations

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAMSPILL = str(Path(sys.executable).with_name("samspill"))


@dataclass(frozen=True)
class Measure:
    """How long a page took, in milliseconds, and its size as sent, in bytes."""

    median: float
    p95: float
    size: int


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a command that uses the data in ``home``."""
    kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "SAMSPILL_ENV"}}
    path = f"{ROOT}{os.pathsep}{ROOT / 'src'}"
    settings = "benchmarks.settings"
    return {
        **kept,
        "SAMSPILL_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": settings,
        "PYTHONPATH": path,
        "LOG_LEVEL": "ERROR",
        **more,
    }


def run(home: Path, *arguments: str, **more: str) -> str:
    """Runs a ``samspill`` command and returns what it said; fails with it when it fails."""
    done = subprocess.run(
        [SAMSPILL, *arguments],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return done.stdout


def collect(home: Path) -> None:
    """Puts the static files where the server of that home looks for them."""
    subprocess.run(
        [sys.executable, "-m", "django", "collectstatic", "--noinput", "-v0"],
        env=environment(home),
        check=True,
    )


def asked_inside(home: Path, module: str, *arguments: str) -> dict[str, Any]:
    """What a module of ours measures from inside, on the data in ``home``: the JSON it prints."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=environment(home, DEBUG="false"),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


@contextmanager
def serving(home: Path, *, keep_pages: bool) -> Iterator[int]:
    """A server on the data in ``home``; yields its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = environment(home, BENCHMARK_KEEP_PAGES="1" if keep_pages else "0", WEB_WORKERS="2")
    server = subprocess.Popen([SAMSPILL, "serve", "--port", str(port)], env=environ)
    try:
        _wait(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=60)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise SystemExit("the measured server did not start")
        try:
            fetch(port, "/floor/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the measured server did not answer within a minute")


def fetch(port: int, address: str, cookie: str = "") -> tuple[float, int]:
    """Asks for a page once, signed in with a cookie; returns milliseconds and bytes.

    Raises:
        RuntimeError: the answer was not 200.
    """
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    started = time.perf_counter()
    headers = {"Accept-Encoding": "gzip", "Host": "localhost"}
    client.request("GET", address, headers={**headers, "Cookie": cookie} if cookie else headers)
    response = client.getresponse()
    body = response.read()
    taken = (time.perf_counter() - started) * 1000
    client.close()
    if response.status != 200:
        raise RuntimeError(f"{address} answered {response.status}")
    return taken, len(body)


def measure(port: int, address: str, *, clients: int, requests: int, cookie: str = "") -> Measure:
    """Asks for a page ``requests`` times from ``clients`` at once, after a few to warm up."""
    for _ in range(4):
        fetch(port, address, cookie)
    with ThreadPoolExecutor(clients) as pool:
        found = list(pool.map(lambda _: fetch(port, address, cookie), range(requests)))
    times = sorted(taken for taken, _ in found)
    return Measure(
        statistics.median(times), times[min(len(times) - 1, int(len(times) * 0.95))], found[0][1]
    )
