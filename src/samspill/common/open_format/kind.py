"""A kind of record of the open format: which type it is in files and which model here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model

from samspill.common.loose import ENDS
from samspill.common.open_format.base import Strict, WholeFile
from samspill.common.open_format.faults import Faults
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.loose import LooselyDatedFact
from samspill.common.open_format.places import Place


@dataclass(frozen=True)
class KindReference:
    """An attribute that names another record.

    ``within`` says how the key is completed: "" for a key of its own, "parent" for a record under
    the same parent, "grandparent" for one under the parent's parent, or the name of the attribute
    that holds the other parent's key.
    """

    kind: str
    column: str = ""
    within: str = ""


@dataclass(frozen=True)
class Within:
    """That a period lies within another's, which also gives it the ends that are left out.

    Attributes:
        other: the attribute that names the other, which is at the top or beside the record; empty
            for what the record belongs to.
        called: what is told to be outside.
        inherits: whether a record takes over the ends; every one when left out.
        ends: whether a record ends with the other; not what a successor takes over.
    """

    other: str = ""
    called: str = "the period"
    inherits: Callable[[Any], bool] | None = None
    ends: bool = True


@dataclass(frozen=True)
class Nested:
    """That the records of one list are a tree, told by how deep each stands in it.

    Attributes:
        depth: the attribute that says how deep.
        column: the column that keeps the record above.
    """

    depth: str
    column: str


@dataclass(frozen=True, eq=False)
class RecordKind:
    """How the records of one type of the format are kept in one table.

    Attributes that have a column of the same name need not be mentioned.

    Attributes:
        name: what faults and a load call one.
        model, type: what it is in the database, and in files.
        key: the attributes that tell it from others under the same parent.
        place: where it stands in a folder; None for what stands within another.
        parent: the column that points at what it stands within.
        refs: attributes that name another record.
        many: attributes that name several, with their kind.
        siblings: those of ``many`` that name records under the same parent.
        children: attributes that hold records within this one, with their kind.
        identities: kinds that stand nowhere by themselves, with where in this one they are found.
        renamed: attribute → column, where the names differ.
        position: the column that keeps the record's place in its list.
        nested: that the records of one list are a tree.
        paired: no id of its own: a changed one is recognised by its place among its siblings.
        lasting: what the folder leaves out stays, even when the rest is removed: reports refer to
            it.
        within: whose periods its period lies within.
        expand: writes out what stands in short in a folder, before anything else is asked of it.
        check: finds what is wrong with those of a folder beyond the shape of their files.
        blanked: unique columns that are emptied before they are changed, so that two can swap.
        left_out: attributes that are no column; ``encode`` reads them.
        extra: plain columns that ``encode`` makes.
        inner_references: references that ``encode`` makes: column → kind.
        encode: makes columns of a record of the type.
        decode: makes attributes of the columns; None leaves one out.
        not_exported: fields of the model that no file has, each with the reason.
        only: which rows stand in files, as a filter; what it leaves out is nothing that a load
            sees, changes or removes, and what names such a row names nobody in files.
    """

    name: str
    model: type[Model]
    type: type[Strict]
    key: tuple[str, ...] = ("id",)
    place: Place | None = None
    parent: str = ""
    refs: Mapping[str, KindReference] = field(default_factory=dict)
    many: Mapping[str, str] = field(default_factory=dict)
    siblings: tuple[str, ...] = ()
    children: Mapping[str, str] = field(default_factory=dict)
    identities: Mapping[str, Callable[[Any], Iterable[Any]]] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    position: str = ""
    nested: Nested | None = None
    paired: bool = False
    lasting: bool = False
    within: tuple[Within, ...] = ()
    expand: Callable[[Folder, Faults], None] | None = None
    check: Callable[[Folder, Faults], None] | None = None
    blanked: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    inner_references: Mapping[str, str] = field(default_factory=dict)
    encode: Callable[[Any], dict[str, Any]] | None = None
    decode: Callable[[dict[str, Any]], dict[str, Any]] | None = None
    not_exported: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, Any] = field(default_factory=dict)

    def column(self, attribute: str) -> str:
        """The column that keeps a plain attribute."""
        return self.renamed.get(attribute, {"id": "slug"}.get(attribute, attribute))

    @cached_property
    def is_loose(self) -> bool:
        """Whether the ends of its period need not be days (``loose.py``)."""
        return issubclass(self.type, LooselyDatedFact)

    @cached_property
    def references(self) -> Mapping[str, KindReference]:
        """All references by attribute, the source included."""
        if "source" in self.type.model_fields:
            return {**self.refs, "source": KindReference("source")}
        return self.refs

    @cached_property
    def plain(self) -> dict[str, str]:
        """Attribute → column for what is kept as it is."""
        special = {*self.references, *self.many, *self.children, *self.left_out}
        special |= WholeFile.model_fields.keys()
        special |= {"begins", "ends"} if self.is_loose else set()
        return {name: self.column(name) for name in self.type.model_fields if name not in special}

    @cached_property
    def pointers(self) -> dict[str, str]:
        """Column → kind for every column that holds another record's key, the parent apart."""
        found = {ref.column or name: ref.kind for name, ref in self.references.items()}
        return {**found, **self.inner_references}

    @cached_property
    def stored(self) -> list[str]:
        """Every column that holds a value of its own, references apart."""
        position = [self.position] if self.position else []
        return [*self.plain.values(), *self.extra, *(ENDS if self.is_loose else ()), *position]

    @cached_property
    def keys(self) -> list[str]:
        """What may stand in files, in the order of the type."""
        return [info.alias or name for name, info in self.type.model_fields.items()]

    @cached_property
    def nullable(self) -> set[str]:
        """The fields that may be without a value; an empty text stands in the others."""
        return {one.name for one in self.model._meta.fields if one.null}

    @cached_property
    def carried(self) -> set[str]:
        """The fields of the model that stand in files."""
        return {*self.stored, *self.pointers, *self.many, *filter(None, [self.parent])}

    @cached_property
    def refers_to(self) -> set[str]:
        """The other kinds that must be there before it, its parent's apart."""
        return {*self.pointers.values(), *self.many.values()} - {self.name}
