"""What a form lets one choose among, and what is chosen: each read in one statement.

A form over records has a choice for each relation, and each label tells of further records. Asked
field by field a page grew with the form, and asked label by label with what there is to choose.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model
from django.forms.models import ModelChoiceIterator

from samspill.common.labels import with_names
from samspill.common.ready import put_with, together


def read_choices(form: Any) -> None:
    """Reads what the fields of a form show; call it when the form is to be shown.

    Args:
        form: or what holds several forms, as ``forms``.
    """
    fields: dict[str, Any] = {
        f"{number}-{name}": field
        for number, one in enumerate(getattr(form, "forms", [form]))
        for name, field in one.fields.items()
        if isinstance(field, forms.ModelChoiceField)
    }
    found = together(**{name: with_names(field.queryset) for name, field in fields.items()})
    for name, field in fields.items():
        _put(field, found[name])


def _put(field: forms.ModelChoiceField, records: list[Any]) -> None:
    shown = ModelChoiceIterator(field)
    none = [] if field.empty_label is None else [("", field.empty_label)]
    field.choices = [*none, *map(shown.choice, records)]


def read_chosen(record: Model) -> None:
    """Reads all records that a record points at several of, and puts them with it."""
    if record.pk is not None:
        lists = [field.name for field in record._meta.many_to_many]
        put_with(record, **together(**{n: with_names(getattr(record, n).all()) for n in lists}))
