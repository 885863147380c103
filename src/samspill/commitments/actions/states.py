"""Moving a due date, closing and reopening, and who may see it: each is audited."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samspill.commitments.actions.opening import at, require_change
from samspill.commitments.due import Due
from samspill.commitments.models import Commitment
from samspill.common import actions, audit, content
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today

ClosedAs = Commitment.ClosedAs
State = Commitment.State


@transaction.atomic
def move(*, by: Actor, commitment: Commitment, due: Due, reason: str = "") -> Commitment:
    """Sets another due date.

    Raises:
        NotAllowed: the actor may not.
        ValidationError: it is closed, or the date is before its source.
    """
    commitment = _taken(by, commitment)
    if commitment.state != State.OPEN:
        raise ValidationError(_("«%(title)s» is closed.") % {"title": commitment})
    if due.on and commitment.source_on and due.on < commitment.source_on:
        raise ValidationError(
            _("«%(title)s» cannot be due on %(due)s: its source is from %(source)s.")
            % {"title": commitment, "due": due.on, "source": commitment.source_on}
        )
    return _written(
        by, commitment, "move", reason,
        due_kind=due.kind, due_on=due.on, recurrence=due.recurrence,
        due_as_written=due.as_written or commitment.due_as_written,
    )  # fmt: skip


@transaction.atomic
def close(
    *, by: Actor, commitment: Commitment, closed_as: str = ClosedAs.DONE, reason: str = ""
) -> Commitment:
    """Closes a commitment; one that is closed stays as it is.

    Raises:
        NotAllowed: the actor may not.
    """
    commitment = _taken(by, commitment)
    if commitment.state == State.CLOSED:
        return commitment
    return _written(by, commitment, "close", reason, **closed(closed_as, reason))


def closed(closed_as: str, reason: str = "") -> dict[str, Any]:
    """The values of a commitment that is closed today."""
    return {
        "state": State.CLOSED,
        "closed_as": closed_as,
        "closed_on": today(),
        "closed_reason": reason[:1000],
    }


@transaction.atomic
def withdraw(*, by: Actor, commitment: Commitment, reason: str) -> Commitment:
    """Closes what should never have been asked.

    Raises:
        NotAllowed: the actor may not.
        ValidationError: no reason is given.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is withdrawn.")})
    return close(by=by, commitment=commitment, closed_as=ClosedAs.WITHDRAWN, reason=reason)


@transaction.atomic
def reopen(*, by: Actor, commitment: Commitment, reason: str = "") -> Commitment:
    """Opens a closed commitment again; one that is open stays as it is.

    Raises:
        NotAllowed: the actor may not.
    """
    commitment = _taken(by, commitment)
    if commitment.state == State.OPEN:
        return commitment
    values = {"state": State.OPEN, "closed_as": "", "closed_on": None, "closed_reason": ""}
    return _written(by, commitment, "reopen", reason, **values)


@transaction.atomic
def ask_again(*, by: Actor, commitment: Commitment, due: Due, text: str = "") -> Commitment:
    """Asks anew what was taken back, with another due date and text.

    Raises:
        NotAllowed: the actor may not.
        ValidationError: it was not taken back.
    """
    commitment = _taken(by, commitment)
    if commitment.closed_as != ClosedAs.WITHDRAWN:
        raise ValidationError(_("«%(title)s» was not taken back.") % {"title": commitment})
    values = {"state": State.OPEN, "closed_as": "", "closed_on": None, "closed_reason": ""}
    return _written(
        by, commitment, "reopen", "", **values, text=text,
        due_kind=due.kind, due_on=due.on, recurrence=due.recurrence,
        due_as_written=due.as_written,
    )  # fmt: skip


@transaction.atomic
def close_many(
    *,
    by: Actor,
    partnership: Partnership,
    commitments: QuerySet[Commitment],
    closed_as: str = ClosedAs.LAPSED,
    reason: str = "",
) -> int:
    """Closes many of one process, such as all that an edition asked when it is withdrawn.

    Returns:
        How many were open.

    Raises:
        NotAllowed: the actor may not close them.
    """
    found = commitments.filter(state=State.OPEN)
    first: dict[str, Commitment] = {}
    for process in found.order_by().values_list("process", flat=True).distinct():
        first[process] = found.filter(process=process)[:1].get()
        require_change(by, first[process])
    count = found.update(**closed(closed_as, reason))
    if count:
        detail = {"closed": count, "processes": sorted(first), "as": str(closed_as)}
        audit.record_change(
            by=at(by, partnership), action="close", about=partnership, reason=reason, detail=detail
        )
        content.changed(partnership, only=[Commitment])
    return count


@transaction.atomic
def set_public(*, by: Actor, commitments: QuerySet[Commitment], is_public: bool) -> int:
    """Lets everyone see what is owed, or those alone who owe it and the secretariat.

    Returns:
        How many were otherwise.

    Raises:
        NotAllowed: the actor may not change them.
    """
    found = list(commitments.exclude(is_public=is_public))
    for commitment in found:
        _written(by, _taken(by, commitment), "change", "", is_public=is_public)
    return len(found)


def _taken(by: Actor, commitment: Commitment) -> Commitment:
    """The row, locked, once the actor may change it."""
    taken = Commitment.objects.select_for_update().get(pk=commitment.pk)
    require_change(by, taken)
    return taken


def _written(
    by: Actor, commitment: Commitment, action: str, reason: str, **values: Any
) -> Commitment:
    before = audit.state_of(commitment)
    for name, value in values.items():
        setattr(commitment, name, value)
    with actions.refused_in_words():
        commitment.save(update_fields=list(values))
    audit.record_change(
        by=by,
        action=action,
        about=commitment,
        before=before,
        after=audit.state_of(commitment),
        reason=reason,
    )
    actions.touched(commitment)
    return commitment
