"""Whether a party is known to have been there on a day."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Exists, OuterRef, Q
from django.db.models.lookups import LessThanOrEqual

from samspill.common.known import known_within, whether
from samspill.parties.models import (
    Facility,
    Participation,
    Party,
    PartyName,
    PartyNumber,
    RegionMembership,
)

DATED = (PartyName, PartyNumber, Participation, RegionMembership)
"""What hangs on a party, with days of its own."""


def party_known_on(date: Any) -> Case:
    """Whether a party is known to have been there on ``date``, by which it may have begun.

    As anything else (``common/known.py``), or from the first day of anything entered of it: a name,
    a number, that it takes part, a region; or from the end of the year in which a place of its own
    opened.
    """
    by_itself = Q(LessThanOrEqual(known_within(), date))
    told_when = ~Q(started_year=None) | ~Q(valid_from=None)
    opened = Facility.objects.filter(told_when).known_on(date).filter(known=True)
    places = Party.facilities.through.objects.filter(
        party=OuterRef("pk"), facility__in=opened.order_by().values("pk")
    )
    known = by_itself | Q(Exists(places))
    for kind in DATED:
        begun = kind.objects.filter(party=OuterRef("pk"), valid_from__lte=date)
        known |= Q(Exists(begun))
    return whether(known)
