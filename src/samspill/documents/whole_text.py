"""A whole edition as one Markdown text: written out, and read back to exactly the same.

A heading starts a provision, as in the open format (docs/format.md)::

    ## § 3 Varighet {#varighet}

The number of # is its depth, a first word that begins with a digit or § its number, and ``{#…}``
its identity. A number that cannot be told from the heading stands beside the identity
(``{#vedlegg nummer="Vedlegg 1"}``). A line of a provision's own text that looks like a heading has
a backslash before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samspill.documents.markdown_source import NUMBER

HEADING = re.compile(r"^(?P<marks>#{1,6})(?:[ \t]+(?P<rest>.*))?$")
ESCAPED = re.compile(r"^\\+#{1,6}(?:[ \t]|$)")
LOOKS_LIKE = re.compile(r"^\\*#{1,6}(?:[ \t]|$)")
ATTRIBUTES = re.compile(
    r"[ \t]*\{(?=#|nummer=)(?:#(?P<id>[A-Za-z0-9_-]+))?"
    r"(?:[ ]?nummer=\"(?P<number>(?:[^\"\\]|\\.)*)\")?\}$"
)
CLOSING = re.compile(r"(?:\s+#+)+$")


@dataclass(frozen=True)
class Section:
    """A provision as the text words it; ``id`` is empty where the text names none."""

    depth: int
    number: str
    heading: str
    id: str
    body: str
    line: int = 0

    @property
    def words(self) -> str:
        return f"{self.number} {self.heading}".strip()


@dataclass(frozen=True)
class WholeText:
    """What stands before the first heading, and the provisions in their order."""

    preamble: str
    sections: tuple[Section, ...]


def normal(text: str) -> str:
    """A text with the line ends of Unix and nothing empty around it, as it is compared."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def in_one_line(text: str) -> str:
    """A heading or number with single spaces, as it is compared."""
    return " ".join(text.split())


def read_whole(text: str) -> WholeText:
    """Splits a text at its headings. Every text can be read; what is doubtful is judged later."""
    heads: list[tuple[int, re.Match[str]]] = []
    bodies: list[list[str]] = [[]]
    for number, line in enumerate(normal(text).split("\n"), start=_first_line(text)):
        if match := HEADING.match(line):
            heads.append((number, match))
            bodies.append([])
        else:
            bodies[-1].append(line[1:] if ESCAPED.match(line) else line)
    preamble, *texts = ("\n".join(lines).strip() for lines in bodies)
    sections = (
        _section(match, line, body) for (line, match), body in zip(heads, texts, strict=True)
    )
    return WholeText(preamble, tuple(sections))


def _first_line(text: str) -> int:
    """The number of the first line that is not empty."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text[: len(text) - len(text.lstrip())].count("\n") + 1


def _section(match: re.Match[str], line: int, body: str) -> Section:
    rest = (match["rest"] or "").strip()
    number, heading, identity = _head(rest)
    return Section(len(match["marks"]), number, heading, identity, body, line)


def _head(rest: str) -> tuple[str, str, str]:
    """Number, heading and identity of the words after the marks."""
    identity, given = "", None
    if found := ATTRIBUTES.search(rest):
        identity, given = found["id"] or "", found["number"]
        rest = rest[: found.start()]
    else:
        rest = CLOSING.sub("", rest)
    words = in_one_line(rest)
    if given is not None:
        number = in_one_line(re.sub(r"\\(.)", r"\1", given))
        return number, _without(words, number), identity
    if match := NUMBER.match(words):
        return match["number"].rstrip("."), words[match.end() :].strip(), identity
    return "", words, identity


def _without(words: str, number: str) -> str:
    if number and (words == number or words.startswith(f"{number} ")):
        return words[len(number) :].strip()
    return words


def write_whole(preamble: str, sections: Iterable[Section]) -> str:
    """The text that :func:`read_whole` reads back to the same preamble and provisions."""
    parts = [_escaped(normal(preamble))]
    for section in sections:
        parts += [_heading_line(section), _escaped(normal(section.body))]
    text = "\n\n".join(part for part in parts if part)
    return f"{text}\n" if text else ""


def _heading_line(section: Section) -> str:
    number, heading = in_one_line(section.number), in_one_line(section.heading)
    marks, words = "#" * section.depth, f"{number} {heading}".strip()
    identity = f"#{section.id}" if section.id else ""
    plain = f"{words} {{{identity}}}".strip() if identity else words
    if _head(plain) != (number, heading, section.id):
        quoted = number.replace("\\", "\\\\").replace('"', '\\"')
        attributes = f'{identity} nummer="{quoted}"'.strip()
        plain = f"{words} {{{attributes}}}".strip()
    return f"{marks} {plain}".strip()


def _escaped(text: str) -> str:
    return "\n".join(f"\\{line}" if LOOKS_LIKE.match(line) else line for line in text.split("\n"))


def parents(depths: Iterable[int]) -> Iterator[int | None]:
    """For each depth in reading order, the index of the one that it stands under."""
    above: list[tuple[int, int]] = []
    for index, depth in enumerate(depths):
        while above and above[-1][0] >= depth:
            above.pop()
        yield above[-1][1] if above else None
        above.append((depth, index))
