"""A copy of the source that something may be tried in."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("src", "tests", "tools", "docs", "data")
FILES = ("manage.py", "pyproject.toml", "README.md", "Makefile")


def copied(folder: Path) -> None:
    """Copies what runs and what tests read; nothing that was installed or is kept."""
    for name in FOLDERS:
        leave = shutil.ignore_patterns("__pycache__", "*.pyc", "screenshots")
        shutil.copytree(ROOT / name, folder / name, ignore=leave)
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
