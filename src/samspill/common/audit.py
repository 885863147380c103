"""The audit trail: one entry for each change, and for each reading of what is not public."""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model, Q
from django.utils import translation

from samspill.common.actors import Actor
from samspill.common.identity import refuse_identity_numbers
from samspill.common.models import AuditEntry

LONGEST_TEXT = 20_000
BEFORE = 200
"""How much of a longer text an entry keeps, and how much of it before the first difference."""
FIELDS_OF = "fields of"
"""In the detail of an entry: the model that the values are of, where it is a part of the record."""
_collected: ContextVar[list[AuditEntry] | None] = ContextVar("collected", default=None)


@contextmanager
def collected() -> Iterator[list[AuditEntry]]:
    """The entries of changes that are written within, in their order."""
    found: list[AuditEntry] = []
    token = _collected.set(found)
    try:
        yield found
    finally:
        _collected.reset(token)


def state_of(record: Model) -> dict[str, Any]:
    """Every stored value of a row, in a form that JSON can hold; not what the program counts."""
    return {
        field.attname: _plain(field.value_from_object(record))
        for field in record._meta.concrete_fields
        if field.name not in {"partnership", "sort_key", *getattr(record, "counted", ())}
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date | datetime.time | datetime.datetime):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return str(value)
    return value


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict, dict]:
    """Only what differs, before and after, as an entry keeps it."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return (
        {name: _kept(before[name], after.get(name)) for name in names if name in before},
        {name: _kept(after[name], before.get(name)) for name in names if name in after},
    )


def anew(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What stands there afterwards and did not before, whole."""
    return {name: value for name, value in after.items() if before.get(name) != value}


def _kept(value: Any, other: Any) -> Any:
    """The value; of a text that is too long for an entry, what stands where the two differ."""
    if not isinstance(value, str) or len(value) <= LONGEST_TEXT:
        return value
    pairs = enumerate(zip(value, other or "", strict=False))
    same = next((at for at, (one, another) in pairs if one != another), len(other or ""))
    first = max(same - BEFORE, 0)
    shown = value[first : first + LONGEST_TEXT]
    return f"{'… ' if first else ''}{shown}… ({len(value)})"


def record_change(
    *,
    by: Actor,
    action: str,
    about: Model,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Writes the entry of a change: who, in which role, what, before, after, why.

    Raises:
        ValidationError: what is written anew, or the reason, holds a national identity number.
            Whatever is changed comes through here, so that nobody has to remember it.
    """
    refuse_identity_numbers({**anew(before or {}, after or {}), "reason": reason})
    old, new = changes(before or {}, after or {})
    with translation.override(by.language):
        role, named = by.in_words[:300], str(about)[:300]
    entry = AuditEntry.objects.create(
        partnership_id=by.partnership or getattr(about, "partnership_id", None),
        by=by.name[:200],
        user=by.user,
        role=role,
        action=action,
        object=named,
        model=about._meta.label_lower,
        object_id=about.pk,
        before=old,
        after=new,
        reason=reason,
        detail=dict(detail or {}),
    )
    written = _collected.get()
    if written is not None and action != "read":
        written.append(entry)
    return entry


def record_reading(*, by: Actor, about: Model) -> AuditEntry:
    """Writes that something that is not public was read."""
    return record_change(by=by, action="read", about=about)


def last_change(records: Iterable[Model]) -> AuditEntry | None:
    """The latest entry of a change of any of the records."""
    keys: dict[str, list[Any]] = {}
    for one in records:
        keys.setdefault(one._meta.label_lower, []).append(one.pk)
    if not keys:
        return None
    asked = Q()
    for model, found in keys.items():
        asked |= Q(model=model, object_id__in=found)
    return AuditEntry.objects.filter(asked).exclude(action="read").first()
