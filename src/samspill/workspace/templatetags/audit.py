"""The audit trail in words."""

from __future__ import annotations

from typing import Any

from django import template
from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext as _

from samspill.common.house import action_words
from samspill.common.labels import label_of
from samspill.common.models import AuditEntry

register = template.Library()


@register.filter
def audit_action(entry: AuditEntry) -> str:
    """What was done, as a word; its key when it is not among ours."""
    return str(action_words().get(entry.action, entry.action))


@register.simple_tag
def audit_changes(entry: AuditEntry) -> list[tuple[str, str, str]]:
    """Label, before and after for each value that changed."""
    names = dict.fromkeys([*entry.before, *entry.after])
    model = _model_of(entry)
    return [
        (
            label_of(model, name) if model else name,
            _shown(entry.before.get(name)),
            _shown(entry.after.get(name)),
        )
        for name in names
        if name != "id"
    ]


def _model_of(entry: AuditEntry) -> type[Model] | None:
    """The model of what was changed; None where it is not there any more."""
    try:
        return apps.get_model(entry.model)
    except (LookupError, ValueError):
        return None


def _shown(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
