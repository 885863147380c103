"""How single measures stand, in the words of those who owe them: for the pages of one of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from samspill.commitments.evidence import doubts_about
from samspill.commitments.models import Commitment, LegendStatus
from samspill.commitments.showing import Light, light_of
from samspill.common.models import today
from samspill.parties.models import Party
from samspill.plans.models import Measure
from samspill.plans.overviews.statements import About, ledger


@dataclass(frozen=True)
class OwnerStanding:
    """What the owners of one commitment have said of a measure: of its result, and of the work.

    ``doubts`` are what speaks against it, told only of what holds today.
    """

    owners: str
    lights: list[Light]
    reported_on: datetime.date | None
    doubts: list[str]


def by_owner(measure: Measure, date: datetime.date) -> list[OwnerStanding]:
    """How each of those who owe a measure says that it stands; on an earlier day as said then."""
    lights = _lights(Commitment.objects.filter(is_public=True), [measure], date)
    found = list(Commitment.objects.filter(pk__in=lights).with_owners().order_by("pk"))
    doubts = doubts_about(found, date) if date >= today() else {}
    return [
        OwnerStanding(
            ", ".join(str(owner) for owner in one.owners.all()),
            lights[one.pk][1],
            one.reported_on,
            doubts.get(one.pk, []),
        )
        for one in found
    ]


def own_standings(
    party: Party, measures: Iterable[Measure], date: datetime.date
) -> dict[int, list[Light]]:
    """What a party itself has said of each measure that it owes; shared ones too."""
    mine = Commitment.objects.filter(is_public=True, owners__party=party)
    return dict(_lights(mine, measures, date).values())


def _lights(
    commitments: QuerySet[Commitment], measures: Iterable[Measure], date: datetime.date
) -> dict[int, tuple[int, list[Light]]]:
    """For each commitment its measure and what is said of it. Three queries, however many."""
    keys = [measure.pk for measure in measures]
    stated: dict[int, tuple[int, list[int]]] = {}
    for about in About:
        asked = ledger(commitments, about, date).filter(owedmeasure__thing__in=keys)
        for pk, measure, status in asked.values_list("pk", "owedmeasure__thing", "stated"):
            stated.setdefault(pk, (measure, []))[1].extend([status] if status else [])
    known = LegendStatus.objects.in_bulk({pk for _measure, said in stated.values() for pk in said})
    return {
        pk: (measure, [light_of(known[one]) for one in said] or [light_of(None)])
        for pk, (measure, said) in stated.items()
    }
