"""A known vulnerability fails the check; a service that cannot be reached does not, and says so."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tools import audit, check
from tools.audit import NO_NETWORK, SKIPPED, Found, of_npm, of_python

SAFE = {"name": "django", "version": "5.2", "vulns": []}
BAD = {"name": "jinja2", "version": "2.0", "vulns": [{"id": "PYSEC-2019-217"}, {"id": "X-1"}]}
UNKNOWN = {"name": "typst", "skip_reason": "Dependency not found"}


def python(*packages: dict, complaint: str = "", status: int = 0) -> Found:
    return of_python(status, json.dumps({"dependencies": packages}), complaint)


def test_a_known_vulnerability_is_named() -> None:
    assert python(SAFE, BAD, status=1) == Found(("jinja2 2.0: PYSEC-2019-217, X-1",))
    assert python(SAFE, BAD, UNKNOWN, status=1).vulnerable
    said = {"vulnerabilities": {"ws": {"name": "ws", "severity": "high"}}}
    assert of_npm(json.dumps(said), "") == Found(("ws: high",))


def test_nothing_known_is_nothing_found() -> None:
    assert python(SAFE) == Found()
    assert of_npm('{"vulnerabilities": {}}', "") == Found()


@pytest.mark.parametrize(
    "complaint",
    [
        "requests.exceptions.ProxyError: HTTPSConnectionPool(host='x.example', port=443)",
        "requests.exceptions.ConnectionError: HTTPSConnectionPool: Failed to resolve",
        "requests.exceptions.HTTPError: 503 Server Error",
        "ERROR:pip_audit._cli:Could not connect to PyPI's vulnerability feed",
    ],
)
def test_a_service_that_cannot_be_reached_is_skipped(complaint: str) -> None:
    assert of_python(1, "", complaint) == Found(unknown=NO_NETWORK)


@pytest.mark.parametrize(
    "said",
    [
        {"message": "405 Method Not Allowed", "statusCode": 405},
        {"message": "request to https://example.org failed, reason: refused"},
    ],
)
def test_npms_service_that_cannot_be_reached_is_skipped(said: dict) -> None:
    assert of_npm(json.dumps(said), "") == Found(unknown=NO_NETWORK)


def test_an_answer_about_no_package_is_no_all_clear() -> None:
    assert python(UNKNOWN).unknown.startswith("no network")
    assert python(SAFE, UNKNOWN).unknown == "the service does not know typst"


@pytest.mark.parametrize("complaint", ["hashes do not match", "", "HTTPError: 404 Not Found"])
def test_anything_else_is_a_fault_and_no_skip(complaint: str) -> None:
    assert of_python(1, "", complaint).wrong
    assert of_npm("not json", complaint).wrong
    assert of_npm('{"message": "no lock file"}', "").wrong


@pytest.mark.parametrize(
    ("found", "status"),
    [
        (Found(), 0),
        (Found(unknown=NO_NETWORK), SKIPPED),
        (Found(vulnerable=("a",), unknown=NO_NETWORK), 1),
        (Found(wrong="x"), 1),
    ],
)
def test_the_exit_code_tells_them_apart(
    monkeypatch: pytest.MonkeyPatch, found: Found, status: int
) -> None:
    monkeypatch.setattr(audit, "ask_python", lambda _: found)
    monkeypatch.setattr(audit, "ask_npm", Found)
    assert audit.main() == status


@pytest.mark.parametrize(("status", "fails", "word"), [(0, 0, "ok"), (SKIPPED, 0, "skipped"),
                                                       (1, 1, "failed")])  # fmt: skip
def test_a_skipped_check_is_told_and_fails_nothing(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture,
    status: int,
    fails: int,
    word: str,
) -> None:
    program = f"print('why'); raise SystemExit({status})"
    monkeypatch.setattr(check, "CHECKS", {"translations": [sys.executable, "-c", program]})
    assert check.main() == fails
    said = capfd.readouterr().out
    assert said.startswith(word)
    assert ("why" in said) is bool(status)


def test_without_a_network_pip_audit_is_understood(tmp_path: Path) -> None:
    wanted = f"--requirement={audit.ROOT}/requirements/build.txt"
    command = [str(audit.PIP_AUDIT), "--require-hashes", "--disable-pip", "--format=json", wanted]
    command.append(f"--cache-dir={tmp_path}")
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=nowhere)
    assert of_python(done.returncode, done.stdout, done.stderr) == Found(unknown=NO_NETWORK)
