"""Whether the members of a body would be balanced, where its rule asks for it."""

from __future__ import annotations

import datetime
import math
from collections import Counter

from django.utils.translation import gettext as _

from samspill.bodies.composition import Composition, Occupancy
from samspill.bodies.models import Role, Seat, Term
from samspill.parties.models import Person, Region, RegionMembership

LEAST = ((2, 0), (4, 1), (6, 2), (9, 3), (10, 4))
"""Of fewer members than the first number, at least the second of each gender."""
SHARE = 0.4


def least_of_each_gender(members: int) -> int:
    """How many of each gender a body of so many members has at the least.

    Source: likestillings- og diskrimineringsloven § 28: both of two or three members, two of four
    or five, three of six to eight, four of nine, and 40 percent of more.
    """
    for below, least in LEAST:
        if members < below:
            return least
    return math.ceil(members * SHARE)


def out_of_balance(term: Term, composition: Composition, date: datetime.date) -> list[str]:
    """What the rule would find wanting with this term in its seat on a date, in words."""
    rule = composition.rule
    if rule is None or term.seat.role != Role.MEMBER:
        return []
    held: list[tuple[Seat, Person | None]] = [(term.seat, term.person)]
    held += [
        (then.seat, then.term.person if then.term else None)
        for then in composition.seats
        if then.seat.role == Role.MEMBER
        and then.seat.pk != term.seat_id
        and then.occupancy is Occupancy.FILLED
    ]
    found = _genders([person for _seat, person in held]) if rule.both_genders else []
    return found + (_regions(held, date) if rule.every_region else [])


def _genders(people: list[Person | None]) -> list[str]:
    count = Counter(person.gender if person else "" for person in people)
    least, unknown = least_of_each_gender(len(people)), count[""]
    women, men = count[Person.Gender.WOMAN], count[Person.Gender.MAN]
    if min(women, men) >= least:
        return []
    if min(women, men) + unknown >= least:
        said = _(
            "The rule asks for at least %(least)d of each gender among the %(all)d members. "
            "For %(unknown)d of them the gender is not recorded, so it cannot be told."
        )
    else:
        said = _(
            "The rule asks for at least %(least)d of each gender among the %(all)d members. "
            "There would be %(women)d women and %(men)d men."
        )
    numbers = {"least": least, "all": len(people), "unknown": unknown, "women": women, "men": men}
    return [said % numbers]


def _regions(held: list[tuple[Seat, Person | None]], date: datetime.date) -> list[str]:
    """A member is from the region that the seat stands for, or from that of its or their party."""
    parties = {seat.represents_party_id for seat, _person in held}
    parties |= {person.party_id for _seat, person in held if person}
    members = RegionMembership.objects.on(date).filter(party__in=parties - {None})
    there = {seat.represents_region_id for seat, _person in held}
    there |= set(members.values_list("region", flat=True))
    lacking = [region.name for region in Region.objects.on(date) if region.pk not in there]
    if not lacking:
        return []
    said = _("The rule asks for a member from each region. There would be none from %(regions)s.")
    return [said % {"regions": ", ".join(lacking)}]
