"""YAML as the open format allows it: plain mappings, lists and texts, each with its line.

Scalars stay as they were written and the types of the format read them, so that ``12:00`` is not
taken for a number nor ``no`` for false. Anchors, aliases and tags are refused, which also makes
expansion bombs impossible; depth and size are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from samspill.common.open_format.base import Where
from samspill.common.open_format.faults import Faults

MAX_DEPTH = 24
MAX_NODES = 2_000_000
NULLS = {"", "~", "null", "Null", "NULL"}

Path = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _line(event: Any) -> int:
    """The line that an event begins on, counted from 1."""
    return int(event.start_mark.line) + 1


class _Refused(Exception):
    def __init__(self, what: str, line: int, expected: str = "") -> None:
        self.what, self.line, self.expected = what, line, expected
        super().__init__(what)


class YamlSource:
    """One parsed text: ``data`` as plain values and ``lines`` by path; both empty after a fault."""

    def __init__(self, text: str, file: str, faults: Faults, first_line: int = 1) -> None:
        self.file = file
        self.first_line = first_line
        self.lines: dict[Path, int] = {(): first_line}
        self.data: Any = None
        self._faults = faults
        self._nodes = 0
        self.failed = False
        try:
            self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_Loader))
            self.data = self._document()
        except _Refused as refused:
            self._fail(refused.what, refused.line, refused.expected)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            problem = getattr(error, "problem", None) or str(error)
            line = mark.line + 1 if mark else 1
            self._fail(f"this is not YAML: {problem}", line, "check indentation and quotes")

    def where(self, path: Path) -> Where:
        """The line of the value at ``path``, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return Where(self.file, self.lines.get(path, self.first_line))

    def _fail(self, what: str, line: int, expected: str = "") -> None:
        self.failed = True
        self.data = None
        self._faults.error(Where(self.file, line + self.first_line - 1), what, expected)

    def _document(self) -> Any:
        data = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    line = _line(event)
                    raise _Refused("more than one YAML document in the file", line)
                data = self._node(next(self._events), (), 0)
        return data

    def _node(self, event: Any, path: Path, depth: int) -> Any:
        line = _line(event)
        self._nodes += 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused("anchors and aliases are not allowed", line, "write the value out")
        if getattr(event, "tag", None):
            raise _Refused(f"the tag {event.tag} is not allowed", line, "write a plain value")
        if depth > MAX_DEPTH:
            raise _Refused(f"nested more than {MAX_DEPTH} levels deep", line)
        if self._nodes > MAX_NODES:
            raise _Refused(f"more than {MAX_NODES} values in one file", line)
        self.lines.setdefault(path, line + self.first_line - 1)
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style is None or event.style == ""
            return None if plain and event.value in NULLS else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._mapping(path, depth)

    def _sequence(self, path: Path, depth: int) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            values.append(self._node(event, (*path, len(values)), depth + 1))
        return values

    def _mapping(self, path: Path, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        seen: set[str] = set()
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = _line(event)
            key = self._node(event, (*path, "\0key"), depth + 1)
            self.lines.pop((*path, "\0key"), None)
            if not isinstance(key, str):
                raise _Refused("a key must be a word", line)
            if key in seen:
                where = Where(self.file, line + self.first_line - 1)
                self._faults.error(where, f"the key «{key}» stands twice", "keep one of them")
            seen.add(key)
            self.lines[(*path, key)] = line + self.first_line - 1
            value = self._node(next(self._events), (*path, key), depth + 1)
            if value is not None:
                values[key] = value
        return values
