"""JSON Schema for the files of the open format, from the same types that read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samspill.common.open_format.base import Strict
from samspill.common.open_format.places import FileEach, FolderEach, ListFile
from samspill.exchange.files import kind_of_texts, list_type, partnership_type
from samspill.exchange.kinds import at_the_top
from samspill.exchange.lines import entry

DIALECT = {"$schema": "https://json-schema.org/draft/2020-12/schema"}


def schemas() -> dict[str, dict[str, Any]]:
    """A schema for each kind of file, by the schema's file name."""
    found = {
        f"{name}.schema.json": {**_schema(of, elsewhere), **DIALECT}
        for name, of, elsewhere in _files()
    }
    found["report-line.schema.json"] = {**entry().json_schema(by_alias=True), **DIALECT}
    return found


def _files() -> Iterator[tuple[str, type[Strict], tuple[str, ...]]]:
    """Each kind of file: its name, its type, and what of it stands in other files or in text."""
    yield "partnership", partnership_type(), ()
    for kind in at_the_top():
        match kind.place:
            case ListFile() as place:
                yield place.file.removesuffix(".yaml"), list_type(kind, place), ()
            case FileEach():
                yield kind.name, kind.type, ()
            case FolderEach() as place:
                texts = kind_of_texts(kind, place)
                yield kind.name, kind.type, (place.texts,)
                yield texts.name, texts.type, (*place.made_of_text, "id")


def _schema(of: type[Strict], elsewhere: tuple[str, ...]) -> dict[str, Any]:
    schema = of.model_json_schema(by_alias=True)
    for field in elsewhere:
        schema["properties"].pop(field, None)
        if field in schema.get("required", []):
            schema["required"].remove(field)
    return schema
