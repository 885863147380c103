"""An edition's Markdown file: front matter, preamble, and one provision for each heading.

What a number is, the heading mostly shows by itself; ``number="…"`` beside the id says it where it
does not. A line of a text that looks like a heading has a backslash before it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<rest>.*?)[ \t]*#*[ \t]*$")
IDENTITY = re.compile(
    r"""[ \t]*\{#(?P<id>[^}"]*?)(?:[ \t]+number="(?P<number>[^}"]*)")?[ \t]*\}$"""
)
LIKE_A_HEADING = re.compile(r"^\\*#{1,6}(?:[ \t]|$)")
NUMBER = re.compile(r"^(?P<number>(?:§[ \t]?)?\d[\w.\-]*|§[\w.\-]+)(?:[ \t]+|$)")
FENCE = re.compile(r"^[ ]{0,3}(?P<fence>`{3,}|~{3,})")


LETTERS = {ord("æ"): "ae", ord("ø"): "o", ord("å"): "a", ord("đ"): "d"}


@dataclass
class SourceSection:
    """A heading and the text under it."""

    line: int
    depth: int
    id: str
    number: str
    heading: str
    lines: list[str] = field(default_factory=list)

    @property
    def body(self) -> str:
        return "\n".join(self.lines).strip()


@dataclass
class MarkdownSource:
    """The three parts of an edition's file. ``front`` is None when there is no front matter."""

    front: str | None
    preamble: str
    sections: list[SourceSection]


def slug_of(text: str) -> str:
    """An id made from a heading: small letters, digits and hyphens; æ, ø and å become ae, o, a."""
    folded = text.lower().translate(LETTERS)
    folded = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:100] or "uten-tittel"


def split_front(text: str) -> tuple[str | None, list[str], int]:
    """The front matter, the lines after it, and the number of the first of these lines."""
    lines = text.split("\n")
    if not lines or lines[0].strip() != "---":
        return None, lines, 1
    for index, line in enumerate(lines[1:], start=1):
        if line.strip() == "---":
            return "\n".join(lines[1:index]), lines[index + 1 :], index + 2
    return None, lines, 1


def read_markdown(text: str) -> MarkdownSource:
    """Splits a file at its headings; headings inside code fences are text."""
    front, lines, first = split_front(text)
    preamble: list[str] = []
    sections: list[SourceSection] = []
    fence = ""
    for number, line in enumerate(lines, start=first):
        if match := FENCE.match(line):
            mark = match["fence"]
            if not fence:
                fence = mark
            elif mark[0] == fence[0] and len(mark) >= len(fence):
                fence = ""
        heading = HEADING.match(line)
        if heading and fence and not IDENTITY.search(heading["rest"]):
            heading = None
        if heading:
            fence = ""
            sections.append(_section(heading, number))
        else:
            shown = line[1:] if line[:1] == "\\" and LIKE_A_HEADING.match(line) else line
            (sections[-1].lines if sections else preamble).append(shown)
    return MarkdownSource(front=front, preamble="\n".join(preamble).strip(), sections=sections)


def _section(match: re.Match[str], line: int) -> SourceSection:
    rest = match["rest"]
    identity = ""
    number = None
    if found := IDENTITY.search(rest):
        identity, number = found["id"].strip(), found["number"]
        rest = rest[: found.start()].rstrip()
    if number is None:
        number, rest = _numbered(rest)
    return SourceSection(
        line=line,
        depth=len(match["marks"]),
        id=identity or slug_of(rest or number),
        number=number,
        heading=rest.strip(),
    )


def _numbered(words: str) -> tuple[str, str]:
    """The number that a heading begins with, and the words after it."""
    found = NUMBER.match(words)
    if found is None:
        return "", words.strip()
    return found["number"].rstrip(".").replace("\t", " "), words[found.end() :].strip()


def write_heading(*, depth: int, number: str, heading: str, identity: str) -> str:
    """The heading line that :func:`read_markdown` reads back to the same provision."""
    words = " ".join(part for part in (number, heading) if part)
    if _numbered(words) == (number, heading):
        return f"{'#' * depth} {words} {{#{identity}}}".replace("  ", " ")
    return f'{"#" * depth} {heading} {{#{identity} number="{number}"}}'.replace("  ", " ")


def write_text(text: str) -> str:
    """A text whose lines are none of them read as headings."""
    lines = text.split("\n")
    return "\n".join(f"\\{line}" if LIKE_A_HEADING.match(line) else line for line in lines)
