"""The points of the law that ship with the product, in own words, in both forms of Norwegian.

A folder that has something to say about one of them need not repeat it.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from samspill.common.open_format.faults import Faults
from samspill.common.open_format.folder import Folder
from samspill.documents.open_format.types import Document, Statute


def add_shipped_law(folder: Folder, faults: Faults) -> None:
    """Adds each statute that a document covers, and completes those that stand by id alone."""
    entered = {statute.id: statute for statute in folder.every(Statute)}
    covered = {one.statute for document in folder.every(Document) for one in document.covers}
    for identity, facts in shipped(folder.partnership.language).items():
        mine = entered.get(identity)
        if mine and not (mine.name or mine.requirements):
            _complete(mine, facts)
        elif mine is None and identity in covered and Statute not in folder.partial:
            folder.lists.setdefault(Statute, []).append(Statute.model_validate(facts))


def _complete(mine: Statute, facts: dict[str, Any]) -> None:
    """A source that the folder names holds for the points as well."""
    whole = Statute.model_validate(facts)
    mine.name, mine.short_name = whole.name, mine.short_name or whole.short_name
    mine.url, mine.requirements = mine.url or whole.url, whole.requirements
    for point in mine.requirements:
        point.source, point.source_note = mine.source, mine.source_note
        point.stand_at(mine.where, {})


@cache
def shipped(language: str) -> dict[str, dict[str, Any]]:
    """The statutes as a folder would have them, by their id."""
    file = resources.files("samspill.documents") / "reference" / f"law.{language}.yaml"
    found = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {statute["id"]: statute for statute in found["statutes"]}
