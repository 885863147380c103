"""Whether the members of a body would be balanced, where its rule asks for it."""

from __future__ import annotations

import datetime
import math
from collections import Counter
from typing import NamedTuple

from django.utils.translation import gettext as _

from samspill.bodies.composition import Composition
from samspill.bodies.models import Occupancy, Role, Term
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


class Member(NamedTuple):
    """Of somebody on a member's seat: what the seat stands for, their gender and their party."""

    region: int | None
    party: int | None
    gender: str
    employer: int | None


def out_of_balance(term: Term, composition: Composition, date: datetime.date) -> list[str]:
    """What the rule would find wanting with this term in its seat on a date, in words."""
    rule, seat, person = composition.rule, term.seat, term.person
    if rule is None or seat.role != Role.MEMBER:
        return []
    gender, employer = (person.gender, person.party_id) if person else ("", None)
    members = [Member(seat.represents_region_id, seat.represents_party_id, gender, employer)]
    members += [
        Member(then.region_id, then.party_id, then.gender or "", then.employer_id)
        for then in composition.seats
        if then.role == Role.MEMBER and then.pk != seat.pk and then.occupancy == Occupancy.FILLED
    ]
    found = _genders(members) if rule.both_genders else []
    return found + (_regions(members, date) if rule.every_region else [])


def _genders(members: list[Member]) -> list[str]:
    count = Counter(member.gender for member in members)
    least, unknown = least_of_each_gender(len(members)), count[""]
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
    numbers = {"least": least, "all": len(members), "unknown": unknown, "women": women, "men": men}
    return [said % numbers]


def _regions(members: list[Member], date: datetime.date) -> list[str]:
    """A member is from the region that the seat stands for, or from that of its or their party."""
    parties = {member.party for member in members} | {member.employer for member in members}
    belongs = RegionMembership.objects.on(date).filter(party__in=parties - {None})
    there = {member.region for member in members} | set(belongs.values_list("region", flat=True))
    lacking = [region.name for region in Region.objects.on(date) if region.pk not in there]
    if not lacking:
        return []
    said = _("The rule asks for a member from each region. There would be none from %(regions)s.")
    return [said % {"regions": ", ".join(lacking)}]
