"""The secret key of an installation that was given none: made once, kept where only we can read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

LENGTH = 64


def local_key(home: Path, *, make: bool = True) -> str:
    """The key kept under ``home``; made, with mode 600, the first time.

    Two processes that start together agree: the first to link its file wins, the other reads it.

    Args:
        make: else a key that is not there is one for this process alone, and nothing is kept.

    Raises:
        ImproperlyConfigured: this user may not read it, or not make it there.
    """
    path = home / "secret_key"
    try:
        if path.exists():
            return path.read_text(encoding="ascii").strip()
        if not make:
            return secrets.token_urlsafe(LENGTH)
        return _made(path)
    except OSError as problem:
        raise ImproperlyConfigured(
            f"{home} is not for this user ({problem.strerror}). Run as the user that Samspill "
            "belongs to, or set SAMSPILL_HOME to a folder of your own."
        ) from problem


def _made(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"secret_key.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(LENGTH))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
