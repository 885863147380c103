"""What stands in short in a folder is written out, once, right after it is read.

What an app lets stand in short is its own (``expand`` of a kind). A source is the same everywhere:
``source_of_file`` holds for what names none. An export writes everything out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samspill.common.open_format.base import Fact, Strict, Where
from samspill.common.open_format.faults import Faults, nearest
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.types import Source
from samspill.exchange.kinds import kinds


def expand(folder: Folder, faults: Faults) -> None:
    """Writes out all that stands in short."""
    _share_sources(folder, faults)
    for kind in kinds():
        if kind.expand:
            kind.expand(folder, faults)


def _share_sources(folder: Folder, faults: Faults) -> None:
    known = {source.id for source in folder.every(Source)}
    for file in folder.files:
        source = file.source_of_file
        if source in known:
            for record in _facts_in(file):
                if record.where.file == file.where.file:
                    record.source = record.source or source
        elif source and Source not in folder.partial:
            line = file.key_lines.get("source_of_file", file.where.line)
            faults.error(
                Where(file.where.file, line),
                f"source_of_file «{source}» is no source here",
                nearest(source, known) or "the id of a source",
            )


def _facts_in(value: Any) -> Iterator[Fact]:
    """The records in a value, at any depth, that can name a source."""
    if isinstance(value, Fact):
        yield value
    if isinstance(value, Strict):
        for name in type(value).model_fields:
            yield from _facts_in(getattr(value, name))
    elif isinstance(value, list):
        for one in value:
            yield from _facts_in(one)
