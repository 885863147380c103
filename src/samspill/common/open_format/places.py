"""Where the records of a kind stand in a folder of the open format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class InPartnership:
    """A list in ``partnership.yaml``.

    Attributes:
        name: the list's key there.
        order: where it stands among the others; the smallest comes first.
    """

    name: str
    order: int

    def holds(self, file: str) -> bool:
        """Whether a file of this name is one of these."""
        return file == "partnership.yaml"

    def files_of(self, key: str) -> str:
        """What the names of the files begin with that hold the record with this id."""
        return "partnership.yaml"


@dataclass(frozen=True)
class ListFile:
    """A file that is one list.

    Attributes:
        file: its name.
        name: the list's key in it.
    """

    file: str
    name: str

    def holds(self, file: str) -> bool:
        """Whether a file of this name is one of these."""
        return file == self.file

    def files_of(self, key: str) -> str:
        """What the names of the files begin with that hold the record with this id."""
        return self.file


@dataclass(frozen=True)
class FileEach:
    """A folder with one YAML file for each record, called as the record is."""

    folder: str

    def holds(self, file: str) -> bool:
        """Whether a file of this name is one of these."""
        folder, _slash, name = file.partition("/")
        return folder == self.folder and "/" not in name and name.endswith(".yaml")

    def files_of(self, key: str) -> str:
        """What the names of the files begin with that hold the record with this id."""
        return f"{self.folder}/{key}.yaml"


@dataclass(frozen=True)
class TextFile:
    """A Markdown file taken apart.

    Attributes:
        front: its front matter, as YAML; None when it has none.
        fields: attributes made of the text below it.
        lines: the line of what stands at a path in ``fields``.
    """

    front: str | None
    fields: Mapping[str, Any]
    lines: Mapping[tuple[str | int, ...], int]


@dataclass(frozen=True)
class FolderEach:
    """A folder with one folder for each record: what it is as YAML, its texts as Markdown beside.

    Attributes:
        folder: the folder around them.
        file: what the YAML file is called.
        texts: the attribute that holds the texts, a Markdown file each, called as the text is.
        made_of_text: attributes of a text that stand below its front matter.
        read: takes a Markdown file apart.
        write: makes what stands below the front matter of the attributes that are made of it.
    """

    folder: str
    file: str
    texts: str
    made_of_text: tuple[str, ...]
    read: Callable[[str], TextFile]
    write: Callable[[dict[str, Any]], str]

    def holds(self, file: str) -> bool:
        """Whether a file of this name is one of these."""
        folder, *within = file.split("/")
        return (
            folder == self.folder
            and len(within) == 2
            and (within[1] == self.file or within[1].endswith(".md"))
        )

    def files_of(self, key: str) -> str:
        """What the names of the files begin with that hold the record with this id."""
        return f"{self.folder}/{key}/"


Place = InPartnership | ListFile | FileEach | FolderEach
