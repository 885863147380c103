"""All checks that need no test run; runs every one and says which failed.

One that could not be made, as the network is missing, is told as skipped and fails nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tools.audit import SKIPPED

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS = {
    "format": [f"{BIN}/ruff", "format", "--check", "--quiet", "."],
    "format of templates": [sys.executable, "-m", "tools.templates", "--check"],
    "code": [f"{BIN}/ruff", "check", "--quiet", "."],
    "types": [f"{BIN}/mypy", "--no-error-summary"],
    "import directions": [f"{BIN}/lint-imports", "--no-cache"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "translations": [sys.executable, "-m", "tools.messages", "check"],
    "known vulnerabilities": [sys.executable, "-m", "tools.audit"],
    "security page": [sys.executable, "-m", "tools.security", "--check"],
    "permissions' page": [sys.executable, "-m", "tools.permissions", "--check"],
}


def main() -> int:
    environment = {**os.environ, "SAMSPILL_ENV": "test"}
    failed = []
    for name, command in CHECKS.items():
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        was = {0: "ok", SKIPPED: "skipped"}.get(done.returncode, "failed")
        print(f"{was:<7} {name}", flush=True)
        if was != "ok":
            print(done.stdout, flush=True)
        if was == "failed":
            failed.append(name)
    if failed:
        print(f"make check failed: {', '.join(failed)}. Formatting is fixed by: make format")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
