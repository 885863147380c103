"""The correspondence between a type of the open format and a table, as a declaration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model

from samspill.exchange.format.base import Strict


@dataclass(frozen=True)
class Reference:
    """A field that names another record.

    ``within`` says how the key is completed: "" for a key of its own, "parent" for a record under
    the same parent, or the name of the field that holds the other parent's key.
    """

    kind: str
    column: str = ""
    within: str = ""


@dataclass(frozen=True)
class Table:
    """How one type of the format is kept in one table."""

    kind: str
    model: type[Model]
    type: type[Strict]
    key: tuple[str, ...]
    parent: str = ""
    """The column that points at the parent's row; empty for a record at the top."""
    refs: dict[str, Reference] = field(default_factory=dict)
    many: dict[str, str] = field(default_factory=dict)
    siblings: tuple[str, ...] = ()
    """Which of ``many`` name records under the same parent."""
    children: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    position: str = ""
    """The column that keeps the record's place in its list."""
    paired: bool = False
    """No id of its own: a changed one is recognised by its place among its siblings."""
    lasting: bool = False
    """What the folder leaves out stays, even when the rest is removed: reports refer to it."""
    blanked: tuple[str, ...] = ()
    """Unique columns that are emptied before they are changed, so that two rows can swap."""
    left_out: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    """Plain columns that ``encode`` makes."""
    inner_references: dict[str, str] = field(default_factory=dict)
    """References that do not stand in an attribute of their own: column → kind."""
    encode: Callable[[Any], dict[str, Any]] | None = None
    decode: Callable[[dict[str, Any]], dict[str, Any]] | None = None

    def column(self, attribute: str) -> str:
        """The column that keeps a plain attribute."""
        return self.renamed.get(attribute, {"id": "slug"}.get(attribute, attribute))

    @cached_property
    def references(self) -> dict[str, Reference]:
        """All references by attribute, the source included."""
        if "source" in self.type.model_fields:
            return {**self.refs, "source": Reference("source")}
        return self.refs

    @cached_property
    def plain(self) -> dict[str, str]:
        """Attribute → column for what is kept as it is."""
        special = {*self.references, *self.many, *self.children, *self.left_out}
        return {name: self.column(name) for name in self.type.model_fields if name not in special}

    @cached_property
    def pointers(self) -> dict[str, str]:
        """Column → kind for every column that holds another record's key, the parent apart."""
        found = {ref.column or name: ref.kind for name, ref in self.references.items()}
        return {**found, **self.inner_references}

    @cached_property
    def stored(self) -> list[str]:
        """Every column that holds a value of its own, references apart."""
        return [*self.plain.values(), *self.extra, *([self.position] if self.position else [])]
