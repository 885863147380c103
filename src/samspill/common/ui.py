"""What the UI tags take: small typed values that views build and templates show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

DotKind = Literal["a", "b", "other", "observer", "vacant", "unknown"]


@dataclass(frozen=True)
class Crumb:
    """One step of the way to a page; the last has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class Step:
    """One step of the red thread: law, agreement, what is to be done, how it goes."""

    label: str
    title: str
    url: str = ""
    here: bool = False


@dataclass(frozen=True)
class TermFact:
    """A term and what it is; ``url`` makes it a link, ``lang`` tells another language.

    ``is_known`` is False where nobody knows whether it held on the day of the page; ``read_from``
    is the record that it was taken from, read with its source.
    """

    term: str
    value: str
    url: str = ""
    lang: str = ""
    is_known: bool = True
    read_from: Any = None


@dataclass(frozen=True)
class Dot:
    """A seat in a row of seats: side a (first side), side b, another member, observer, vacant."""

    kind: DotKind


@dataclass(frozen=True)
class MapTile:
    """A place on the tile map."""

    label: str
    url: str
    row: int
    column: int
    is_trust: bool = False
    is_known: bool = True
    """Whether it is known to have been there on the day that the map shows."""
    kind: str = ""
    said: str = ""
    """How something stands there: a kind of ``ui_status`` and its word; empty for nothing."""


@dataclass(frozen=True)
class Empty:
    """What stands where there is nothing: what is missing, and why or what to do."""

    title: str
    text: str = ""
