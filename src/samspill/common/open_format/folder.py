"""A whole helsefellesskap as it stands in files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from samspill.common.open_format.base import Strict, WholeFile
from samspill.common.open_format.types import Partnership

T = TypeVar("T", bound=Strict)


@dataclass
class Folder:
    """What was read: the helsefellesskap itself, and the records at the top by their type."""

    partnership: Partnership
    lists: dict[type[Strict], list[Any]] = field(default_factory=dict)
    files: list[WholeFile] = field(default_factory=list)
    """What stands at the top of each YAML file, in the order in which they were read."""
    partial: set[type[Strict]] = field(default_factory=set)
    """Types of which some may be missing because a file could not be read: none is counted."""

    def every(self, kind: type[T]) -> list[T]:
        """The records of a type that stands in a place of its own in the folder."""
        return self.lists.get(kind, [])
