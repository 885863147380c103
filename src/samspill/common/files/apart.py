"""PDFs joined in a process of its own (``joining.py``), which may fail without taking us along."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAM = [sys.executable, "-m", "samspill.common.files.joining"]
SECONDS = 90
ENDED = "large"
"""Why a file is left out that ended the process: it took more than it may."""


@dataclass(frozen=True)
class Looked:
    """What became of a file: a clean copy with so many pages, or why there is none.

    Attributes:
        why: «protected», «broken» or «large»; empty where it can be joined.
    """

    clean: Path
    pages: int = 0
    why: str = ""


@dataclass(frozen=True)
class Joined:
    """A file to be put in after a part of the base, under a name in the bookmarks."""

    after: str
    name: str
    path: Path


def look_at(files: Sequence[Path], folder: Path) -> list[Looked]:
    """Looks at PDFs, and leaves a clean copy of each in a folder."""
    found: list[Looked] = []
    while len(found) < len(files):
        rest = list(enumerate(files))[len(found) :]
        asked = [{"path": str(path), "clean": str(folder / f"{at}.pdf")} for at, path in rest]
        answers = _run({"do": "look", "files": asked})
        for (at, _path), answer in zip(rest, answers, strict=False):
            clean = folder / f"{at}.pdf"
            found.append(Looked(clean, answer.get("pages", 0), answer.get("why", "")))
        if len(answers) < len(rest):
            # It ended at this one. The others are looked at without it.
            found.append(Looked(folder / f"{len(found)}.pdf", why=ENDED))
    return found


def join(base: Path, files: Sequence[Joined], to: Path) -> bool:
    """Joins clean copies to a base, each after its part. Returns whether it went well."""
    listed = [{"after": one.after, "name": one.name, "path": str(one.path)} for one in files]
    answers = _run({"do": "join", "base": str(base), "files": listed, "to": str(to)})
    return bool(answers) and answers[-1].get("done", False)


def _run(job: dict[str, Any]) -> list[dict[str, Any]]:
    """What the process told before it ended, however it ended."""
    try:
        done = subprocess.run(
            PROGRAM,
            input=json.dumps(job),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        told = done.stdout
    except subprocess.TimeoutExpired as late:
        told = late.stdout.decode() if isinstance(late.stdout, bytes) else (late.stdout or "")
    return [json.loads(line) for line in told.splitlines() if line.endswith("}")]
