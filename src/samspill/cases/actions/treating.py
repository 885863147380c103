"""What a meeting makes of its items: never a decision outside authority without its reason."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.cases.actions.deciding import Votes, require_decision, require_votes_of_seats
from samspill.cases.actions.meetings import held_unsent
from samspill.cases.models import AgendaItem, SideVotes
from samspill.cases.states import MeetingState, Outcome
from samspill.cases.voting import require_votes_of_present, require_way
from samspill.common import actions
from samspill.common.actors import Actor
from samspill.common.permissions import require
from samspill.parties.models import Side

Mode = AgendaItem.Mode


@transaction.atomic
def treat(
    *,
    by: Actor,
    item: AgendaItem,
    outcome: str,
    decision: str = "",
    discussion: str = "",
    reason: str = "",
    mode: str = "",
    votes_for: int | None = None,
    votes_against: int | None = None,
    side_votes: Mapping[Side, tuple[int, int]] | None = None,
    exception: str = "",
) -> AgendaItem:
    """Writes what came of an item.

    Args:
        side_votes: for and against of each side, where the rule counts them so; None: those that
            are counted already.
        exception: why it was decided outside authority; it stands with the decision and in the log.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
        ValidationError: the meeting was not held, the minutes are sent or approved, there are more
            votes than seats, or no rule lets the body decide this.
    """
    require(by, "change", item)
    meeting = held_unsent(item.meeting)
    if meeting.state != MeetingState.HELD:
        raise ValidationError(_("Say that the meeting was held first."))
    item.meeting = meeting
    item.outcome, item.decision, item.discussion = outcome, decision.strip(), discussion.strip()
    item.reason, item.mode = reason.strip(), mode
    is_vote = mode == Mode.VOTES
    item.votes_for = votes_for if is_vote else None
    item.votes_against = votes_against if is_vote else None
    if side_votes is None:
        side_votes = {one.side: (one.votes_for, one.votes_against) for one in _sides_of(item)}
    votes = Votes(item.votes_for, item.votes_against, side_votes if is_vote else {})
    if outcome in (Outcome.DECIDED, Outcome.RECOMMENDED) and not item.decision:
        raise ValidationError({"decision": [_("Write what was decided.")]})
    require_way(item, mode, exception=exception)
    require_votes_of_present(item, (item.votes_for or 0) + (item.votes_against or 0))
    require_votes_of_seats(item, votes)
    decides = outcome == Outcome.DECIDED
    item.exception = exception.strip() if decides else ""
    if decides:
        require_decision(item, votes, exception=item.exception)
    saved = actions.save(by=by, record=item, action="treat", reason=item.exception)
    _count_sides(by, saved, votes)
    return saved


def _sides_of(item: AgendaItem) -> list[SideVotes]:
    return list(item.side_votes.select_related("side"))


def _count_sides(by: Actor, item: AgendaItem, votes: Votes) -> None:
    """Writes the votes of each side, in place of those that were there."""
    there = {one.side_id: one for one in _sides_of(item)}
    for side, (yes, no) in votes.of_sides.items():
        one = there.pop(side.pk, None)
        one = one or SideVotes(partnership_id=item.partnership_id, item=item, side=side)
        one.votes_for, one.votes_against = yes, no
        actions.save(by=by, record=one)
    for one in there.values():
        actions.remove(by=by, record=one)
