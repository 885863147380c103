"""The JSON Schema that editors use says the same as the reader."""

from __future__ import annotations

import copy

import jsonschema
import pytest
import yaml

from samspill.exchange.schema import schemas
from tests.factories.folders import example

FILES = {
    "partnership.schema.json": "partnership.yaml",
    "parties.schema.json": "parties.yaml",
    "law.schema.json": "law.yaml",
    "body.schema.json": "bodies/fagrad.yaml",
    "document.schema.json": "documents/retningslinje-1/document.yaml",
}


class _Plain(yaml.SafeLoader):
    """Dates stay texts, as JSON has them, and ``on`` is a word, as in YAML 1.2."""


_Plain.yaml_implicit_resolvers = {
    key: [
        pair
        for pair in pairs
        if pair[0] != "tag:yaml.org,2002:timestamp"
        and (pair[0] != "tag:yaml.org,2002:bool" or key in "tfTF")
    ]
    for key, pairs in copy.copy(yaml.SafeLoader.yaml_implicit_resolvers).items()
}


@pytest.mark.parametrize(("schema", "file"), FILES.items())
def test_the_example_is_valid_and_an_unknown_key_is_not(schema: str, file: str) -> None:
    data = yaml.load(example()[file], Loader=_Plain)  # noqa: S506 - a safe loader
    jsonschema.validate(data, schemas()[schema])
    with pytest.raises(jsonschema.ValidationError, match="ukjent"):
        jsonschema.validate({**data, "ukjent": 1}, schemas()[schema])


@pytest.mark.parametrize(
    ("schema", "file", "short"),
    [
        ("body.schema.json", "bodies/fagrad.yaml", {"seats": {"one_per": "municipality"}}),
        ("document.schema.json", "documents/retningslinje-1/document.yaml", {"parties": "members"}),
        ("parties.schema.json", "parties.yaml", {"source_of_file": "referat"}),
    ],
)
def test_what_stands_in_short_is_valid(schema: str, file: str, short: dict[str, object]) -> None:
    data = yaml.load(example()[file], Loader=_Plain)  # noqa: S506 - a safe loader
    jsonschema.validate({**data, **short}, schemas()[schema])


def test_every_field_is_explained_where_its_name_does_not() -> None:
    edition = schemas()["edition.schema.json"]["properties"]
    assert "provisions" not in edition
    assert edition["text"]["description"].startswith("not_entered:")
