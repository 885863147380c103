"""What a note says, in blocks that Word and PDF both write."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class NoteWords:
    """Words in one language; empty for the language of the note."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading on one of three levels; what begins on a new page says so."""

    level: int
    text: str
    language: str = ""
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a note stands apart from what was reported."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Markdown:
    """Reported text with lists, as the blocks of ``documents.typesetting``."""

    blocks: list[dict[str, Any]]
    language: str = ""


@dataclass(frozen=True)
class Grid:
    """A table with a caption and one row of headings.

    Attributes:
        shares: how wide the columns are to each other.
    """

    caption: str
    head: list[str]
    rows: list[list[NoteWords]]
    shares: list[int] = field(default_factory=list)


Block = Heading | Paragraph | Markdown | Grid


@dataclass(frozen=True)
class NoteBlock:
    """A text with its title, ready to be written.

    Attributes:
        about: whose it is.
        day: the day that is told of.
        invented: what is told of one that is made up; empty otherwise.
    """

    title: str
    about: str
    day: str
    language: str
    invented: str
    blocks: list[Block]
