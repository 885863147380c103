"""An edition's Markdown file: front matter, preamble, and one provision for each heading."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?P<rest>.*?)[ \t]*#*[ \t]*$")
IDENTITY = re.compile(r"[ \t]*\{#(?P<id>[^}]*)\}$")
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
        heading = None if fence else HEADING.match(line)
        if heading:
            sections.append(_section(heading, number))
        else:
            (sections[-1].lines if sections else preamble).append(line)
    return MarkdownSource(front=front, preamble="\n".join(preamble).strip(), sections=sections)


def _section(match: re.Match[str], line: int) -> SourceSection:
    rest = match["rest"]
    identity = ""
    if found := IDENTITY.search(rest):
        identity = found["id"].strip()
        rest = rest[: found.start()].rstrip()
    number = ""
    if numbered := NUMBER.match(rest):
        number = numbered["number"].rstrip(".").replace("\t", " ")
        rest = rest[numbered.end() :]
    return SourceSection(
        line=line,
        depth=len(match["marks"]),
        id=identity or slug_of(rest or number),
        number=number,
        heading=rest.strip(),
    )


def write_heading(*, depth: int, number: str, heading: str, identity: str) -> str:
    """The heading line that :func:`read_markdown` reads back to the same provision."""
    words = " ".join(part for part in (number, heading) if part)
    return f"{'#' * depth} {words} {{#{identity}}}".replace("  ", " ")
