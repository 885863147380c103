"""What the command line does: extract, compile, check."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.messages.catalogues import (
    LANGUAGES,
    as_mo,
    as_po,
    catalogue_path,
    catalogues,
    is_translated,
    messages_of,
    read_catalogue,
    together,
    updated,
)
from tools.messages.checking import check
from tools.messages.source import SOURCE, Faults, by_home, collect, name_of


def extract(root: Path) -> list[str]:
    """Update the catalogues; says what came out of it.

    A text takes its translation along from whatever catalogue has it, so that a file that moves to
    another app costs no translator's work.
    """
    homes = by_home(root, collect(root))
    old = {
        path: read_catalogue(path, language)
        for language in LANGUAGES
        for path in catalogues(root, language)
    }
    report = []
    for language in LANGUAGES:
        kept = [catalogue for path, catalogue in old.items() if path.parts[-3] == language]
        for home, texts in homes.items():
            path = catalogue_path(home, language)
            new = updated(language, texts, [old[path], *kept] if path in old else kept)
            missing = sum(not is_translated(message) for message in messages_of(new))
            if _write(path, as_po(new, language)) or missing:
                name = name_of(path, root)
                report.append(f"{name}: {len(texts)} texts, {missing} without translation")
    for path in old:
        if path.parents[3] not in homes:
            path.unlink()
            report.append(f"{name_of(path, root)}: removed, no text belongs in it")
    return report


def _write(path: Path, text: str) -> bool:
    """Write a file unless it says that already; whether it did."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return True


def compile_(root: Path) -> list[str]:
    """Write the .mo file of each language where a catalogue is newer; says which.

    One for all apps: Django looks a text up in every file in turn until one has it.
    """
    report = []
    for language in LANGUAGES:
        sources = catalogues(root, language)
        if not sources:
            raise Faults(f"{SOURCE.as_posix()}: there is no catalogue of {language}")
        target = catalogue_path(root / SOURCE, language).with_suffix(".mo")
        newest = max(source.stat().st_mtime for source in sources)
        if target.exists() and target.stat().st_mtime >= newest:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(as_mo(together(read_catalogue(path, language) for path in sources)))
        report.append(f"{name_of(target, root)}: written")
    return report


def main(arguments: list[str] | None = None) -> int:
    """The command line; 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="messages")
    parser.add_argument("command", choices=["extract", "compile", "check"])
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[2])
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    try:
        if options.command == "check":
            faults = check(root)
            if faults:
                raise Faults(*faults)
            report = ["every text is translated"]
        else:
            report = {"extract": extract, "compile": compile_}[options.command](root)
    except Faults as error:
        print("\n".join(error.args), file=sys.stderr)
        return 1
    print("\n".join(report) or "nothing to do")
    return 0
