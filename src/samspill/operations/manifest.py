"""What a backup says about itself; read strictly, as the file may come from anywhere."""

from __future__ import annotations

import datetime
import re
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from samspill import __version__

FORMAT = 1

Name = Annotated[str, Field(pattern=r"^[a-z_][a-z0-9_]{0,62}$")]
Migration = Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{1,255}$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0, lt=2**62)]


def inside(path: str) -> str:
    """The path, if it can only lie within the folder that it is relative to."""
    parts = PurePosixPath(path).parts
    clean = "/".join(parts)
    if not parts or clean != path or path.startswith("/") or ".." in parts or "\0" in path:
        raise ValueError("a path must lie within the folder of uploaded files")
    return path


class Exact(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Head(BaseModel):
    """The file's first member; says who may read on. Later formats may add to it."""

    format: Count
    samspill: str = Field(pattern=r"^[0-9A-Za-z.+-]{1,40}$")


class Item(Exact):
    """Something of any length, known by its sum."""

    bytes: Count
    sha256: Sha256


class TableItem(Item):
    name: Name
    columns: list[Name]
    rows: Count


class Sequence(Exact):
    """Where a column's numbering stands."""

    table: Name
    column: Name
    last: int = Field(ge=-(2**63), lt=2**63)
    called: bool


class File(Item):
    """An uploaded file; the archive knows it by its place in the list."""

    path: Annotated[str, AfterValidator(inside)]


class Manifest(Exact):
    format: int
    samspill: str
    taken_at: datetime.datetime = Field(strict=False)
    postgresql: str
    migrations: list[tuple[Migration, Migration]] = Field(strict=False)
    tables: list[TableItem]
    sequences: list[Sequence]
    files: list[File]
    left_out: list[str] = []
    notes: list[str] = []

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    @property
    def bytes(self) -> int:
        """Of what it unpacks to: tables as text, and files."""
        return sum(item.bytes for item in (*self.tables, *self.files))


def is_newer(version: str) -> bool:
    """Whether a Samspill of that version is newer than this one."""
    return _numbers(version) > _numbers(__version__)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"[0-9]+", version)[:3]]
