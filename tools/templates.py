"""Format the templates, so that they can be read and show what they showed.

    python -m tools.templates           format them
    python -m tools.templates --check   list those that are not formatted

djangofmt breaks a line where there is space already or a browser shows none, except between two of
Django's tags that stand close together (``{% endif %}{% if … %}``): those it takes apart, and a
space is seen that was not there. Such a pair is joined by a mark while djangofmt is at work.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
DJANGOFMT = Path(sys.executable).parent / "djangofmt"

JOINER = "\N{WORD JOINER}"
DJANGO = r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}"
HTML_TAG = rf"""</?[a-zA-Z](?:{DJANGO}|"(?:{DJANGO}|[^"])*"|'(?:{DJANGO}|[^'])*'|[^>"'])*>"""
PAIR = re.compile(rf"({HTML_TAG})|([%#]\}})(?=\{{[%#])", re.DOTALL)


class NotRead(Exception):
    """djangofmt cannot read a template; the argument is what it says."""


def joined(text: str) -> str:
    """A template with a mark in every pair of tags that stand close together, outside HTML's."""
    return PAIR.sub(lambda found: found[1] or found[2] + JOINER, text)


def formatted(paths: Iterable[Path]) -> dict[Path, str]:
    """What each template is to look like."""
    with tempfile.TemporaryDirectory() as folder:
        copies = {path: Path(folder) / f"{number}.html" for number, path in enumerate(paths)}
        for path, copy in copies.items():
            copy.write_text(joined(path.read_text(encoding="utf-8")), encoding="utf-8")
        done = subprocess.run(
            [DJANGOFMT, folder], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            said = done.stdout + done.stderr
            for path, copy in copies.items():
                said = said.replace(str(copy), str(path.relative_to(ROOT)))
            raise NotRead(said)
        return {
            path: copy.read_text(encoding="utf-8").replace(JOINER, "")
            for path, copy in copies.items()
        }


def templates() -> list[Path]:
    return sorted(SOURCE.glob("**/templates/**/*.html"))


def main(arguments: list[str]) -> int:
    """The command line; 1 when something is wrong."""
    try:
        wanted = formatted(templates())
    except NotRead as error:
        print(error, file=sys.stderr)
        return 1
    different = [path for path, text in wanted.items() if path.read_text("utf-8") != text]
    if "--check" in arguments:
        for path in different:
            print(f"{path.relative_to(ROOT)}: is not formatted")
        return 1 if different else 0
    for path in different:
        path.write_text(wanted[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
