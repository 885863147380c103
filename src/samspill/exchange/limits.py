"""What files may hold is what forms take: a number or key has one declaration, in the format.

Else something saved in a form would be written by ``export`` and refused by ``check``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from samspill.common.keys import KEY, is_key
from samspill.common.open_format.kind import RecordKind
from samspill.exchange.kinds import kinds


def take_over() -> None:
    """Gives each model's field the limits of its attribute in files, where it has none itself."""
    for kind in kinds():
        for attribute, column in kind.plain.items():
            field: Any = kind.model._meta.get_field(column)
            field.validators.extend(
                one for one in _limits(kind, attribute) if one not in field.validators
            )


def _limits(kind: RecordKind, attribute: str) -> Iterator[Callable[[Any], None]]:
    field = kind.model._meta.get_field(kind.column(attribute))
    info = kind.type.model_fields.get(attribute)
    if info is None or not isinstance(field, models.IntegerField | models.CharField):
        return
    for one in _branches(reading(info).json_schema()):
        if one.get("type") == "integer" and isinstance(field, models.IntegerField):
            if "minimum" in one:
                yield MinValueValidator(one["minimum"])
            if "maximum" in one:
                yield MaxValueValidator(one["maximum"])
        elif one.get("pattern") == KEY and isinstance(field, models.CharField):
            yield is_key


def reading(info: FieldInfo) -> TypeAdapter[Any]:
    """What reads one attribute of a type by itself."""
    plain: Any = info.annotation
    return TypeAdapter(Annotated[(plain, *info.metadata)] if info.metadata else plain)


def _branches(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """What a value may be; nothing where it may be anything else than one sort of thing."""
    found = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    return found if len(found) == 1 else []
