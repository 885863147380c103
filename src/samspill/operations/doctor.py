"""What is wrong with an installation: every check, each on its own, none able to stop the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from samspill.operations.checks import certificate, data, folders, installed, mail, safety, work
from samspill.operations.findings import Finding, Level, wrong

Check = Callable[[], Iterator[Finding]]


def checks(*, send_mail_to: str = "") -> dict[str, Check]:
    """All of them, in the order that faults are best mended in."""
    return {
        "safety": safety.production,
        "secret key": safety.secret_key,
        "folders": folders.writable,
        "disk": folders.disk,
        "database": data.database,
        "migrations": data.migrations,
        "locks": data.locks,
        "clock": data.clock,
        "time zone": data.time_zone,
        "static files": installed.static_files,
        "translations": installed.translations,
        "mail": lambda: mail.server(send_to=send_mail_to),
        "work": work.done,
        "certificate": certificate.validity,
        "backup": data.backups,
        "restore": folders.left_by_restore,
    }


def examine(*, send_mail_to: str = "") -> Iterator[Finding]:
    """What each check finds. One that fails itself is a finding too."""
    for name, check in checks(send_mail_to=send_mail_to).items():
        try:
            for finding in check():
                yield finding.without_secrets()
        except Exception as problem:
            # Only its kind: the text of an unforeseen error may hold anything.
            yield wrong(name, f"Could not be checked ({type(problem).__name__}).", "Report this.")


def worst(findings: list[Finding]) -> Level:
    return max((finding.level for finding in findings), default=Level.OK)
