"""Fills in a form as somebody would: what stands there is kept, and something is changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator

from samspill.common.models import today

Data = dict[str, Any]


def form_of(response: Any) -> forms.BaseForm | None:
    """The form that a page shows, from what its template was given."""
    context = response.context
    form = context.get("form") if context is not None else None
    return form if isinstance(form, forms.BaseForm) else None


def choices_of(form: forms.BaseForm) -> dict[str, Any]:
    """The form's choices among records: name → field."""
    return {n: f for n, f in form.fields.items() if isinstance(f, forms.ModelChoiceField)}


def standing(form: forms.BaseForm) -> Data:
    """What the browser would send if nobody touched the form."""
    sent: Data = {}
    for bound in form:
        value = bound.value()
        if isinstance(bound.field, forms.BooleanField):
            if value:
                sent[bound.name] = "on"
        elif isinstance(value, list | tuple):
            sent[bound.name] = [getattr(one, "pk", one) for one in value]
        elif value is not None:
            sent[bound.name] = getattr(value, "pk", value)
    return {name: value for name, value in sent.items() if value != ""}


def filled(form: forms.BaseForm) -> Data:
    """The same with every text changed and every empty choice that must be made, made."""
    sent = standing(form)
    for name, field in form.fields.items():
        if name in {"version", "valid_from", "valid_to"} or isinstance(field, forms.FileField):
            continue
        value = _changed(name, field, sent.get(name))
        if value is not None:
            sent[name] = value
    return {name: str(value) if not isinstance(value, list) else value
            for name, value in sent.items()}  # fmt: skip


def _changed(name: str, field: Any, value: Any) -> Any:
    if isinstance(field, forms.ModelMultipleChoiceField):
        choices: Any = field.queryset
        return value or ([one.pk for one in choices[:2]] if field.required else None)
    if isinstance(field, forms.ChoiceField):
        return value or (_first(field) if field.required else None)
    if isinstance(field, forms.DateField):
        return value or (today() if field.required else None)
    if isinstance(field, forms.IntegerField):
        return value or (1 if field.required else None)
    if isinstance(field, forms.EmailField):
        return "endret@example.no"
    if isinstance(field, forms.URLField):
        return "https://example.no/endret"
    if isinstance(field, forms.SlugField):
        return f"{value or ''}-endret"[-(field.max_length or 50) :].strip("-")
    if type(field) is forms.CharField:
        return _words(name, field, str(value or ""))
    return None


def _words(name: str, field: forms.CharField, value: str) -> str | None:
    if name in {"number", "organisation_number", "language"}:
        return value or ("1103" if field.required else None)
    return f"{value} endret".strip()[: field.max_length]


def _first(field: Any) -> Any:
    if isinstance(field.choices, ModelChoiceIterator):
        one = field.queryset.first()
        return one and one.pk
    return next((value for value, _label in field.choices if value), None)
