"""What a crash leaves in the server's folder, cleared away before the next start.

The folder lists the processes that use the server; one that was killed never took itself off, so
that the server would never be stopped. And a lock file that names a process number which the
machine has since given to another program would make the server seem to run.
"""

from __future__ import annotations

import json
from pathlib import Path

import psutil

USERS = ".handle_pids.json"
LOCK = "postmaster.pid"


def clear(folder: Path) -> None:
    """Forget ended processes, and a lock file without its server. The caller holds the lock."""
    _forget_ended_users(folder / USERS)
    _remove_orphaned_lock(folder / LOCK, folder)


def _forget_ended_users(path: Path) -> None:
    try:
        users = json.loads(path.read_text(encoding="ascii") or "[]")
    except FileNotFoundError:
        return
    except ValueError:
        users = []
    alive = [pid for pid in users if psutil.pid_exists(pid)]
    if alive != users:
        path.write_text(json.dumps(alive), encoding="ascii")


def _remove_orphaned_lock(path: Path, folder: Path) -> None:
    try:
        pid = int(path.read_text(encoding="utf-8").splitlines()[0])
    except FileNotFoundError:
        return
    except (ValueError, IndexError):
        path.unlink()
        return
    if not _is_server_of(pid, folder):
        path.unlink()


def _is_server_of(pid: int, folder: Path) -> bool:
    try:
        return str(folder) in psutil.Process(pid).cmdline()
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True
