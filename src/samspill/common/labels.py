"""What a field and a record are called, on forms, in lists and in the history."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db import models

M = TypeVar("M", bound=models.Model)


def label_of(model: type[models.Model], name: str) -> str:
    """A field's words, which stand at the model; asked for by its name or its column's.

    Returns:
        the name itself where there is no such field.
    """
    field = field_of(model, name)
    return str(field.verbose_name) if field else name


def field_of(model: type[models.Model], name: str) -> models.Field | None:
    """A field by its name or its column's; None where the model has no such field of its own."""
    for one in (name, name.removesuffix("_id")):
        try:
            field = model._meta.get_field(one)
        except FieldDoesNotExist:
            continue
        if isinstance(field, models.Field):
            return field
    return None


@cache
def named_with(model: type[models.Model]) -> tuple[str, ...]:
    """The relations that a record must be read with to say what it is called.

    A model whose name tells of another record ("Retningslinje 1: …" of its kind) says so itself, in
    ``named_with``; what the other one's name is made of follows.
    """
    return through(model, *getattr(model, "named_with", ()))


def through(model: type[models.Model], *relations: str) -> tuple[str, ...]:
    """Some relations of a model, each with what the other record's name is made of."""
    found: list[str] = []
    for name in relations:
        other: Any = model._meta.get_field(name).related_model
        found += [name, *(f"{name}__{more}" for more in named_with(other))]
    return tuple(found)


def with_names(objects: models.QuerySet[M], *shown: str) -> models.QuerySet[M]:
    """The records, read with what their names are made of, in the same statement.

    Args:
        shown: relations whose names are shown too.
    """
    paths = {*named_with(objects.model), *through(objects.model, *shown)}
    return objects.select_related(*paths) if paths else objects
