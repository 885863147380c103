"""When backups were made, for ``samspill doctor``: a short list beside the data."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from samspill.operations.backup import Backup

KEPT = 50


def place() -> Path:
    return Path(settings.SAMSPILL_HOME) / "backups.json"


def add(backup: Backup) -> None:
    """Adds a finished backup to the list. It replaces the file, so that no reader sees half."""
    entry = {
        "taken_at": backup.manifest.taken_at.isoformat(),
        "file": str(backup.path.resolve()),
        "bytes": backup.bytes,
        "sha256": backup.sha256,
        "notes": len(backup.manifest.notes),
    }
    path = place()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    text = json.dumps([*read(), entry][-KEPT:], ensure_ascii=False, indent=1)
    draft.write_text(text + "\n", encoding="utf-8")
    os.replace(draft, path)


def read() -> list[dict[str, Any]]:
    """The list, oldest first; empty when there is none or it can't be understood."""
    try:
        content = json.loads(place().read_text(encoding="utf-8"))
        return [entry for entry in content if datetime.fromisoformat(entry["taken_at"])]
    except (OSError, ValueError, TypeError, KeyError):
        return []
