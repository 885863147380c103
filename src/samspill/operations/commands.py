"""The commands that keep an installation: backup, restore, doctor."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click
import django
from django.core.exceptions import ImproperlyConfigured

from samspill.operations.findings import Finding
from samspill.operations.manifest import Manifest
from samspill.settings.looking import only_look

EXIT_REFUSED = 2
MEGABYTE = 2**20


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.option("--verify", is_flag=True, help="Read it back and check every sum.")
@click.option("--quiet", is_flag=True, help="Only what went wrong.")
def backup(file: Path, *, force: bool, verify: bool, quiet: bool) -> None:
    """Write database and uploaded files to FILE, as they stand now; the site may go on serving.

    Exit code 0: written. 2: not written, or not whole when read back.
    """
    from samspill.operations import backup as backing_up
    from samspill.operations import checking, records
    from samspill.operations.archive import BackupUnreadable

    started = time.perf_counter()
    try:
        with (
            _ending_tidily(),
            click.progressbar(length=1, label="Backing up", file=sys.stderr, hidden=quiet) as bar,
        ):
            done = backing_up.backup(
                file,
                force=force,
                progress=bar.update,
                expect=lambda size: _set_length(bar, size),
            )
    except backing_up.BackupFailed as problem:
        _refuse(str(problem))
    except OSError as problem:
        _refuse(f"{file} can't be written: {problem.strerror}. Nothing was backed up.")
    if verify:
        try:
            with (
                click.progressbar(
                    length=done.bytes, label="Reading it back", file=sys.stderr, hidden=quiet
                ) as bar,
                file.open("rb") as written,
            ):
                checking.check(written, progress=bar.update)
        except (BackupUnreadable, OSError) as problem:
            _refuse(f"{file} was written, but is not whole when read back: {problem}")
    records.add(done)
    for note in done.manifest.notes:
        click.echo(f"Note: {note}", err=True)
    if quiet:
        return
    for name in done.manifest.left_out:
        click.echo(f"Left out: {name}", err=True)
    seconds = time.perf_counter() - started
    click.echo(
        f"{file}: {_described(done.manifest)}, {done.bytes / MEGABYTE:.1f} MB "
        f"in {seconds:.1f} s\nSHA-256 {done.sha256}"
    )


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Remove what the installation holds now.")
@click.option("--quiet", is_flag=True, help="Only what went wrong.")
def restore(file: Path, *, replace: bool, quiet: bool) -> None:
    """Put a backup back into an empty installation: all of FILE or nothing.

    The whole file is checked before anything is touched. Exit code 0: done. 2: refused, and
    nothing was changed.
    """
    from samspill.operations import restore as restoring
    from samspill.operations.archive import BackupUnreadable

    started = time.perf_counter()
    try:
        with click.progressbar(
            length=file.stat().st_size, label="Checking", file=sys.stderr, hidden=quiet
        ) as reading:
            checked = restoring.checked(file, progress=reading.update)
        with (
            _ending_tidily(),
            checked,
            click.progressbar(
                length=max(checked.manifest.bytes, 1),
                label="Putting it back",
                file=sys.stderr,
                hidden=quiet,
            ) as loading,
        ):
            done = restoring.restore(checked, replace=replace, progress=loading.update)
    except BackupUnreadable as problem:
        _refuse(f"{file} can't be restored. {problem} Nothing was changed.")
    except restoring.RestoreRefused as problem:
        _refuse(f"{problem} Nothing was changed.")
    if quiet:
        return
    seconds = time.perf_counter() - started
    click.echo(
        f"Restored from {done.manifest.taken_at:%Y-%m-%d %H:%M} UTC: "
        f"{_described(done.manifest)} in {seconds:.1f} s"
    )
    if done.migrated_on:
        click.echo(f"Brought on to this version by {done.migrated_on} migrations")
    if done.files_before:
        click.echo(f"The uploaded files from before are in {done.files_before}")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a program that watches.")
@click.option("--send-mail-to", metavar="ADDRESS", default="", help="Also send a message there.")
def doctor(*, as_json: bool, send_mail_to: str) -> None:
    """Say what is wrong with this installation and what to do; change nothing.

    Exit code 0: all is well. 1: something to look at. 2: something is wrong.
    """
    from samspill.operations import doctor as examining

    findings = []
    for finding in _findings(send_mail_to):
        findings.append(finding)
        if not as_json:
            click.echo(finding.as_line())
    worst = examining.worst(findings)
    if as_json:
        listed = [finding.as_json() for finding in findings]
        content = {"level": worst.name.lower(), "findings": listed}
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
    sys.exit(worst)


def _findings(send_mail_to: str) -> Iterator[Finding]:
    """All of them; only the settings' own faults when with those nothing else can be examined."""
    from samspill.operations.findings import wrong

    only_look()
    try:
        django.setup()
    except ImproperlyConfigured as problem:
        from samspill.operations.checks.safety import refused

        if reasons := getattr(problem, "problems", None):
            yield from refused(reasons)
        else:
            yield wrong("settings", str(problem), "Mend it (docs/settings.md), then ask again.")
        return
    except ValueError as problem:
        # A library's own text could show the value.
        said = f"A setting can't be understood ({type(problem).__name__})."
        yield wrong("settings", said, "See DATABASE_URL and the others in docs/settings.md.")
        return
    from samspill.operations import doctor as examining

    yield from examining.examine(send_mail_to=send_mail_to)


def _described(manifest: Manifest) -> str:
    return f"{manifest.rows} rows of {len(manifest.tables)} tables, {len(manifest.files)} files"


def _set_length(bar: Any, size: int) -> None:
    bar.length = max(size, 1)


def _refuse(text: str) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(EXIT_REFUSED)


@contextmanager
def _ending_tidily() -> Iterator[None]:
    """Ends as Ctrl-C does when a supervisor asks, so that half-written files are removed."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
