"""The sheets of a workbook and their columns, as an app declares them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from samspill.common.workbooks.values import Text, TextForm, ValueForm, in_all_languages, same

TEXT = TextForm()
EXAMPLE = _("Example:")
"""What the first cell of a row that shows how begins with; such a row is not read."""


@dataclass(frozen=True)
class Column:
    """A column: the value's name, its form, its heading and how the example row is filled in.

    Attributes:
        required: a sheet without the column is not read, and the value cannot be emptied.
        own: whether the value is the field of that name in the sheet's model.
    """

    name: str
    form: ValueForm = TEXT
    heading: Text = ""
    required: bool = False
    own: bool = True
    example: Text = ""

    @property
    def label(self) -> str:
        return str(self.heading)

    def headed(self, model: type[models.Model]) -> Column:
        """With the words of the model's field as its heading, where it has none of its own."""
        if self.heading:
            return self
        field: Any = model._meta.get_field(self.name)
        return replace(self, heading=field.verbose_name)


@dataclass(frozen=True)
class Sheet:
    """A sheet: which kind of record its rows are.

    Attributes:
        is_whole: whether a row says all of its record, so that an empty cell empties a value.
            Otherwise an empty cell says nothing, and a dash empties.
    """

    name: str
    title: Text
    model: type[models.Model]
    columns: tuple[Column, ...]
    is_whole: bool = False

    def __post_init__(self) -> None:
        headed = tuple(column.headed(self.model) for column in self.columns)
        object.__setattr__(self, "columns", headed)

    def column(self, name: str) -> Column:
        """Raises KeyError: there is no such column."""
        return {column.name: column for column in self.columns}[name]

    @property
    def required(self) -> list[Column]:
        return [column for column in self.columns if column.required]


@lru_cache(maxsize=32)
def headings(sheet: Sheet) -> dict[str, str]:
    """How each column is headed in any of the languages, as headings are compared → its name."""
    found: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found |= {same(column.label): column.name for column in sheet.columns}
    return found


def titles(sheets: Iterable[Sheet]) -> dict[str, str]:
    """How each sheet is called in any of the languages → the sheet's name."""
    return {form: sheet.name for sheet in sheets for form in in_all_languages(sheet.title)}
