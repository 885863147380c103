"""The secret key of an installation that was given none: made once, kept where only we can read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

LENGTH = 64


def local_key(home: Path) -> str:
    """The key kept under ``home``; made, with mode 600, the first time.

    Two processes that start together agree: the first to link its file wins, the other reads it.
    """
    path = home / "secret_key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        draft = home / f"secret_key.{os.getpid()}"
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
