"""Asks whether the pinned packages have known vulnerabilities (``python -m tools.audit``).

Python's packages by pip-audit, the front end's by npm. Exit code 0: none is known. 1: some are, or
the asking itself went wrong. 75: a service could not be reached or knows nothing, so that nobody
knows; that is no fault of the packages, and says so.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.assets import FRONTEND, NODE, NPM

ROOT = Path(__file__).resolve().parent.parent
PIP_AUDIT = Path(sys.executable).parent / "pip-audit"
SKIPPED = 75
"""What a program ends with when it could not do its work now (EX_TEMPFAIL of sysexits.h)."""
UNREACHABLE = re.compile(
    r"requests\.exceptions\.(ConnectionError|ProxyError|ConnectTimeout|ReadTimeout)\b"
    r"|requests\.exceptions\.HTTPError: (403|407|5\d\d)\b"
    r"|Could not connect to .* vulnerability"
)
NO_NETWORK = "no network: the vulnerability service cannot be reached"
LISTS = ("base", "build", "dev")


@dataclass(frozen=True)
class Found:
    """What one asking gave: the vulnerabilities, or why nobody knows, or what went wrong."""

    vulnerable: tuple[str, ...] = ()
    unknown: str = ""
    wrong: str = ""


def of_python(status: int, answer: str, complaint: str) -> Found:
    """What pip-audit's exit code, JSON and complaint mean."""
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        if UNREACHABLE.search(complaint):
            return Found(unknown=NO_NETWORK)
        return Found(wrong=complaint.strip() or f"pip-audit ended with {status} and said nothing")
    asked = [one for one in packages if "skip_reason" not in one]
    if packages and not asked:
        return Found(unknown="no network: what answers knows none of the packages")
    vulnerable = tuple(
        f"{one['name']} {one['version']}: {', '.join(v['id'] for v in one['vulns'])}"
        for one in asked
        if one["vulns"]
    )
    if len(asked) < len(packages) and not vulnerable:
        left = sorted(one["name"] for one in packages if one not in asked)
        return Found(unknown=f"the service does not know {', '.join(left)}")
    return Found(vulnerable=vulnerable)


def of_npm(answer: str, complaint: str) -> Found:
    """What the JSON of ``npm audit`` means; no exit code tells of an unheard answer."""
    try:
        said = json.loads(answer)
    except ValueError:
        return Found(wrong=complaint.strip() or "npm audit said nothing")
    if "vulnerabilities" in said:
        vulnerable = said["vulnerabilities"].values()
        return Found(tuple(f"{one['name']}: {one['severity']}" for one in vulnerable))
    told = str(said.get("message", ""))
    if "statusCode" in said or told.startswith("request to "):
        return Found(unknown=NO_NETWORK)
    return Found(wrong=told or complaint.strip())


def ask_python(name: str) -> Found:
    """Asks about one of the lists in requirements/."""
    command = [str(PIP_AUDIT), "--require-hashes", "--disable-pip", "--format=json",
               "--progress-spinner=off", f"--requirement=requirements/{name}.txt"]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return of_python(done.returncode, done.stdout, done.stderr)


def ask_npm() -> Found:
    """Asks about frontend/package-lock.json."""
    command = [str(NODE / "node"), str(NPM), "audit", "--json", "--package-lock-only"]
    done = subprocess.run(command, cwd=FRONTEND, capture_output=True, text=True, check=False)
    return of_npm(done.stdout, done.stderr)


def main() -> int:
    found = {f"requirements/{name}.txt": ask_python(name) for name in LISTS}
    found["frontend/package-lock.json"] = ask_npm()
    for name, one in found.items():
        for line in one.vulnerable:
            print(f"{name}: known vulnerability in {line}")
        if one.wrong:
            print(f"{name}: the audit went wrong\n{one.wrong}")
        if one.unknown:
            print(f"{name}: skipped: {one.unknown}")
    if any(one.vulnerable or one.wrong for one in found.values()):
        return 1
    return SKIPPED if any(one.unknown for one in found.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
