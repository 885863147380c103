"""The audit trail in words."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from samspill.common.house import action_words
from samspill.common.labels import LABELS, label_of
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
    return [
        (_label(name), _shown(entry.before.get(name)), _shown(entry.after.get(name)))
        for name in names
        if name != "id"
    ]


def _label(name: str) -> str:
    return label_of(name if name in LABELS else name.removesuffix("_id"))


def _shown(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
