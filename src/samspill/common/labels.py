"""What a field is called on forms, in lists and in the history: its words stand at the model."""

from __future__ import annotations

from django.core.exceptions import FieldDoesNotExist
from django.db import models


def label_of(model: type[models.Model], name: str) -> str:
    """The words of a model's field, asked for by its name or its column's; else the name itself."""
    for one in (name, name.removesuffix("_id")):
        try:
            field = model._meta.get_field(one)
        except FieldDoesNotExist:
            continue
        if isinstance(field, models.Field):
            return str(field.verbose_name)
    return name
