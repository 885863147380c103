"""What belongs to the treatment of an item, row by row: duties, proposals, seats that left.

A row is known by a key that its form makes, so that the same row sent twice is one.
"""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.bodies.models import Body, Seat
from samspill.cases.actions.meetings import held_unsent
from samspill.cases.models import AgendaItem, FollowUp, Proposal, Recusal
from samspill.common import actions
from samspill.common.actors import Actor
from samspill.parties.models import Party


@transaction.atomic
def set_follow_up(
    *,
    by: Actor,
    item: AgendaItem,
    key: str,
    text: str,
    party: Party | None = None,
    body: Body | None = None,
    role: str = "",
    due_on: datetime.date | None = None,
) -> FollowUp | None:
    """Writes what is to be done; without a text it is taken away.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
        ValidationError: two owners, due before the meeting, or the minutes are approved.
    """
    meeting = held_unsent(item.meeting)
    there = item.follow_ups.filter(slug=key).first()
    if not text.strip():
        if there is not None:
            actions.remove(by=by, record=there)
        return None
    if due_on and due_on < meeting.date:
        raise ValidationError({"due_on": [_("It cannot be due before the meeting.")]})
    one = there or FollowUp(partnership_id=item.partnership_id, item=item, slug=key)
    if there is None:
        one.position = _next(item.follow_ups)
    one.text, one.party, one.body, one.role, one.due_on = text.strip(), party, body, role, due_on
    return actions.save(by=by, record=one)


@transaction.atomic
def set_proposal(
    *, by: Actor, item: AgendaItem, key: str, text: str, seat: Seat | None = None
) -> Proposal | None:
    """Writes what somebody proposed; without a text it is taken away.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
        ValidationError: the seat may not propose, or the minutes are approved.
    """
    held_unsent(item.meeting)
    there = item.proposals.filter(slug=key).first()
    if not text.strip():
        if there is not None:
            actions.remove(by=by, record=there)
        return None
    if seat is not None and not seat.may_propose:
        raise ValidationError({"seat": [_("%(seat)s may not propose.") % {"seat": seat.label}]})
    one = there or Proposal(partnership_id=item.partnership_id, item=item, slug=key)
    if there is None:
        one.position = _next(item.proposals)
    one.text, one.seat = text.strip(), seat
    return actions.save(by=by, record=one)


@transaction.atomic
def set_recusal(
    *, by: Actor, item: AgendaItem, seat: Seat, substitute: Seat | None = None, reason: str = ""
) -> Recusal:
    """Writes that a seat left for the item, and who stepped in.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
        ValidationError: the substitute is of another body, or the minutes are approved.
    """
    held_unsent(item.meeting)
    if substitute is not None and substitute.body_id != seat.body_id:
        raise ValidationError({"substitute": [_("A substitute is of the same body.")]})
    there = item.recusals.filter(seat=seat).first()
    one = there or Recusal(partnership_id=item.partnership_id, item=item, seat=seat)
    one.body_id = seat.body_id
    one.substitute, one.reason = substitute, reason.strip()
    return actions.save(by=by, record=one)


@transaction.atomic
def forget_recusal(*, by: Actor, item: AgendaItem, seat: Seat) -> None:
    """Takes away that a seat left for the item.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
    """
    held_unsent(item.meeting)
    for one in item.recusals.filter(seat=seat):
        actions.remove(by=by, record=one)


def _next(rows: object) -> int:
    last = rows.order_by("-position").values_list("position", flat=True).first()  # type: ignore[attr-defined]
    return 0 if last is None else last + 1
