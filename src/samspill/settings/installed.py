"""Which apps are ours: every folder of the package that says it is one."""

from __future__ import annotations

from pathlib import Path


def our_apps(package: Path) -> list[str]:
    """The apps of a package by their names, as Django installs them; ``apps.py`` makes one."""
    return [f"{package.name}.{file.parent.name}" for file in sorted(package.glob("*/apps.py"))]
