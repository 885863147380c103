"""The field that keeps records in Norwegian alphabetical order."""

from __future__ import annotations

from typing import Any

from django.db import models

from samspill.common.norwegian import sort_key


class SortKey(models.CharField):
    """What a record is put in order by: made of its name each time it is saved, however it is."""

    def __init__(self, **options: Any) -> None:
        made = {"max_length": 400, "editable": False, "default": "", "db_collation": "C"}
        super().__init__(**{**made, **options})

    def pre_save(self, model_instance: Any, add: bool) -> str:
        made = sort_key(model_instance.name)
        setattr(model_instance, self.attname, made)
        return made

    def deconstruct(self) -> Any:
        """To migrations it is the column that it is."""
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.CharField", arguments, options
