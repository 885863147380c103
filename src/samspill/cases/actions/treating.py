"""What a meeting makes of its items: never a decision outside authority without its reason."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.bodies.models import Body, Seat
from samspill.cases.actions.approving import approve
from samspill.cases.actions.meetings import held_open
from samspill.cases.models import AgendaItem, Attendance, Case, FollowUp, Meeting
from samspill.cases.states import ApprovedHow, MeetingState, Outcome
from samspill.common import actions
from samspill.common.actors import Actor
from samspill.documents.authority import Decision, require_authority
from samspill.documents.models import DocumentKind
from samspill.parties.models import Party

OWN_MATTERS = (Case.Type.APPROVAL, Case.Type.ELECTION)
"""What a body decides of its own: its agenda, its minutes, who leads it."""
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
    exception: str = "",
    version: str = "",
) -> AgendaItem:
    """Writes what came of an item.

    Args:
        exception: why it was decided outside authority; it stands with the decision and in the log.

    Raises:
        NotAllowed, ChangedMeanwhile: as ``common.actions.save``.
        ValidationError: the meeting was not held, the minutes are approved, there are more votes
            than seats, or no rule lets the body decide this.
    """
    meeting = held_open(item.meeting)
    if meeting.state != MeetingState.HELD:
        raise ValidationError(_("Say that the meeting was held first."))
    item.meeting = meeting
    item.outcome, item.decision, item.discussion = outcome, decision.strip(), discussion.strip()
    item.reason, item.mode = reason.strip(), mode
    is_vote = mode == Mode.VOTES
    item.votes_for = votes_for if is_vote else None
    item.votes_against = votes_against if is_vote else None
    if outcome in (Outcome.DECIDED, Outcome.RECOMMENDED) and not item.decision:
        raise ValidationError({"decision": [_("Write what was decided.")]})
    _require_votes_of_seats(item, meeting)
    decides = outcome == Outcome.DECIDED
    item.exception = exception.strip() if decides else ""
    if decides:
        require_decision(item, exception=item.exception)
    saved = actions.save(by=by, record=item, version=version, action="treat", reason=item.exception)
    if decides and item.approves is not None:
        how = ApprovedHow.MEETING
        approve(by=by, meeting=item.approves, how=how, on=meeting.date)
    return saved


def require_decision(item: AgendaItem, *, exception: str = "") -> None:
    """Raises:
    ValidationError: whose decision it is is not said, or it is outside that body's authority.
    """
    body = deciding_body(item)
    if item.case is None:
        if item.type not in OWN_MATTERS and not exception:
            raise ValidationError(_("Make it a case first, so that it is known who may decide it."))
        return
    case, on = item.case, item.meeting.date
    kinds = list(DocumentKind.objects.filter(documents__case_links__case=case).distinct())
    recommended = _recommending(case, on)
    refused: ValidationError | None = None
    for one in [*recommended, None]:
        try:
            decision = Decision(on, body, one)
            require_authority(decision, kinds, rule=case.authority, exception=exception)
        except ValidationError as wrong:
            refused = refused or wrong
        else:
            refused = None
            break
    if refused is not None:
        raise refused
    if not exception:
        _require_the_rule_kept(item, body, on)


def deciding_body(item: AgendaItem) -> Body:
    """Whose item it is.

    Raises:
        ValidationError: several bodies meet together, and it is not said whose it is.
    """
    bodies = [item.body] if item.body else list(item.meeting.bodies.all()[:2])
    if len(bodies) != 1:
        raise ValidationError(_("Several bodies meet together: say first which one decides."))
    return bodies[0]


def _recommending(case: Case, on: datetime.date) -> list[Body]:
    """The bodies that have recommended the case in a meeting up to that day."""
    before = AgendaItem.objects.filter(
        case=case, outcome=Outcome.RECOMMENDED, meeting__date__lte=on
    )
    found = {one.body or body for one in before for body in one.meeting.bodies.all()}
    return sorted((one for one in found if one), key=lambda one: one.pk)


def _seats(body: Body, on: datetime.date) -> int:
    """How many seats of a body vote; those of substitutes do only in another's place."""
    found = Seat.objects.on(on).filter(body=body, may_vote=True)
    return found.exclude(role="substitute").count()


def _require_votes_of_seats(item: AgendaItem, meeting: Meeting) -> None:
    votes = (item.votes_for or 0) + (item.votes_against or 0)
    if not votes:
        return
    bodies = [item.body] if item.body else list(meeting.bodies.all())
    if any(not body.all_seats_entered for body in bodies):
        return
    seats = sum(_seats(body, meeting.date) for body in bodies)
    if votes > seats:
        told = {"votes": votes, "seats": seats}
        raise ValidationError(
            {"votes_for": [_("%(votes)s votes are more than the %(seats)s seats.") % told]}
        )


def _require_the_rule_kept(item: AgendaItem, body: Body, on: datetime.date) -> None:
    """A rule that asks for unanimity is kept by all seats that vote, and by no fewer."""
    rule = item.case.authority if item.case else None
    if rule is None or not rule.decision_rule or not rule.holds_on(on):
        return
    rules = Body.DecisionRule
    if rule.decision_rule == rules.UNANIMITY:
        seats = _seats(body, on)
        if item.mode != Mode.VOTES or item.votes_against or (item.votes_for or 0) < seats:
            raise ValidationError(
                _("The rule asks for unanimity: all %(seats)s who vote must be for it. Count the "
                  "votes, or say why it was decided otherwise.") % {"seats": seats}
            )  # fmt: skip
    elif rule.decision_rule == rules.CONSENSUS and item.mode == Mode.VOTES:
        raise ValidationError(
            _("The rule asks for consensus. Say why it was decided by votes all the same.")
        )
    elif item.mode == Mode.VOTES and (item.votes_for or 0) <= (item.votes_against or 0):
        raise ValidationError({"votes_for": [_("There is no majority for it.")]})


@transaction.atomic
def follow_up(
    *,
    by: Actor,
    item: AgendaItem,
    text: str,
    party: Party | None = None,
    body: Body | None = None,
    due_on: datetime.date | None = None,
) -> FollowUp:
    """Adds what is to be done because of an item; it is owed when the minutes are approved.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
        ValidationError: two owners, due before the meeting, or the minutes are approved.
    """
    meeting = held_open(item.meeting)
    if due_on and due_on < meeting.date:
        raise ValidationError({"due_on": [_("It cannot be due before the meeting.")]})
    count = item.follow_ups.count()
    made = FollowUp(
        partnership_id=item.partnership_id,
        item=item,
        slug=f"oppgave-{count + 1}",
        position=count,
        text=text.strip(),
        party=party,
        body=body,
        due_on=due_on,
    )
    return actions.save(by=by, record=made)


@transaction.atomic
def note_attendance(
    *, by: Actor, meeting: Meeting, seat: Seat, came: str, substitute: Seat | None = None
) -> Attendance:
    """Writes that who sits on a seat came, or did not.

    Raises:
        NotAllowed: the actor keeps no papers of a body that meets.
        ValidationError: a substitute for one who came, or the minutes are approved.
    """
    found = held_open(meeting)
    there = Attendance.objects.filter(meeting=found, seat=seat).first()
    one = there or Attendance(partnership_id=found.partnership_id, meeting=found, seat=seat)
    one.came, one.substitute = came, substitute
    one.body_id = seat.body_id
    return actions.save(by=by, record=one)
