"""Whether a meeting may decide an item: never outside authority without its reason.

Asked of the authority rules of the day (``documents/authority.py``). Which rule it is by, the case
says; where it does not, the rules for the kinds of document that it is about are asked. How it is
decided, that rule says, or else the body's own.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspill.bodies.models import Body, DecisionStep, Role, Seat
from samspill.cases.models import AgendaItem, Case
from samspill.cases.states import Outcome
from samspill.cases.voting import ALLOWS, Mode, Rules, left_without_substitute, rules_of
from samspill.documents.authority import Decision, require_authority
from samspill.documents.models import DocumentKind
from samspill.parties.models import Side

OWN_MATTERS = (Case.Type.APPROVAL, Case.Type.ELECTION)
"""What a body decides of its own: its agenda, its minutes, who leads it."""


@dataclass(frozen=True)
class Votes:
    """What was counted: for and against, in all and of each side."""

    votes_for: int | None = None
    votes_against: int | None = None
    of_sides: Mapping[Side, tuple[int, int]] = field(default_factory=dict)

    @property
    def counted(self) -> int:
        return (self.votes_for or 0) + (self.votes_against or 0)


def require_decision(item: AgendaItem, votes: Votes, *, exception: str = "") -> None:
    """Raises:
    ValidationError: whose decision it is is not said, or it is outside that body's authority.
    """
    body = deciding_body(item)
    if item.case is not None:
        _require_who(item.case, item.meeting.date, body, exception)
    elif item.type not in OWN_MATTERS and not exception:
        raise ValidationError(_("Make it a case first, so that it is known who may decide it."))
    if not exception:
        _require_the_rule_kept(item, body, votes)


def deciding_body(item: AgendaItem) -> Body:
    """Whose item it is.

    Raises:
        ValidationError: several bodies meet together, and it is not said whose it is.
    """
    bodies = [item.body] if item.body else list(item.meeting.bodies.all()[:2])
    if len(bodies) != 1:
        raise ValidationError(_("Several bodies meet together: say first which one decides."))
    return bodies[0]


def require_votes_of_seats(item: AgendaItem, votes: Votes) -> None:
    """Raises:
    ValidationError: more votes are counted than there are seats that vote, in all or of a side,
        or the sides do not add up.
    """
    bodies = [item.body] if item.body else list(item.meeting.bodies.all())
    are_entered = all(body.all_seats_entered for body in bodies)
    seats = _seats(bodies, item.meeting.date)
    if are_entered and votes.counted > sum(seats.values()):
        told = {"votes": votes.counted, "seats": sum(seats.values())}
        raise ValidationError(
            {"votes_for": [_("%(votes)s votes are more than the %(seats)s seats.") % told]}
        )
    for side, (yes, no) in votes.of_sides.items():
        if are_entered and yes + no > seats.get(side.pk, 0):
            of_side = {"side": side, "votes": yes + no, "seats": seats.get(side.pk, 0)}
            raise ValidationError(
                _("%(side)s: %(votes)s votes are more than the %(seats)s seats.") % of_side
            )
    if votes.of_sides and votes.votes_for is not None:
        yes, no = (sum(one[n] for one in votes.of_sides.values()) for n in (0, 1))
        if (yes, no) != (votes.votes_for, votes.votes_against or 0):
            raise ValidationError(
                {"votes_for": [_("The votes of the sides do not add up to the votes in all.")]}
            )


def _require_who(case: Case, on: datetime.date, body: Body, exception: str) -> None:
    kinds = list(DocumentKind.objects.filter(documents__case_links__case=case).distinct())
    refused: ValidationError | None = None
    for one in [*_recommending(case, on), None]:
        try:
            decision = Decision(on, body, one)
            require_authority(decision, kinds, rule=case.authority, exception=exception)
        except ValidationError as wrong:
            refused = refused or wrong
        else:
            return
    if refused is not None:
        raise refused


def _recommending(case: Case, on: datetime.date) -> list[Body]:
    """The bodies that have recommended the case in a meeting up to that day."""
    before = AgendaItem.objects.filter(
        case=case, outcome=Outcome.RECOMMENDED, meeting__date__lte=on
    ).select_related("body")
    found = {
        one.body or body
        for one in before.prefetch_related("meeting__bodies")
        for body in one.meeting.bodies.all()
    }
    return sorted(found, key=lambda one: one.pk)


def _seats(bodies: list[Body], on: datetime.date) -> dict[int | None, int]:
    """How many seats vote, by side; those of substitutes do only in another's place."""
    found = Seat.objects.on(on).filter(body__in=bodies, may_vote=True).exclude(role=Role.SUBSTITUTE)
    counted: dict[int | None, int] = {}
    for side in found.values_list("side", flat=True):
        counted[side] = counted.get(side, 0) + 1
    return counted


def _require_the_rule_kept(item: AgendaItem, body: Body, votes: Votes) -> None:
    """What was voted down is not decided, whatever the rule; a rule asks for more than that.

    The rule is the case's rule of authority, else the body's own. Where the body goes on by steps,
    one of them is enough: consensus is sought first, and then a vote is taken.
    """
    rules = rules_of(item, [body], DecisionStep.objects.filter(body=body))
    if rules and not item.mode:
        raise ValidationError({"mode": [_("Say how it was decided: the rule asks for it.")]})
    refused: ValidationError | None = None
    for rule in [one for one in rules if item.mode in ALLOWS[Rules(one)]]:
        try:
            _require_kept(rule, item, body, votes)
        except ValidationError as wrong:
            refused = wrong
        else:
            break
    else:
        if refused is not None:
            raise refused
    if item.mode == Mode.VOTES and votes.votes_for is not None:
        _require_majority(votes)


def _require_kept(rule: str, item: AgendaItem, body: Body, votes: Votes) -> None:
    if rule == Rules.UNANIMITY:
        _require_all(item, _seats([body], item.meeting.date), votes)
    elif rule == Rules.MAJORITY and item.mode == Mode.VOTES:
        _require_majority(votes)
    elif rule == Rules.MAJORITY_PER_SIDE and item.mode == Mode.VOTES:
        _require_each_side(_seats([body], item.meeting.date), votes)


def _require_majority(votes: Votes) -> None:
    if votes.votes_for is None:
        raise ValidationError({"votes_for": [_("The rule asks for a majority. Count the votes.")]})
    if votes.votes_for <= (votes.votes_against or 0):
        raise ValidationError({"votes_for": [_("There is no majority for it.")]})


def _require_all(item: AgendaItem, seats: Mapping[int | None, int], votes: Votes) -> None:
    """Unanimity is kept by all seats that vote on the item, and by no fewer."""
    count = sum(seats.values()) - left_without_substitute(item)
    is_counted = item.mode == Mode.VOTES and votes.votes_for
    if not is_counted or votes.votes_against or (votes.votes_for or 0) < count:
        raise ValidationError(
            _("The rule asks for unanimity: all %(seats)s who vote must be for it. Count the "
              "votes, or say why it was decided otherwise.") % {"seats": count}
        )  # fmt: skip


def _require_each_side(seats: Mapping[int | None, int], votes: Votes) -> None:
    """A majority on each side: every side that has a vote counts its own."""
    sides = {side.pk: given for side, given in votes.of_sides.items()}
    missing = Side.objects.filter(pk__in=[one for one in seats if one and one not in sides])
    if missing or not sides:
        raise ValidationError(
            _("The rule asks for a majority on each side. Count the votes of each side: %(sides)s.")
            % {"sides": ", ".join(str(one) for one in missing) or _("none is entered")}
        )
    for side, (yes, no) in votes.of_sides.items():
        if yes <= no:
            raise ValidationError(
                _("There is no majority for it on the side %(side)s.") % {"side": side}
            )
