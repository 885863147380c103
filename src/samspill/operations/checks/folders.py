"""The folders that Samspill writes in: there, writable, for the right users, with room."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from samspill.operations.findings import Finding, ok, warning, wrong
from samspill.operations.uploads import BEFORE, STAGING

LITTLE = 2 * 2**30
TOO_LITTLE = 200 * 2**20


def _folders() -> dict[str, Path]:
    return {"SAMSPILL_HOME": Path(settings.SAMSPILL_HOME), "MEDIA_ROOT": Path(settings.MEDIA_ROOT)}


def writable() -> Iterator[Finding]:
    """By asking the system, which knows of disks mounted read-only too; nothing is written."""
    for name, folder in _folders().items():
        if not folder.exists() and name == "MEDIA_ROOT":
            yield ok("folders", f"{folder} is made with the first uploaded file.")
        elif not folder.is_dir():
            yield wrong("folders", f"{name} {folder} is no folder.", f"mkdir -p {folder}")
        else:
            yield _asked(name, folder)


def _asked(name: str, folder: Path) -> Finding:
    if not os.access(folder, os.W_OK | os.X_OK, effective_ids=True):
        user = os.geteuid()
        return wrong(
            "folders",
            f"{name} {folder} can't be written in by user {user}.",
            f"chown -R {user} {folder}, and see that the disk is mounted for writing.",
        )
    if folder.stat().st_mode & stat.S_IWOTH:
        return wrong("folders", f"Anyone may write in {name} {folder}.", f"chmod o-w {folder}")
    return ok("folders", f"{name} {folder} can be written in.")


def disk() -> Iterator[Finding]:
    """Room for uploaded files, and for a backup made beside them."""
    for name, folder in _folders().items():
        place = folder
        while not place.exists():
            place = place.parent
        free = shutil.disk_usage(place).free
        said = f"{free / 2**30:.1f} GB free at {name} {folder}."
        if free < TOO_LITTLE:
            yield wrong("disk", said, "Free some, or move to a larger disk, before it is full.")
        elif free < LITTLE:
            yield warning("disk", said, "Plan for a larger disk.")
        else:
            yield ok("disk", said)


def left_by_restore() -> Iterator[Finding]:
    """Folders beside the uploaded files that a restore leaves."""
    media = Path(settings.MEDIA_ROOT).resolve()
    before, staging = (media.with_name(media.name + end) for end in (BEFORE, STAGING))
    if before.exists():
        yield warning(
            "restore",
            f"{before} holds the uploaded files from before a restore.",
            f"rm -r {before} when all is well.",
        )
    if staging.exists():
        yield warning(
            "restore",
            f"{staging} was left by a restore that was cut off.",
            "Restore again, or remove it.",
        )
