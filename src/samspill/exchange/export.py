"""Writing a helsefellesskap out as a folder of the open format."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import yaml
from django_scopes import scopes_disabled

from samspill.commitments.open_format.lines import FILE as REPORTS
from samspill.common.models import Partnership
from samspill.common.open_format.kind import RecordKind
from samspill.common.open_format.kinds import PARTNERSHIP as FRAME
from samspill.common.open_format.places import FileEach, FolderEach, ListFile
from samspill.exchange.files import PARTNERSHIP, partnership_lists
from samspill.exchange.kinds import at_the_top
from samspill.exchange.records import Records
from samspill.exchange.report_lines import lines_of
from samspill.exchange.snapshot import snapshot
from samspill.exchange.unflattening import unflatten


class FolderNotEmpty(Exception):
    """The folder to write to holds files already; nothing was written."""


class _Dumper(yaml.SafeDumper):
    """YAML for people: texts over several lines as blocks, times and dates plain."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    plain_block = "\n" in value and all(line == line.rstrip() for line in value.split("\n"))
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", value, style="|" if plain_block else None
    )


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    datetime.time,
    lambda dumper, value: dumper.represent_scalar(
        "tag:yaml.org,2002:str", value.isoformat("auto" if value.second else "minutes")
    ),
)


def export(slug: str, path: Path) -> int:
    """Writes the helsefellesskap ``slug`` to the folder ``path`` and returns the number of files.

    Raises:
        Partnership.DoesNotExist: there is no such helsefellesskap.
        FolderNotEmpty: ``path`` holds something already.
    """
    if path.exists() and any(path.iterdir()):
        raise FolderNotEmpty(f"{path} is not empty")
    with scopes_disabled():
        partnership = Partnership.objects.get(slug=slug)
        files = render(partnership, snapshot(partnership).records)
        for name, text in files.items():
            file = path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        return len(files) + _write_reports(partnership, path / REPORTS)


def _write_reports(partnership: Partnership, file: Path) -> int:
    """Writes what was reported, line by line; no file where nothing was. Returns how many files."""
    lines = lines_of(partnership)
    first = next(lines, None)
    if first is None:
        return 0
    with file.open("w", encoding="utf-8", newline="\n") as written:
        written.writelines(f"{line}\n" for line in chain([first], lines))
    return 1


def render(partnership: Partnership, records: Records) -> dict[str, str]:
    """The text of every file by its name."""
    files = {PARTNERSHIP: _dump(_frame(partnership, records))}
    for kind in at_the_top():
        files |= _files_of(kind, records)
    return files


def _files_of(kind: RecordKind, records: Records) -> dict[str, str]:
    match kind.place:
        case ListFile(file, name):
            items = unflatten(records, kind)
            return {file: _dump({name: items})} if items else {}
        case FileEach(folder):
            return {f"{folder}/{one['id']}.yaml": _dump(one) for one in unflatten(records, kind)}
        case FolderEach() as place:
            return dict(chain.from_iterable(_folder(place, o) for o in unflatten(records, kind)))
    return {}


def _folder(place: FolderEach, record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The files of one record: its texts, and the rest of it."""
    folder = f"{place.folder}/{record['id']}"
    for text in record.pop(place.texts, []):
        made_of_text = {name: text.pop(name) for name in place.made_of_text if name in text}
        parts = [f"---\n{_dump(text)}---", place.write(made_of_text)]
        yield f"{folder}/{text['id']}.md", "\n\n".join(filter(None, parts)) + "\n"
    yield f"{folder}/{place.file}", _dump(record)


def _frame(partnership: Partnership, records: Records) -> dict[str, Any]:
    frame = {name: getattr(partnership, column) for name, column in FRAME.plain.items()}
    frame |= {name: unflatten(records, kind) for name, kind in partnership_lists().items()}
    return {name: value for name, value in frame.items() if value not in ("", [], False)}


def _dump(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
