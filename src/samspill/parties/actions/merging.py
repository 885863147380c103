"""Two records of one person become one."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from samspill.common import actions
from samspill.common.actors import Actor
from samspill.common.permissions import require
from samspill.parties.models import Person


def held_by(person: Person) -> Iterator[models.Model]:
    """Every record that points at a person: roles, terms, and whatever other apps have."""
    for relation in Person._meta.related_objects:
        field = relation.field
        yield from field.model._default_manager.filter(**{field.name: person})


@transaction.atomic
def merge_people(*, by: Actor, keep: Person, away: Person, reason: str = "") -> Person:
    """Gives all that one person has to the other, and removes the first.

    Args:
        keep: who stays; empty fields are filled from the other.
        away: who was the same person all the time.

    Raises:
        NotAllowed: the actor may not change both.
        ValidationError: they are one already, both can sign in, or both hold the same role or seat
            at the same time.
    """
    for person in (keep, away):
        require(by, "merge", person)
    if keep.pk == away.pk:
        raise ValidationError(_("Choose somebody else."))
    if keep.user_id and away.user_id:
        raise ValidationError(_("Both can sign in. Close one of the sign-ins first."))
    held = list(held_by(away))
    for record in held:
        for field in record._meta.concrete_fields:
            if field.related_model is Person and field.value_from_object(record) == away.pk:
                setattr(record, field.attname, keep.pk)
        actions.save(by=by, record=record, action="merge", reason=reason)
    user, away.user = away.user, None
    away.save(update_fields=["user"])
    keep.user = keep.user or user
    for name in ("email", "phone", "gender", "invited_email", "party"):
        setattr(keep, name, getattr(keep, name) or getattr(away, name))
    keep.is_invented = keep.is_invented and away.is_invented
    actions.save(by=by, record=keep, action="merge", reason=reason)
    actions.remove(by=by, record=away, reason=reason)
    return keep
