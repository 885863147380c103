"""Writing a helsefellesskap out as a folder of the open format."""

from __future__ import annotations

import datetime
from itertools import chain
from pathlib import Path
from typing import Any

import yaml
from django_scopes import scopes_disabled

from samspill.common.models import Partnership
from samspill.documents.markdown_source import write_heading
from samspill.exchange import database
from samspill.exchange.format.reports import FILE as REPORTS
from samspill.exchange.reading import LIST_FILES
from samspill.exchange.records import Records, unflatten
from samspill.exchange.report_lines import lines_of
from samspill.exchange.tables import PARTNERSHIP_LISTS, TOP_LISTS


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
        files = render(partnership, database.snapshot(partnership).records)
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
    files = {"partnership.yaml": _dump(_frame(partnership, records))}
    for entry in LIST_FILES:
        if items := unflatten(records, TOP_LISTS[entry.name]):
            files[entry.file] = _dump({entry.name: items})
    for body in unflatten(records, "body"):
        files[f"bodies/{body['id']}.yaml"] = _dump(body)
    for plan in unflatten(records, "plan"):
        files[f"plans/{plan['id']}.yaml"] = _dump(plan)
    for document in unflatten(records, "document"):
        folder = f"documents/{document['id']}"
        for edition in document.pop("editions", []):
            files[f"{folder}/{edition['id']}.md"] = _edition(edition)
        files[f"{folder}/document.yaml"] = _dump(document)
    return files


def _frame(partnership: Partnership, records: Records) -> dict[str, Any]:
    frame: dict[str, Any] = {
        "slug": partnership.slug,
        "name": partnership.name,
        "short_name": partnership.short_name,
        "tagline": partnership.tagline,
        "about": partnership.about,
        "language": partnership.language,
        "invented": partnership.is_invented,
        "health_region": partnership.health_region,
        "health_region_name": partnership.health_region_name,
        "left_out_of_region": partnership.left_out_of_region,
        "hosts": partnership.hosts,
    }
    frame |= {name: unflatten(records, kind) for name, kind in PARTNERSHIP_LISTS.items()}
    return {name: value for name, value in frame.items() if value not in ("", [], False)}


def _edition(edition: dict[str, Any]) -> str:
    provisions = edition.pop("provisions", [])
    preamble = edition.pop("preamble", "")
    parts = [f"---\n{_dump(edition)}---"]
    if preamble:
        parts.append(preamble)
    for text in provisions:
        parts.append(
            write_heading(
                depth=text.get("depth", 1),
                number=text.get("number", ""),
                heading=text.get("heading", ""),
                identity=text["id"],
            )
        )
        if text.get("body"):
            parts.append(text["body"])
    return "\n\n".join(parts) + "\n"


def _dump(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
