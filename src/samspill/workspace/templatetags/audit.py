"""The audit trail in words."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from samspill.common.labels import LABELS, label_of
from samspill.common.models import AuditEntry

register = template.Library()


def action_words() -> dict[str, str]:
    """Every kind of entry in the words of the reader."""
    return {
        "add": _("Added"),
        "change": _("Changed"),
        "end": _("Ended"),
        "remove": _("Removed"),
        "take file away": _("File taken away"),
        "appoint": _("Appointed"),
        "read": _("Read"),
        "load": _("Loaded from files"),
        "answer": _("Answered"),
        "publish": _("Published"),
        "submit": _("Sent in"),
        "merge": _("Merged"),
        "invite": _("Invited"),
        "confirm": _("Confirmed"),
        "give role": _("Role given"),
        "new edition": _("New edition"),
        "onboard": _("Read from a spreadsheet"),
        "undo": _("Undone"),
        "adopt": _("Adopted"),
        "carry over": _("Carried over"),
        "change owners": _("Given to others"),
        "close": _("Closed"),
        "close round": _("Round closed"),
        "drop": _("Not carried on"),
        "erase": _("Erased"),
        "link sign-in": _("Sign-in tied to the person"),
        "make calendar address": _("Calendar address made"),
        "move": _("Due date moved"),
        "open": _("Opened"),
        "open round": _("Round opened"),
        "read from spreadsheet": _("Read from a spreadsheet"),
        "remind": _("Reminded"),
        "reopen": _("Opened again"),
        "report": _("Reported"),
        "revoke calendar address": _("Calendar address ended"),
        "roll": _("Next edition made"),
        "send": _("Sent on hearing"),
        "send again": _("Sent again"),
        "start": _("Set running"),
        "take_back": _("Taken back to draft"),
        "unsubscribe": _("Reminders ended or thinned out"),
    }


@register.filter
def audit_action(entry: AuditEntry) -> str:
    """What was done, as a word; its key when it is not among ours."""
    return action_words().get(entry.action, entry.action)


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
