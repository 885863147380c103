"""Undoing: what was written is put back as the audit trail tells that it was, by a new change.

Nothing is taken out of the audit trail.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from samspill.common import actions, audit
from samspill.common.actors import Actor
from samspill.common.models import AuditEntry
from samspill.common.permissions import require
from samspill.common.undoing import changed_since, in_the_way


@transaction.atomic
def undo(*, by: Actor, entries: Collection[AuditEntry]) -> int:
    """Puts back what the entries tell, where they are of a kind that is undone one by one.

    Returns:
        how many records were touched.

    Raises:
        NotAllowed: the actor may not change one of the records.
        ValidationError: one has been changed since, is too old, or the database refuses it.
    """
    if problems := in_the_way(entries):
        raise ValidationError(problems)
    return put_back(by=by, entries=entries)


@transaction.atomic
def put_back(*, by: Actor, entries: Collection[AuditEntry]) -> int:
    """Puts back all that the entries tell, the last first; all of them or none.

    Returns:
        how many records were touched.

    Raises:
        NotAllowed: the actor may not change one of the records.
        ValidationError: one has been changed since, or something else was built on it.
    """
    if problems := changed_since(entries):
        raise ValidationError(problems)
    for entry in sorted(entries, key=lambda one: -one.pk):
        _undo(by, entry)
    return len({(entry.model, entry.object_id) for entry in entries})


def _undo(by: Actor, entry: AuditEntry) -> None:
    model = apps.get_model(entry.model)
    if not entry.after:
        _bring_back(by, model, entry)
        return
    found = model._base_manager.filter(pk=entry.object_id).first()
    if found is None:
        raise ValidationError(_("«%(object)s» is not there any more.") % {"object": entry.object})
    if not entry.before:
        actions.remove(by=by, record=found)
        return
    lists = {field.name: field for field in model._meta.many_to_many}
    for name, value in entry.before.items():
        if name in lists:
            chosen = lists[name].related_model._base_manager.filter(pk__in=value)
            actions.set_many(by=by, record=found, field=name, chosen=chosen)
        else:
            _set(found, name, value)
    actions.save(by=by, record=found, action="undo")


def _bring_back(by: Actor, model: type[models.Model], entry: AuditEntry) -> None:
    record: Any = model(partnership_id=entry.partnership_id)
    for name, value in entry.before.items():
        _set(record, name, value)
    require(by, "change", record)
    record.full_clean(validate_constraints=False)
    with actions.refused_in_words():
        record.save(force_insert=True)
    audit.record_change(by=by, action="undo", about=record, after=audit.state_of(record))
    actions.touched(record)


def _set(record: models.Model, attname: str, value: Any) -> None:
    by_name = {field.attname: field for field in record._meta.concrete_fields}
    if attname in by_name:
        setattr(record, attname, by_name[attname].to_python(value))
