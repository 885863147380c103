"""The invented helsefellesskap beside this file, as they would be handed over."""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).parent
STATEMENTS = "statements.yaml"
SLUGS = sorted(file.parent.name for file in HERE.glob(f"*/{STATEMENTS}"))


def handed_over(folder: Path) -> Path:
    """Copies them into a folder, without what is stated of them, and returns it."""
    for slug in SLUGS:
        shutil.copytree(HERE / slug, folder / slug, ignore=shutil.ignore_patterns(STATEMENTS))
    return folder
