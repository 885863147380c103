"""YAML as the open format allows it: plain mappings, lists and texts, each with its line.

Scalars stay as they were written and the types of the format read them, so that ``12:00`` is not
taken for a number nor ``no`` for false. Anchors, aliases and tags are refused, which also makes
expansion bombs impossible; depth and size are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from samspill.common.open_format.base import Where
from samspill.common.open_format.faults import Faults

MAX_DEPTH = 24
MAX_NODES = 2_000_000
MAX_ITEMS = 20_000
NULLS = {"", "~", "null", "Null", "NULL"}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
GLUED_COMMENT = re.compile(r"[ \t]+(#[^\s#].*)")

Path = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _line(event: Any) -> int:
    """The line that an event begins on, counted from 1."""
    return int(event.start_mark.line) + 1


def _slip(error: yaml.YAMLError) -> int:
    """The line to look at: where a bracket or a quote was opened that is not closed."""
    context = getattr(error, "context", None) or ""
    opened = "flow" in context or "quoted" in context
    mark = (opened and getattr(error, "context_mark", None)) or getattr(error, "problem_mark", None)
    return int(mark.line) + 1 if mark else 1


def _end_line(event: Any) -> int:
    """The line that an event ends on, counted from 1."""
    return int(event.end_mark.line) + 1


class _Refused(Exception):
    def __init__(self, what: str, line: int, expected: str = "") -> None:
        self.what, self.line, self.expected = what, line, expected
        super().__init__(what)


ADVICE = {
    "mapping values are not allowed": "a text with a colon in it stands in quotes",
    "expected ',' or": "a bracket or a comma is missing",
    "end of stream": "a quote or a bracket is not closed",
}
"""What to do about what the parser says, by words of it."""


class YamlSource:
    """One parsed text: ``data`` as plain values and ``lines`` by path; both empty after a fault.

    ``empty`` holds the paths of keys that stand without a value. They are left out of ``data``, and
    whoever knows the type says whether they may. ``cut`` holds the paths of what a comma has cut.
    """

    def __init__(self, text: str, file: str, faults: Faults, first_line: int = 1) -> None:
        self.file = file
        self.first_line = first_line
        self.lines: dict[Path, int] = {(): first_line}
        self.data: Any = None
        self.empty: list[Path] = []
        self.cut: list[Path] = []
        self._quoted = (0, 0)
        """The first and last line of the latest quoted text over several lines."""
        self._text = text.split("\n")
        self._faults = faults
        self._nodes = 0
        self.failed = False
        try:
            self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_Loader))
            self.data = self._document()
        except _Refused as refused:
            self._fail(refused.what, refused.line, refused.expected)
        except yaml.YAMLError as error:
            problem = getattr(error, "problem", None) or str(error)
            line = _slip(error)
            if line == self._quoted[1]:
                line, problem = self._quoted[0], "a quote is not closed, or closed lines below"
            advice = (told for words, told in ADVICE.items() if words in problem)
            expected = next(advice, "check indentation and quotes")
            self._fail(f"this is not YAML: {problem}", line, expected)

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
            if CONTROL.search(event.value):
                raise _Refused("holds a control character", line, "remove it")
            last = _end_line(event)
            if event.style in {"'", '"'} and last > line:
                self._quoted = (line, last)
            if plain:
                self._warn_of_a_lost_end(event)
            return None if plain and event.value in NULLS else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._mapping(path, depth, in_brackets=bool(event.flow_style))

    def _warn_of_a_lost_end(self, event: Any) -> None:
        """``Sak #38`` ends at its number sign: what follows is a comment to YAML."""
        end = event.end_mark
        line = self._text[end.line] if end.line < len(self._text) else ""
        if lost := GLUED_COMMENT.match(line, end.column):
            where = Where(self.file, end.line + self.first_line)
            self._faults.warn(
                where,
                f"«{lost[1]}» is taken for a comment",
                "quotes around the text, or a space after #",
            )

    def _sequence(self, path: Path, depth: int) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            if len(values) == MAX_ITEMS:
                raise _Refused(f"more than {MAX_ITEMS:,} in one list", _line(event), "divide it")
            values.append(self._node(event, (*path, len(values)), depth + 1))
        return values

    def _mapping(self, path: Path, depth: int, *, in_brackets: bool) -> dict[str, Any]:
        values: dict[str, Any] = {}
        seen: set[str] = set()
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line, end = _line(event), event.end_mark
            key = self._node(event, (*path, "\0key"), depth + 1)
            self.lines.pop((*path, "\0key"), None)
            if not isinstance(key, str):
                raise _Refused("a key must be a word", line)
            if key in seen:
                where = Where(self.file, line + self.first_line - 1)
                self._faults.error(where, f"the key «{key}» stands twice", "keep one of them")
            seen.add(key)
            self.lines[(*path, key)] = line + self.first_line - 1
            event = next(self._events)
            value = self._node(event, (*path, key), depth + 1)
            if value is not None:
                values[key] = value
            elif in_brackets and ":" not in self._between(end, event.start_mark):
                self._complain_about_cut(path, key, line)
            else:
                self.empty.append((*path, key))
        return values

    def _complain_about_cut(self, path: Path, key: str, line: int) -> None:
        """Once for each pair of braces, however many commas the text has."""
        if path in self.cut:
            return
        self.cut.append(path)
        self._faults.error(
            Where(self.file, line + self.first_line - 1),
            f"«{key}» is cut off by a comma: it is a key without a value",
            f'quotes around the whole text, as in "… , {key}"',
        )

    def _between(self, first: Any, last: Any) -> str:
        """The text from one mark to another."""
        lines = self._text[first.line : last.line + 1]
        if not lines:
            return ""
        lines[-1] = lines[-1][: last.column]
        return "\n".join(lines)[first.column :]
