"""Reading a folder of the open format into its types, with every fault in one go.

Hostile or broken input (links out of the folder, huge files, wrong encodings) is refused file by
file, in bounded time and memory; the rest of the folder is still read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import ValidationError

from samspill.documents.markdown_source import read_markdown
from samspill.exchange.faults import Faults, nearest
from samspill.exchange.format import documents as document_types
from samspill.exchange.format.base import Strict, Where
from samspill.exchange.format.bodies import Body
from samspill.exchange.format.documents import (
    Authority,
    AuthorityRule,
    Document,
    Process,
    Processes,
)
from samspill.exchange.format.ledger import Escalation, Escalations, Legend, Legends
from samspill.exchange.format.parties import (
    Contact,
    Contacts,
    Facilities,
    Facility,
    Parties,
    Party,
    Person,
    Persons,
    Region,
    Regions,
)
from samspill.exchange.format.partnership import Law, Partnership, Source, Sources, Statute
from samspill.exchange.format.plans import Plan, StatusTable, StatusTables
from samspill.exchange.yaml_source import YamlSource

MAX_FILE_BYTES = 5_000_000
MAX_FOLDER_BYTES = 400_000_000
MAX_FILES = 60_000
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

T = TypeVar("T", bound=Strict)


@dataclass
class Folder:
    """A whole helsefellesskap as it stands in files."""

    partnership: Partnership
    sources: list[Source] = field(default_factory=list)
    statutes: list[Statute] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    facilities: list[Facility] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    authority: list[AuthorityRule] = field(default_factory=list)
    processes: list[Process] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    status_tables: list[StatusTable] = field(default_factory=list)
    legends: list[Legend] = field(default_factory=list)
    escalations: list[Escalation] = field(default_factory=list)


@dataclass(frozen=True)
class ListFile:
    """A file that is one list: its name, its type, and the list's name in both."""

    file: str
    type: type[Strict]
    name: str


LIST_FILES = [
    ListFile("sources.yaml", Sources, "sources"),
    ListFile("law.yaml", Law, "statutes"),
    ListFile("parties.yaml", Parties, "parties"),
    ListFile("regions.yaml", Regions, "regions"),
    ListFile("persons.yaml", Persons, "persons"),
    ListFile("contacts.yaml", Contacts, "contacts"),
    ListFile("facilities.yaml", Facilities, "facilities"),
    ListFile("authority.yaml", Authority, "authority"),
    ListFile("processes.yaml", Processes, "processes"),
    ListFile("status_tables.yaml", StatusTables, "status_tables"),
    ListFile("legends.yaml", Legends, "legends"),
    ListFile("escalations.yaml", Escalations, "escalations"),
]
KNOWN_FILES = {"partnership.yaml", *(entry.file for entry in LIST_FILES)}


def read_folder(path: FilePath, faults: Faults) -> tuple[Folder | None, dict[str, str]]:
    """Reads everything under ``path``.

    Returns the folder (None when not even partnership.yaml can be read) and the text of every file
    by its name. What is wrong is added to ``faults``.
    """
    texts = _read_texts(path, faults)
    _complain_about_strange_files(texts, faults)
    if "partnership.yaml" not in texts:
        if not any(fault.where.file == "partnership.yaml" for fault in faults.errors):
            faults.error(
                Where("partnership.yaml"),
                "the file is missing",
                "every folder has one, with slug, name and short_name",
            )
        return None, texts
    partnership = _read_yaml(texts, "partnership.yaml", Partnership, faults)
    lists: dict[str, Any] = {}
    for entry in LIST_FILES:
        if entry.file in texts:
            whole = _read_yaml(texts, entry.file, entry.type, faults)
            lists[entry.name] = getattr(whole, entry.name) if whole else []
    bodies = list(_read_each(texts, "bodies", Body, faults))
    plans = list(_read_each(texts, "plans", Plan, faults))
    documents = list(_read_documents(texts, faults))
    if partnership is None:
        return None, texts
    folder = Folder(
        partnership=partnership, bodies=bodies, plans=plans, documents=documents, **lists
    )
    return folder, texts


def _read_texts(path: FilePath, faults: Faults) -> dict[str, str]:
    root = path.resolve()
    if not root.is_dir():
        faults.error(
            Where(str(path)), "this is not a folder", "the path of a helsefellesskap's folder"
        )
        return {}
    texts: dict[str, str] = {}
    total = 0
    for file in _walk(root):
        name = file.relative_to(root).as_posix()
        where = Where(name)
        if len(texts) >= MAX_FILES:
            faults.error(where, f"more than {MAX_FILES} files", "split the folder")
            break
        if not file.resolve().is_relative_to(root) or not file.is_file():
            faults.error(
                where, "leads out of the folder or is no plain file", "put the file itself here"
            )
            continue
        size = file.stat().st_size
        total += size
        if size > MAX_FILE_BYTES:
            faults.error(where, f"is {size:,} bytes", f"at most {MAX_FILE_BYTES:,}")
            faults.unread.add(name)
            continue
        if total > MAX_FOLDER_BYTES:
            faults.error(where, f"the folder is larger than {MAX_FOLDER_BYTES:,} bytes")
            break
        if (text := _decode(file.read_bytes(), where, faults)) is not None:
            texts[name] = text
    return texts


def _walk(root: FilePath) -> Iterator[FilePath]:
    for directory, subdirectories, files in os.walk(root, followlinks=False):
        subdirectories[:] = sorted(name for name in subdirectories if not name.startswith("."))
        here = FilePath(directory)
        for name in subdirectories:
            if (here / name).is_symlink():
                yield here / name
        for name in sorted(files):
            if not name.startswith(".") and name.endswith((".yaml", ".yml", ".md")):
                yield here / name


def _decode(raw: bytes, where: Where, faults: Faults) -> str | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        faults.error(Where(where.file, line), "is not UTF-8", "save the file as UTF-8")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        faults.error(Where(where.file, line), "holds a control character", "remove it")
        return None
    return text


def _complain_about_strange_files(texts: dict[str, str], faults: Faults) -> None:
    for name in texts:
        parts = name.split("/")
        known = (
            name in KNOWN_FILES
            or (len(parts) == 2 and parts[0] in {"bodies", "plans"} and name.endswith(".yaml"))
            or (
                len(parts) == 3
                and parts[0] == "documents"
                and (parts[2] == "document.yaml" or name.endswith(".md"))
            )
            or (len(parts) == 1 and name.lower() == "readme.md")
        )
        if not known:
            faults.error(Where(name), "is no file of the open format", nearest(name, KNOWN_FILES))


def _read_yaml(texts: dict[str, str], name: str, kind: type[T], faults: Faults) -> T | None:
    source = YamlSource(texts[name], name, faults)
    if source.failed:
        faults.unread.add(name)
        return None
    return validate(source, source.data or {}, kind, faults)


def _read_each(texts: dict[str, str], folder: str, kind: type[T], faults: Faults) -> Iterator[T]:
    """The records of a folder that has one a file, each called as its file is."""
    for name in texts:
        if name.startswith(f"{folder}/") and name.endswith(".yaml"):
            if record := _read_yaml(texts, name, kind, faults):
                expected = name.split("/")[1].removesuffix(".yaml")
                _complain_about_name(record.id, expected, name, faults)  # type: ignore[attr-defined]
                yield record


def _read_documents(texts: dict[str, str], faults: Faults) -> Iterator[Document]:
    editions: dict[str, list[str]] = {}
    for name in texts:
        if name.startswith("documents/") and name.endswith(".md"):
            editions.setdefault(name.split("/")[1], []).append(name)
    for folder, names in editions.items():
        if f"documents/{folder}/document.yaml" not in texts:
            faults.error(Where(names[0]), "no document.yaml beside it", "add document.yaml")
    for name in texts:
        if not (name.startswith("documents/") and name.endswith("/document.yaml")):
            continue
        document = _read_yaml(texts, name, Document, faults)
        if document is None:
            continue
        folder = name.split("/")[1]
        _complain_about_name(document.id, folder, name, faults)
        if document.editions:
            faults.error(
                document.where, "editions stand in document.yaml", "give each its own .md file"
            )
        read = (_read_edition(texts[file], file, faults) for file in editions.get(folder, []))
        document.editions = [edition for edition in read if edition]
        yield document


def _complain_about_name(identity: str, expected: str, file: str, faults: Faults) -> None:
    if identity != expected:
        faults.error(Where(file), f"id is «{identity}»", f"«{expected}», as the file is called")


def _read_edition(text: str, file: str, faults: Faults) -> document_types.Edition | None:
    parts = read_markdown(text)
    if parts.front is None:
        faults.error(Where(file), "no front matter", "begin with --- , the facts, and --- again")
        return None
    source = YamlSource(parts.front, file, faults, first_line=2)
    if source.failed:
        faults.unread.add(file)
        return None
    data = dict(source.data or {}) if isinstance(source.data or {}, dict) else {}
    for name in ("provisions", "preamble"):
        if name in data:
            faults.error(
                source.where((name,)),
                f"«{name}» stands in the front matter",
                "write it as text below",
            )
            return None
    data.setdefault("id", file.rsplit("/", 1)[1].removesuffix(".md"))
    data["preamble"] = parts.preamble
    data["provisions"] = [
        {"id": s.id, "number": s.number, "heading": s.heading, "depth": s.depth, "body": s.body}
        for s in parts.sections
    ]
    for index, section in enumerate(parts.sections):
        source.lines[("provisions", index)] = section.line
    edition = validate(source, data, document_types.Edition, faults)
    if edition:
        _complain_about_name(edition.id, file.rsplit("/", 1)[1].removesuffix(".md"), file, faults)
    return edition


def validate(source: YamlSource, data: Any, kind: type[T], faults: Faults) -> T | None:
    """Reads plain data into a type and notes on every record where it stood."""
    try:
        record = kind.model_validate(data)
    except ValidationError as error:
        for problem in error.errors():
            _complain(source, kind, problem, faults)
        faults.unread.add(source.file)
        return None
    _locate(record, source, ())
    return record


def _locate(record: Strict, source: YamlSource, path: tuple[str | int, ...]) -> None:
    record.stand_at(source.where(path))
    for name, key in _names_and_keys(type(record)):
        value = getattr(record, name)
        if isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, Strict):
                    _locate(item, source, (*path, key, index))
        elif isinstance(value, Strict):
            _locate(value, source, (*path, key))


@cache
def _names_and_keys(kind: type[Strict]) -> list[tuple[str, str]]:
    """A type's attributes, each with its key in files."""
    return [(name, info.alias or name) for name, info in kind.model_fields.items()]


EXPECTED = {
    "missing": "it must be given",
    "date_from_datetime_parsing": "a date such as 2021-01-31",
    "date_parsing": "a date such as 2021-01-31",
    "date_from_datetime_inexact": "a date such as 2021-01-31",
    "time_parsing": 'a time such as "12:00"',
    "int_parsing": "a whole number",
    "bool_parsing": "true or false",
    "list_type": "a list",
    "string_type": "a text",
    "model_type": "a record with keys and values",
    "model_attributes_type": "a record with keys and values",
}


def _complain(source: YamlSource, kind: type[Strict], problem: Any, faults: Faults) -> None:
    path = tuple(part for part in problem["loc"])
    where = source.where(path)
    what = ".".join(str(part) for part in path) or "the file"
    if problem["type"] == "extra_forbidden":
        owner = _type_at(kind, path[:-1])
        known = [info.alias or name for name, info in owner.model_fields.items()] if owner else []
        expected = nearest(str(path[-1]), known) or f"one of {', '.join(known)}"
        faults.error(where, f"unknown key «{path[-1]}»", expected)
    elif problem["type"] == "literal_error":
        value = str(problem["input"])
        allowed = problem["ctx"]["expected"]
        guess = nearest(
            value, [word.strip(" '") for word in allowed.replace(" or ", ",").split(",")]
        )
        faults.error(where, f"{what} is «{value}»", guess or f"one of {allowed}")
    elif problem["type"] == "missing":
        faults.error(where, f"{what} is missing", "it must be given")
    elif problem["type"] == "string_pattern_mismatch":
        pattern = problem["ctx"]["pattern"]
        expected = "small letters, digits and hyphens" if "a-z0-9" in pattern else f"like {pattern}"
        faults.error(where, f"{what} is «{str(problem['input'])[:80]}»", expected)
    else:
        message = problem["msg"].removeprefix("Value error, ")
        expected = EXPECTED.get(problem["type"], message)
        value = problem["input"]
        shown = f" is «{value[:80]}»" if isinstance(value, str) else " cannot be read"
        faults.error(where, f"{what}{shown}", expected)


def _type_at(kind: Any, path: tuple[str | int, ...]) -> type[Strict] | None:
    """The type of the record at ``path``, for suggesting its keys."""
    for part in path:
        if isinstance(part, int):
            continue
        fields = {info.alias or name: info for name, info in kind.model_fields.items()}
        info = fields.get(str(part))
        found = _record_type(info.annotation) if info else None
        if found is None:
            return None
        kind = found
    return kind if isinstance(kind, type) and issubclass(kind, Strict) else None


def _record_type(annotation: Any) -> type[Strict] | None:
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if found := _record_type(argument):
            return found
    return None
