"""Where an installation keeps its things: one folder, from whatever folder it is asked."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def home_of(given: Path) -> Path:
    """The folder that is meant; one that is not whole is counted from the source's own folder.

    Where Samspill is installed without its source, it is counted from the user's home: never from
    where a command happens to be given, as the next would begin anew elsewhere.
    """
    start = ROOT if (ROOT / "pyproject.toml").is_file() else Path.home()
    return (start / given.expanduser()).resolve()
