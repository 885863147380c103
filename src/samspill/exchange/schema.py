"""JSON Schema for the files of the open format, from the same types that read them."""

from __future__ import annotations

from typing import Any

from samspill.exchange.format.base import Strict
from samspill.exchange.format.bodies import Body
from samspill.exchange.format.documents import Document, Edition
from samspill.exchange.format.partnership import Partnership
from samspill.exchange.format.plans import Plan
from samspill.exchange.format.reports import ENTRY
from samspill.exchange.reading import LIST_FILES

MADE_FROM_TEXT = {"Document": ["editions"], "Edition": ["preamble", "provisions", "id"]}
"""Fields that come from other files or from the text under the front matter."""


def schemas() -> dict[str, dict[str, Any]]:
    """A schema for each kind of file, by the schema's file name."""
    types: dict[str, type[Strict]] = {
        "partnership": Partnership,
        "body": Body,
        "document": Document,
        "edition": Edition,
        "plan": Plan,
        **{entry.file.removesuffix(".yaml"): entry.type for entry in LIST_FILES},
    }
    found = {}
    for name, kind in types.items():
        schema = kind.model_json_schema(by_alias=True)
        for field in MADE_FROM_TEXT.get(kind.__name__, []):
            schema["properties"].pop(field, None)
            if field in schema.get("required", []):
                schema["required"].remove(field)
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        found[f"{name}.schema.json"] = schema
    found["report-line.schema.json"] = {
        **ENTRY.json_schema(by_alias=True),
        "$schema": "https://json-schema.org/draft/2020-12/schema",
    }
    return found
