"""The audit trail in words."""

from __future__ import annotations

import datetime
from typing import Any

from django import template
from django.apps import apps
from django.db.models import DateField, DateTimeField, Field, Model
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.common.audit import FIELDS_OF
from samspill.common.house import action_words
from samspill.common.labels import field_of
from samspill.common.models import AuditEntry
from samspill.common.moments import in_full

register = template.Library()
WORDS = {
    "owners": gettext_lazy("Who answers for it"),
}
"""What is noted of a record beside its fields."""


@register.filter
def audit_action(entry: AuditEntry) -> str:
    """What was done, as a word; its key when it is not among ours."""
    return str(action_words().get(entry.action, entry.action))


@register.simple_tag
def audit_changes(entry: AuditEntry) -> list[tuple[str, str, str]]:
    """Label, before and after for each value that changed, in the words of the forms."""
    names = dict.fromkeys([*entry.before, *entry.after])
    model = _model_of(entry)
    fields = {name: field_of(model, name) if model else None for name in names}
    return [
        (
            _called(name, fields[name]),
            _shown(entry.before.get(name), fields[name]),
            _shown(entry.after.get(name), fields[name]),
        )
        for name in names
        if name != "id"
    ]


def _called(name: str, field: Field | None) -> str:
    return str(field.verbose_name) if field else str(WORDS.get(name, name))


def _model_of(entry: AuditEntry) -> type[Model] | None:
    """The model of what was changed; None where it is not there any more."""
    try:
        return apps.get_model(entry.detail.get(FIELDS_OF, entry.model))
    except (LookupError, ValueError):
        return None


def _shown(value: Any, field: Field | None) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(_shown(one, field) for one in value)
    if field is not None and field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    return _time(value, field) if isinstance(field, DateField) else str(value)


def _time(value: str, field: DateField) -> str:
    """A day or a moment in words; as it was noted where the field was of another kind then."""
    try:
        moment = datetime.datetime.fromisoformat(value)
        if isinstance(field, DateTimeField):
            return date_format(localtime(moment), "j. F Y H.i")
    except ValueError:
        return value
    return in_full(moment)
