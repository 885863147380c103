"""The public schemas, where they lie beside the project; closed against what they do not name."""

from __future__ import annotations

import copy
import os
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from lxml import etree

ROOT = Path(__file__).resolve().parent.parent.parent
PLACES = [Path(os.environ.get("SAMSPILL_STANDARDS", "")), ROOT.parent / "shared" / "standards"]
OF_THE_API = "#/components/schemas/"


def standards() -> Path:
    """The folder; a test that needs it is left out where it is not there."""
    for place in PLACES:
        if (place / "SOURCES.md").is_file():
            return place
    pytest.skip("the public schemas (einnsyn, fiks-arkiv) do not lie beside the project")


@cache
def _closed(folder: Path) -> dict[str, Any]:
    """The API's schemas in two forms: open, to be built upon, and closed, to be held to."""
    text = (folder / "einnsyn" / "einnsyn.openapi.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = {}
    for name, schema in yaml.safe_load(text)["components"]["schemas"].items():
        made = copy.deepcopy(schema)
        given = made.get("properties", {})
        ours = {key: value for key, value in given.items() if not value.get("readOnly")}
        made["properties"] = {key: _pointed(value, "closed") for key, value in ours.items()}
        made["required"] = [one for one in made.get("required", []) if one in ours]
        made["allOf"] = [_pointed(one, "open") for one in made.get("allOf", [])]
        made.pop("x-idPrefix", None)
        found[f"open {name}"] = made
        found[f"closed {name}"] = {
            "allOf": [{"$ref": f"#/$defs/open {name}"}],
            "unevaluatedProperties": False,
        }
    return found


def _pointed(schema: Any, form: str) -> Any:
    if isinstance(schema, list):
        return [_pointed(one, form) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _pointed(value, form) for key, value in schema.items() if key != "$ref"}
    if "$ref" in schema:
        made["$ref"] = f"#/$defs/{form} {schema['$ref'].removeprefix(OF_THE_API)}"
    return made


def require_closed(name: str, fields: Any) -> None:
    """Raises:
    ValidationError: the fields are not what the API's schema of that name takes.
    """
    definitions = _closed(standards())
    schema = {"$ref": f"#/$defs/closed {name}", "$defs": definitions}
    jsonschema.Draft202012Validator(schema).validate(fields)


@cache
def _fiks(folder: Path) -> etree.XMLSchema:
    name = "no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett.xsd"
    return etree.XMLSchema(etree.parse(folder / "fiks-arkiv" / name))


def require_message(content: bytes) -> etree._Element:
    """Raises:
    DocumentInvalid: the message is not as Fiks Arkiv wants it.
    """
    root = etree.fromstring(content)
    _fiks(standards()).assertValid(root)
    return root
