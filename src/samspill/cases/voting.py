"""How a body decides: the ways that its rule allows, and how many votes there can be on an item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspill.bodies.models import Body, DecisionStep, Seat
from samspill.cases.models import AgendaItem, SideVotes
from samspill.parties.models import Side

FOR, AGAINST = "for", "against"
Mode = AgendaItem.Mode
Rules = Body.DecisionRule
ALLOWS = {
    Rules.CONSENSUS: {Mode.CONSENSUS},
    Rules.UNANIMITY: {Mode.VOTES},
    Rules.MAJORITY: {Mode.CONSENSUS, Mode.UNANIMOUS, Mode.VOTES},
    Rules.MAJORITY_PER_SIDE: {Mode.CONSENSUS, Mode.UNANIMOUS, Mode.VOTES},
}


def rules_of(item: AgendaItem, bodies: Iterable[Body], steps: Iterable[DecisionStep]) -> list[str]:
    """The rules that an item may be decided by, in order; none where no rule is entered.

    The case's own rule of authority goes before the body's; the body's has its steps with it:
    consensus first, then a vote.
    """
    rule = item.case.authority if item.case else None
    if rule is not None and rule.decision_rule and rule.holds_on(item.meeting.date):
        return [rule.decision_rule]
    of = [item.body] if item.body else list(bodies)
    keys = {one.pk for one in of}
    named = [one.decision_rule for one in of if one.decision_rule]
    return named + [step.rule for step in steps if step.rule and step.body_id in keys]


def ways_of(rules: Iterable[str]) -> list[str]:
    """The ways to decide that rules allow; all of them where no rule is entered."""
    allowed = {way for one in rules for way in ALLOWS[Rules(one)]} or set(Mode)
    return [one for one in Mode.values if one in allowed]


def place_of(side: Side, way: str) -> str:
    """What the votes of a side, for or against, are called in a form."""
    return f"side-{side.pk}-{way}"


def votes_by_place(votes: Iterable[SideVotes]) -> dict[str, int]:
    """The votes of each side as a form has them."""
    found = {}
    for one in votes:
        found[place_of(one.side, FOR)] = one.votes_for
        found[place_of(one.side, AGAINST)] = one.votes_against
    return found


def votes_of_sides(sides: Iterable[Side], places: Mapping[str, Any]) -> dict[Side, tuple[int, int]]:
    """For and against of each side that something is said of; what is left out is none."""
    found = {}
    for side in sides:
        given = [places.get(place_of(side, way)) for way in (FOR, AGAINST)]
        if any(one is not None for one in given):
            found[side] = (given[0] or 0, given[1] or 0)
    return found


def require_way(item: AgendaItem, mode: str, *, exception: str = "") -> None:
    """Raises:
    ValidationError: the rule of the body allows no such way, and no reason is given.
    """
    if not mode or exception.strip():
        return
    bodies = list(item.meeting.bodies.all())
    ways = ways_of(rules_of(item, bodies, DecisionStep.objects.filter(body__in=bodies)))
    if mode not in ways:
        told = ", ".join(str(Mode(one).label).lower() for one in ways)
        raise ValidationError(
            {"mode": [_("The rule allows only this: %(ways)s.") % {"ways": told}]}
        )


def left_without_substitute(item: AgendaItem) -> int:
    """How many seats that vote left for the item, with nobody stepping in."""
    return item.recusals.filter(substitute=None, seat__may_vote=True).count()


def require_votes_of_present(item: AgendaItem, votes: int) -> None:
    """Raises:
    ValidationError: there are more votes than seats that stayed for the item.
    """
    bodies = [item.body] if item.body else list(item.meeting.bodies.all())
    left = left_without_substitute(item)
    if not (votes and left) or any(not one.all_seats_entered for one in bodies):
        return
    on = item.meeting.date
    seats = Seat.objects.on(on).filter(body__in=bodies, may_vote=True).exclude(role="substitute")
    stayed = seats.count() - left
    if votes > stayed:
        raise ValidationError(
            {
                "votes_for": [
                    _("%(votes)s votes are more than the %(stayed)s who stayed for the item.")
                    % {"votes": votes, "stayed": stayed}
                ]
            }
        )
