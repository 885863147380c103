"""Writing one record: checked, audited, and told to the pages, all in one transaction."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.models import PROTECT
from django.utils.translation import gettext as _

from samspill.common import audit, constraints, content, house
from samspill.common.actors import Actor
from samspill.common.at_once import require_alone
from samspill.common.formerly import keep_address
from samspill.common.identity import refuse_identity_numbers
from samspill.common.models import Partnership
from samspill.common.permissions import require
from samspill.common.ready import together

M = TypeVar("M", bound=models.Model)
BACKWARD_RANGE = "22000"
"""What PostgreSQL says when a period begins after what it belongs to has ended."""


class ChangedMeanwhile(Exception):
    """Someone else has saved the record since it was opened; ``current`` is how it stands now.

    ``saved`` is what was saved, where that is not the record itself; empty where nobody knows who.
    """

    def __init__(self, current: models.Model, saved: Sequence[models.Model] | None = None) -> None:
        self.current = current
        self.saved = [current] if saved is None else saved
        super().__init__(_("Someone else has changed this since you opened it."))


def version_of(record: models.Model) -> str:
    """A short mark of how a record stands, which a form carries to see whether it has changed."""
    if record.pk is None:
        return ""
    state = audit.state_of(record) | _pointed_at(record)
    stands = json.dumps(state, sort_keys=True)
    return hashlib.sha256(stands.encode()).hexdigest()[:16]


def _pointed_at(record: models.Model) -> dict[str, list[int]]:
    """The keys of all that each list of a record points at; what is read already, as it is read."""
    lists = {field.name: getattr(record, field.name) for field in record._meta.many_to_many}
    read = {name for name in lists if name in getattr(record, "_prefetched_objects_cache", ())}
    unread = {name: lists[name].values_list("pk", flat=True) for name in lists.keys() - read}
    keys = {name: [one.pk for one in lists[name].all()] for name in read} | together(**unread)
    return {name: sorted(found) for name, found in keys.items()}


@transaction.atomic
def save(*, by: Actor, record: M, version: str = "", action: str = "", reason: str = "") -> M:
    """Adds or changes a record of one helsefellesskap.

    Args:
        by: who does it.
        record: as it is to stand.
        version: :func:`version_of` when the form was opened; empty to write over what is there.
        action: the word for it in the audit trail; "add" or "change" when not given.
        reason: why, where one is asked.

    Raises:
        NotAllowed: the actor may not, as it stood or as it is to stand.
        ChangedMeanwhile: it stands otherwise than when ``version`` was made.
        ValidationError: a value is wrong, or the database refuses it.
    """
    before: dict[str, Any] = {}
    stored = None
    if record.pk is not None:
        stored = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
        require(by, "change", stored)
        if version and version_of(stored) != version:
            raise ChangedMeanwhile(stored)
        before = audit.state_of(stored)
        for name in getattr(record, "counted", ()):
            setattr(record, name, getattr(stored, name))
        keep_address(record, stored)
    require(by, "change", record)
    record.full_clean(exclude=_known_there(record, before), validate_constraints=False)
    if stored is not None and _says_the_same(record, stored):
        return record
    house.uphold(by, record, stored)
    refuse_identity_numbers(audit.anew(before, audit.state_of(record)))
    require_alone(record)
    with refused_in_words():
        record.save()
    after = audit.state_of(record)
    if before == after:
        return record
    audit.record_change(
        by=by,
        action=action or ("change" if before else "add"),
        about=record,
        before=before,
        after=after,
        reason=reason,
    )
    house.follow(record, stored)
    touched(record)
    return record


def _says_the_same(record: models.Model, stored: models.Model) -> bool:
    """Whether there is nothing to write."""
    names = [field.attname for field in record._meta.concrete_fields]
    return all(getattr(record, name) == getattr(stored, name) for name in names)


def _known_there(record: models.Model, before: Mapping[str, Any]) -> set[str]:
    """The fields that point at what need not be asked for: it was pointed at before."""
    stands = audit.state_of(record)
    return {"partnership"} | {
        field.name
        for field in record._meta.concrete_fields
        if field.is_relation and (field.attname, stands.get(field.attname)) in before.items()
    }


@transaction.atomic
def set_many(
    *,
    by: Actor,
    record: models.Model,
    field: str,
    chosen: Iterable[models.Model],
    action: str = "change",
) -> None:
    """Sets which records a record points at through a many-to-many field.

    Raises:
        NotAllowed: the actor may not change the record.
        ValidationError: the database refuses it.
    """
    require(by, "change", record)
    manager = getattr(record, field)
    before = sorted(manager.values_list("pk", flat=True))
    after = sorted(one.pk for one in chosen)
    if before == after:
        return
    with refused_in_words():
        manager.set(after)
    audit.record_change(
        by=by, action=action, about=record, before={field: before}, after={field: after}
    )
    touched(record)


@transaction.atomic
def remove(*, by: Actor, record: models.Model, reason: str = "") -> None:
    """Takes away a record that should never have been there. What has held is ended instead.

    Raises:
        NotAllowed: the actor may not.
        ValidationError: other records refer to it, or hang under it; or an app keeps it.
    """
    require(by, "change", record)
    house.make_way(by, type(record), [record.pk])
    names = house.names_of_models()
    dependents = [
        str(names.get(relation.field.model, relation.field.model._meta.verbose_name))
        for relation in _referring(record)
        if relation.field.model._base_manager.filter(**{relation.field.name: record.pk}).exists()
    ]
    if dependents:
        raise ValidationError(
            _("%(record)s cannot be removed: there are records under it or about it (%(kinds)s).")
            % {"record": record, "kinds": ", ".join(sorted(set(dependents)))}
        )
    audit.record_change(
        by=by, action="remove", about=record, before=audit.state_of(record), reason=reason
    )
    # Django takes the primary key from what it deletes.
    gone = copy.copy(record)
    with refused_in_words():
        record.delete()
    touched(gone)


def _referring(record: models.Model) -> Iterator[Any]:
    """What a record is kept by: all that hangs under it, and what only points at it. What the
    database makes of others by itself (a view) keeps nothing."""
    yield from (one for one in record._meta.related_objects if one.field.model._meta.managed)
    for relation in record._meta.get_fields(include_hidden=True):
        if getattr(relation, "hidden", False) and getattr(relation, "on_delete", None) is PROTECT:
            yield relation


def touched(record: models.Model) -> None:
    """Tells that a record's helsefellesskap has other content now."""
    if isinstance(record, Partnership):
        content.changed(record, only=[record])
    elif getattr(record, "partnership_id", None) is not None:
        field: Any = record._meta.get_field("partnership")
        partnership = field.get_cached_value(record, default=record.partnership_id)  # type: ignore[attr-defined]
        content.changed(partnership, only=[record])


@contextmanager
def refused_in_words() -> Iterator[None]:
    """Turns what a constraint of the database refuses into a ValidationError in plain words.

    Deferred constraints are asked at once, so that the refusal comes where it can be shown. It goes
    within a function that is one transaction, which the refusal leaves: that takes back the rest.
    """
    try:
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    except (IntegrityError, DataError) as refused:
        raise ValidationError(_in_words(refused)) from refused


def _in_words(error: IntegrityError | DataError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    if getattr(diagnosis, "sqlstate", "") == BACKWARD_RANGE:
        return _("The period is not within the period of what it belongs to.")
    return constraints.refused_in_words(
        getattr(diagnosis, "constraint_name", "") or "",
        getattr(diagnosis, "table_name", "") or "",
    )
