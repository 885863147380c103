"""Whether the settings are safe for the public, and the secret key known to nobody."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from samspill.operations.findings import Finding, ok, warning, wrong
from samspill.settings.environment import read
from samspill.settings.safety import FEWEST_DIFFERENT, SHORTEST_KEY, problems

PRODUCTION = "samspill.settings.production"


def production() -> Iterator[Finding]:
    """The same rules that production refuses to start by."""
    if settings.SETTINGS_MODULE != PRODUCTION:
        name = settings.SETTINGS_MODULE.rpartition(".")[2]
        yield ok("safety", f"SAMSPILL_ENV is {name}: for trying, not for the public.")
        return
    values = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
    found = problems(settings=values, environ=os.environ, behind_proxy=read("BEHIND_PROXY"))
    yield from refused(found)
    if not found:
        hosts = ", ".join(settings.ALLOWED_HOSTS)
        yield ok("safety", f"Production, answering to {hosts}.")


def refused(found: list[str]) -> Iterator[Finding]:
    """The reasons for which production does not start; each says what to do."""
    for problem in found:
        said, _, remedy = problem.partition(". ")
        yield wrong("safety", f"{said.rstrip('.')}.", remedy or "See docs/settings.md.")


def secret_key() -> Iterator[Finding]:
    """Strength, and who may read the file that an installation made for itself."""
    key = settings.SECRET_KEY
    is_weak = len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_DIFFERENT
    if is_weak:
        yield wrong(
            "secret key",
            "It is too easy to guess.",
            f"Set SECRET_KEY to {SHORTEST_KEY} random characters or more; everyone signs in again.",
        )
    path = Path(settings.SAMSPILL_HOME) / "secret_key"
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield wrong("secret key", f"Others may read {path}.", f"chmod 600 {path}, and change it.")
    elif path.exists() and read("SECRET_KEY"):
        yield warning(
            "secret key", f"SECRET_KEY is set, so that {path} serves nobody.", f"rm {path}"
        )
    elif not is_weak and not path.exists() and not read("SECRET_KEY"):
        yield ok("secret key", f"None yet: the site makes one, and keeps it in {path}.")
    elif not is_weak:
        yield ok("secret key", "Long enough, and for its owner alone.")
