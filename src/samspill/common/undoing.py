"""What can be undone: changes that the audit trail holds whole, and nobody has built on since.

``putting_back.py`` does it. What has been changed again is not undone, so that nobody's later work
is lost; nor is what others have had time to act by.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.common.house import undoable, whole
from samspill.common.models import AuditEntry

ACTIONS = {"add", "change", "end", "appoint", "remove", "undo"}
"""The changes that carry all that they did, beside those that apps name (``Brings.whole``); others,
such as publishing, undo in their own way."""
ADDED = datetime.timedelta(days=1)
CHANGED = datetime.timedelta(days=30)
"""How long an addition, and anything else, can be undone. What has held is ended instead."""
UNDO, AT_MOST = "undo", 500
"""Where the session keeps what was just written, and how much of it is offered."""
CUT = re.compile(r"… \(\d+\)\Z")


def can_be_offered(entries: Collection[AuditEntry]) -> bool:
    """Whether all of these are of a kind that can be undone, without asking the database."""
    return 0 < len(entries) <= AT_MOST and all(
        entry.action in ACTIONS | whole() and entry.model in undoable() and not _is_cut(entry)
        for entry in entries
    )


def in_the_way(entries: Collection[AuditEntry]) -> list[str]:
    """Why these cannot be undone together, in words; empty when they can.

    One query, however many there are.
    """
    if not can_be_offered(entries):
        return [_("This kind of change cannot be undone here.")]
    now = timezone.now()
    old = [one for one in entries if one.at < now - (CHANGED if one.before else ADDED)]
    if old:
        return [_("This is too long ago. End it, or change it to what it should be.")]
    return changed_since(entries)


def changed_since(entries: Collection[AuditEntry]) -> list[str]:
    """Which of the things that the entries tell of have been changed by others since, in words."""
    keys = {(one.model, one.object_id) for one in entries}
    later = AuditEntry.objects.filter(
        model__in={model for model, _key in keys}, object_id__in={key for _model, key in keys},
        pk__gt=min(one.pk for one in entries),
    )  # fmt: skip
    chosen = {one.pk for one in entries}
    return [
        _("«%(object)s» has been changed since, by %(by)s. Undo that first.")
        % {"object": one.object, "by": one.by}
        for one in later.exclude(action="read").exclude(pk__in=chosen)
        if (one.model, one.object_id) in keys and _first(entries, one) < one.pk
    ]


def _first(entries: Iterable[AuditEntry], like: AuditEntry) -> int:
    """The first of the entries that is about the same object."""
    same = (like.model, like.object_id)
    return min(one.pk for one in entries if (one.model, one.object_id) == same)


def _is_cut(entry: AuditEntry) -> bool:
    """Whether the trail holds only a part of a long text."""
    values = [*entry.before.values(), *entry.after.values()]
    return any(isinstance(one, str) and CUT.search(one) for one in values)
