"""All checks that need no test run; runs every one, two at a time, and says which failed.

One that could not be made, as the network is missing, is told as skipped and fails nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from tools.audit import SKIPPED

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

# What takes longest begins first.
CHECKS = {
    "types": [f"{BIN}/mypy", "--no-error-summary"],
    "format": [f"{BIN}/ruff", "format", "--check", "--quiet", "."],
    "format of templates": [sys.executable, "-m", "tools.templates", "--check"],
    "code": [f"{BIN}/ruff", "check", "--quiet", "."],
    "import directions": [f"{BIN}/lint-imports", "--no-cache"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "translations": [sys.executable, "-m", "tools.messages", "check"],
    "known vulnerabilities": [sys.executable, "-m", "tools.audit"],
    "security page": [sys.executable, "-m", "tools.security", "--check"],
    "permissions' page": [sys.executable, "-m", "tools.permissions", "--check"],
}


def main() -> int:
    with ThreadPoolExecutor(2) as two:
        ran = {two.submit(_run, command): name for name, command in CHECKS.items()}
        failed = [name for done in as_completed(ran) if _failed(name := ran[done], done.result())]
    if failed:
        print(f"make check failed: {', '.join(failed)}. Formatting is fixed by: make format")
    return 1 if failed else 0


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "SAMSPILL_ENV": "test"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _failed(name: str, done: subprocess.CompletedProcess[str]) -> bool:
    """Tells how a check ended, with all that it said unless it was content."""
    was = {0: "ok", SKIPPED: "skipped"}.get(done.returncode, "failed")
    print(f"{was:<7} {name}", flush=True)
    if was != "ok":
        print(done.stdout, flush=True)
    return was == "failed"


if __name__ == "__main__":
    raise SystemExit(main())
