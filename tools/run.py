"""``make run``: from whatever is there, perhaps nothing, to a page in the browser."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection

from samspill.settings import module
from samspill.settings.environment import read

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
FIRST = "nordre-trondelag"
LOADER = ROOT / "src" / "samspill" / "exchange"
SAMSPILL = Path(sys.executable).with_name("samspill")
HOST = "127.0.0.1"
READY_SECONDS = 60


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", module())
    os.chdir(ROOT)
    port = read("PORT")
    refuse_taken(port)
    django.setup()
    say(f"Starting the database (kept in {settings.SAMSPILL_HOME})")
    started = time.monotonic()
    try:
        empty = "django_migrations" not in connection.introspection.table_names()
    except OperationalError as problem:
        raise SystemExit(str(problem)) from problem
    say("Bringing the database up to date")
    call_command("migrate", interactive=False, verbosity=0)
    load_all(empty=empty)
    collect_static()
    show_sign_ins()
    return serve(port, started if empty else None)


def say(text: str) -> None:
    print(text, flush=True)


def refuse_taken(port: int) -> None:
    """End here, before anything has started, when something else serves on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise SystemExit(
                f"Port {port} is taken. Choose another: make run PORT={port + 1}"
            ) from None


def load_all(*, empty: bool) -> None:
    """Load every folder in data/ that has changed since it was last loaded into this database."""
    stamp = settings.SAMSPILL_HOME / "loaded.json"
    database = identity()
    known = {} if empty else read_stamp(stamp).get(database, {})
    for folder in folders():
        seen = digest(folder, LOADER)
        if known.get(folder.name) == seen:
            continue
        say(f"Loading {folder.relative_to(ROOT)}")
        done = subprocess.run([SAMSPILL, "load", str(folder), "--quiet"], check=False)
        if done.returncode:
            raise SystemExit(f"{folder.relative_to(ROOT)} could not be loaded; see above.")
        known[folder.name] = seen
        stamp.write_text(json.dumps({database: known}, indent=1), encoding="utf-8")


def show_sign_ins() -> None:
    """Make the demonstration sign-ins and print them, one for each role."""
    if not settings.SAMSPILL_DEMO:
        return
    from samspill.workspace.demonstration import as_table, make_all

    say(as_table(make_all()))


def folders() -> list[Path]:
    """The example data, the one that is shown first loaded first."""
    if not DATA.is_dir():
        return []
    found = [path.parent for path in DATA.glob("*/partnership.yaml")]
    return sorted(found, key=lambda folder: (folder.name != FIRST, folder.name))


def identity() -> str:
    """Tells this database from another one of the same name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT datname || ' ' || oid FROM pg_database WHERE datname = current_database()"
        )
        return f"{connection.settings_dict['HOST']} {cursor.fetchone()[0]}"


def read_stamp(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def digest(*folders_: Path) -> str:
    """One value for names and contents of all files in the folders, compiled ones left out."""
    found = hashlib.sha256()
    for folder in folders_:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                content = path.read_bytes()
                found.update(f"{path.relative_to(folder)}\0{len(content)}\0".encode())
                found.update(content)
    return found.hexdigest()


def collect_static() -> None:
    """Give style sheets, scripts and fonts names that tell their content, and compress them."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    sources = [Path(folder) for folder in settings.STATICFILES_DIRS]
    sources += sorted((ROOT / "src" / "samspill").glob("*/static"))
    seen = digest(*sources)
    if stamp.exists() and stamp.read_text() == seen:
        return
    say("Collecting static files")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(seen)


def serve(port: int, started: float | None) -> int:
    """Serve until interrupted; say when the first page is ready. Returns the exit code."""
    server = subprocess.Popen([SAMSPILL, "serve", "--port", str(port)], start_new_session=True)
    # In a session of its own the server hears of an interruption from us alone, and once.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: server.terminate())
    status = wait_for_page(port, server)
    if server.poll() is None:
        if status == http.client.OK:
            if started is not None:
                say(f"{time.monotonic() - started:.1f} s from an empty database to a ready page")
            say(f"\nReady: http://localhost:{port}/   (Ctrl-C stops it)")
        else:
            say(f"\nThe first page answers {status or 'nothing'}: http://localhost:{port}/")
    code = server.wait()
    return 0 if code in {0, -signal.SIGTERM} else code


def wait_for_page(port: int, server: subprocess.Popen[bytes]) -> int:
    """The status of the first page, 0 when there is none in time."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        page = http.client.HTTPConnection("localhost", port, timeout=READY_SECONDS)
        try:
            page.request("GET", "/")
            return page.getresponse().status
        except OSError:
            time.sleep(0.05)
        finally:
            page.close()
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit("Stopped before it was ready.") from None
