"""Tags for forms: a field with its label, hint and errors, and the errors summed up on top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxSelectMultiple, RadioSelect

from samspill.common.files.field import again, told_again

register = template.Library()


@register.inclusion_tag("common/ui/field.html")
def ui_field(field: BoundField) -> dict[str, Any]:
    """A field: label, hint, the field itself, what is wrong with it, and files to choose again."""
    described = [f"{field.auto_id}-hint"] if field.help_text else []
    told = told_again(again(field))
    if told or getattr(field.field, "is_kept", False):
        described.append(f"{field.auto_id}-again")
    if field.errors:
        described.append(f"{field.auto_id}-error")
    attributes: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if field.errors:
        attributes["aria-invalid"] = "true"
    kind = getattr(field.field.widget, "input_type", "")
    many = isinstance(field.field.widget, CheckboxSelectMultiple | RadioSelect)
    return {
        "field": field,
        "widget": field.as_widget(attrs=attributes),
        "id": field.auto_id,
        "again": told,
        "is_kept": getattr(field.field, "is_kept", False),
        "aside": getattr(field.field, "aside", ""),
        "is_group": many,
        "is_check": kind == "checkbox" and not many,
    }


@register.inclusion_tag("common/ui/form.html")
def ui_form(form: BaseForm, *, theirs: Any = None) -> dict[str, Any]:
    """All of a form: what is wrong, what someone else has saved meanwhile, and the fields.

    Where it is kept while being typed (``common/unsaved.py``), also what was typed and not saved.
    """
    return {
        "form": form,
        "theirs": theirs,
        "keeping": getattr(form, "keeping", None),
        "leads_aside": any(hasattr(field, "aside") for field in form.fields.values()),
    }


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong; the address leads to the field."""

    text: str
    url: str = ""


@register.inclusion_tag("common/ui/errors.html")
def ui_errors(form: BaseForm) -> dict[str, Any]:
    """Everything that is wrong with a form, on top of it; nothing when nothing is."""
    wrong = [Wrong(str(text)) for text in form.non_field_errors()] if form.is_bound else []
    if form.is_bound:
        for field in form:
            link = "" if field.is_hidden else f"#{field.auto_id}"
            wrong += [Wrong(_named(field, str(text)), link) for text in field.errors]
            told = told_again(again(field))
            wrong += [Wrong(_named(field, told), link)] if told else []
    return {"wrong": wrong}


def _named(field: BoundField, text: str) -> str:
    """The error under the name of its field; where the name asks, it is no answer with a colon."""
    label = str(field.label)
    return text if field.is_hidden else f"{label}{'' if label.endswith('?') else ':'} {text}"
