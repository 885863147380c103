"""Marked secrets in the settings turn up in no output, record, error or backup."""

from __future__ import annotations

import gzip
import subprocess
import sys

import pytest

from samspill.operations.findings import redacted, warning

MARK = "m4rkedSecretOfTests"
KEY = f"{MARK}-aB3dE6gH9jK2mN5pQ8sT1vW4yZ7_aB3dE6gH9jK2mN5pQ8sT1vW4yZ7"


def run(installation, *arguments, **changed):
    environment = installation.environment()
    # The test's server asks for no password, and takes any.
    url = environment["DATABASE_URL"].replace("@", f":{MARK}-database@", 1)
    return subprocess.run(
        [sys.executable, "-c", "from samspill.cli import main; main()", *arguments],
        env={
            **environment,
            "DATABASE_URL": url,
            "SECRET_KEY": KEY,
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": "9",
            "EMAIL_HOST_USER": "samspill",
            "EMAIL_HOST_PASSWORD": f"{MARK}-mail",
            **changed,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_output_record_or_backup_holds_a_secret(filled, new, tmp_path):
    file = tmp_path / "samspill.backup"
    done = [
        run(filled, "backup", str(file), "--verify"),
        run(filled, "restore", str(file)),
        run(new(), "restore", str(file)),
        run(filled, "doctor"),
        run(filled, "doctor", "--json"),
        run(filled, "doctor", DATABASE_URL=f"postgresql://u:{MARK}@127.0.0.1:9/x"),
        run(
            filled,
            "backup",
            str(file),
            "--force",
            DATABASE_URL=f"postgresql://u:{MARK}@127.0.0.1:9/x",
        ),
        run(filled, "backup", str(file), "--force", DATABASE_URL=f"nonsense://u:{MARK}@[/x"),
        run(filled, "doctor", DEBUG=MARK),
    ]
    assert [one.returncode for one in done] == [0, 2, 0, 2, 2, 2, 1, 1, 2]
    for one in done:
        assert MARK not in one.stdout + one.stderr
    assert MARK.encode() not in gzip.decompress(file.read_bytes())
    for path in filled.home.rglob("*"):
        assert path.is_dir() or MARK.encode() not in path.read_bytes(), path


@pytest.mark.parametrize("secret", ["SECRET_KEY", "EMAIL_HOST_PASSWORD"])
def test_a_secret_that_a_server_quotes_is_struck_out(settings, secret):
    setattr(settings, secret, MARK)
    settings.DATABASES["default"]["PASSWORD"] = ""
    assert redacted(f"535 {MARK} is wrong") == "535 ••• is wrong"
    assert MARK not in warning("mail", MARK, MARK).without_secrets().as_line()
