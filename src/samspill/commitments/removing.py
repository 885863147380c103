"""What the ledger says when records are to be removed that it points at."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.core.exceptions import ValidationError
from django.db.models import Exists, Model, OuterRef, Q
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.commitments.models import (
    Commitment,
    CommitmentQuerySet,
    FormerOwner,
    Owner,
    StatusReport,
)
from samspill.commitments.processes import all_processes
from samspill.common import audit
from samspill.common.actors import Actor


def make_way(by: Actor, model: type[Model], keys: Collection[int]) -> None:
    """Takes along what was withdrawn unanswered: it should not have been there either.

    What is owed, or was answered or closed otherwise, keeps the record.

    Raises:
        ValidationError: such a commitment is about one of the records, or owed by it.
    """
    found: set[int] = set().union(*_pointing_at(model, keys))
    if not found:
        return
    asked: CommitmentQuerySet = Commitment.objects.filter(pk__in=found)
    if opened := list(asked.open()):
        said = ngettext(
            "It cannot be removed: «%(title)s» is open. Withdraw that first.",
            "It cannot be removed: «%(title)s» is open, one of %(count)s. Withdraw them first.",
            len(opened),
        )
        raise ValidationError(said % {"title": opened[0].title, "count": len(opened)})
    answered = Exists(StatusReport.objects.filter(commitment=OuterRef("pk")))
    history = asked.filter(~Q(closed_as=Commitment.ClosedAs.WITHDRAWN) | answered)
    if first := history.first():
        raise ValidationError(_kept(first))
    for commitment in asked:
        before = audit.state_of(commitment)
        audit.record_change(by=by, action="remove", about=commitment, before=before)
        try:
            commitment.delete()
        except ProtectedError as kept:
            raise ValidationError(_kept(commitment)) from kept


def _kept(commitment: Commitment) -> str:
    said = _("It cannot be removed: «%(title)s» was asked and not withdrawn, or was answered, and "
             "that stays. End it instead.")  # fmt: skip
    return said % {"title": commitment.title}


def _pointing_at(model: type[Model], keys: Collection[int]) -> Iterator[set[int]]:
    """The keys of the commitments that point at records: at their things, and at those who owe."""
    places = [(process.about, "thing") for process in all_processes()]
    places += [(kind, name) for kind in (Owner, FormerOwner) for name in ("party", "body")]
    for kind, name in places:
        if kind._meta.get_field(name).related_model is model:
            rows = kind.objects.filter(**{f"{name}__in": keys})
            yield set(rows.values_list("commitment", flat=True))
