"""Reading a folder of the open format into its types, with every fault in one go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, TypeVar

from samspill.common.open_format.base import Strict, Where, WholeFile
from samspill.common.open_format.faults import Faults
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.kind import RecordKind
from samspill.common.open_format.places import FileEach, FolderEach, InPartnership, ListFile
from samspill.exchange.files import PARTNERSHIP, kind_of_texts, list_type, partnership_type
from samspill.exchange.kinds import at_the_top
from samspill.exchange.texts import read_texts
from samspill.exchange.validating import validate
from samspill.exchange.yaml_source import YamlSource

T = TypeVar("T", bound=Strict)


@dataclass
class _Found:
    """What is read from, and what was found in it."""

    texts: dict[str, str]
    faults: Faults
    files: list[WholeFile] = field(default_factory=list)


def read_folder(path: FilePath, faults: Faults) -> tuple[Folder | None, dict[str, str]]:
    """Reads everything under ``path``.

    Returns the folder (None when not even partnership.yaml can be read) and the text of every file
    by its name. What is wrong is added to ``faults``.
    """
    texts = read_texts(path, faults)
    if PARTNERSHIP not in texts:
        if PARTNERSHIP not in faults.unread:
            faults.error(
                Where(PARTNERSHIP),
                "the file is missing",
                "every folder has one, with slug, name and short_name",
            )
        return None, texts
    found = _Found(texts, faults)
    partnership = _read_yaml(found, PARTNERSHIP, partnership_type())
    lists = {
        kind.type: _first_of_each(kind, _read_kind(found, kind, partnership), faults)
        for kind in at_the_top()
    }
    if partnership is None:
        return None, texts
    return Folder(partnership, lists, found.files, _partial(faults)), texts


def _first_of_each(kind: RecordKind, records: list[Any], faults: Faults) -> list[Any]:
    """Without those whose id stands before: they are told of, and asked nothing more."""
    if kind.key != ("id",):
        return records
    first: dict[str, Any] = {}
    for record in records:
        if record.id in first:
            faults.error(
                record.where,
                f"{kind.name.replace('_', ' ')} «{record.id}» stands twice",
                f"give it another id; the first is at {first[record.id].where}",
            )
        first.setdefault(record.id, record)
    return list(first.values())


def _partial(faults: Faults) -> set[type[Strict]]:
    """The types of which some may be missing because a file could not be read."""
    places = [(kind.type, kind.place) for kind in at_the_top() if kind.place]
    return {of for of, place in places if any(place.holds(name) for name in faults.unread)}


def _read_kind(found: _Found, kind: RecordKind, partnership: Strict | None) -> list[Any]:
    """The records of a kind, from where it stands."""
    match kind.place:
        case InPartnership(name):
            return getattr(partnership, name, [])
        case ListFile(file, name) as place:
            there = file in found.texts
            one = _read_yaml(found, file, list_type(kind, place)) if there else None
            return getattr(one, name, [])
        case FileEach() as place:
            return list(_read_each(found, place, kind.type))
        case FolderEach() as place:
            return list(_read_folders(found, kind, place))
    return []


def _read_yaml(found: _Found, name: str, kind: type[T]) -> T | None:
    source = YamlSource(found.texts[name], name, found.faults)
    if source.failed:
        found.faults.unread.add(name)
        return None
    record = validate(source, source.data or {}, kind, found.faults)
    if isinstance(record, WholeFile):
        found.files.append(record)
    return record


def _read_each(found: _Found, place: FileEach, kind: type[T]) -> Iterator[T]:
    """The records of a folder that has one a file, each called as its file is."""
    for name in found.texts:
        if place.holds(name) and (record := _read_yaml(found, name, kind)):
            expected = name.split("/")[1].removesuffix(".yaml")
            _complain_about_name(record, expected, name, found.faults)
            yield record


def _read_folders(found: _Found, kind: RecordKind, place: FolderEach) -> Iterator[Strict]:
    """The records of a folder that has a folder for each, with the texts beside them."""
    texts, faults = found.texts, found.faults
    beside: dict[str, list[str]] = {}
    for name in texts:
        if place.holds(name) and name.endswith(".md"):
            beside.setdefault(name.split("/")[1], []).append(name)
    for folder, names in beside.items():
        file = f"{place.folder}/{folder}/{place.file}"
        if file not in texts and file not in faults.unread:
            faults.error(Where(names[0]), f"no {place.file} beside it", f"add {place.file}")
    of_texts = kind_of_texts(kind, place)
    for name in texts:
        if not (place.holds(name) and name.endswith(f"/{place.file}")):
            continue
        record = _read_yaml(found, name, kind.type)
        if record is None:
            continue
        folder = name.split("/")[1]
        _complain_about_name(record, folder, name, faults)
        if getattr(record, place.texts):
            faults.error(
                record.where,
                f"{place.texts} stand in {place.file}",
                "give each its own .md file",
            )
        read = (
            _read_text(texts[file], file, place, of_texts.type, faults)
            for file in beside.get(folder, [])
        )
        setattr(record, place.texts, [text for text in read if text])
        yield record


def _complain_about_name(record: Any, expected: str, file: str, faults: Faults) -> None:
    """Both names are held to be known, so that what refers to one is not told of as well."""
    if record.id != expected:
        faults.error(Where(file), f"id is «{record.id}»", f"«{expected}», as the file is called")
        faults.unread |= {file, file.replace(expected, record.id)}


def _read_text(text: str, file: str, place: FolderEach, kind: type[T], faults: Faults) -> T | None:
    """A Markdown file: its facts in front, and what the app makes of the text below them."""
    parts = place.read(text)
    if parts.front is None:
        faults.error(Where(file), "no front matter", "begin with --- , the facts, and --- again")
        faults.unread.add(file)
        return None
    source = YamlSource(parts.front, file, faults, first_line=2)
    if source.failed:
        faults.unread.add(file)
        return None
    data = dict(source.data or {}) if isinstance(source.data or {}, dict) else {}
    for name in parts.fields:
        if name in data:
            faults.error(
                source.where((name,)),
                f"«{name}» stands in the front matter",
                "write it as text below",
            )
            faults.unread.add(file)
            return None
    called = file.rsplit("/", 1)[1].removesuffix(".md")
    data.setdefault("id", called)
    data |= parts.fields
    source.lines.update(parts.lines)
    record = validate(source, data, kind, faults)
    if record:
        _complain_about_name(record, called, file, faults)
    return record
