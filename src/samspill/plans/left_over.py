"""Measures owed by those who have ended, where who took over must be decided."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from samspill.bodies.successors import made_of, to_read
from samspill.commitments.models import Owner
from samspill.commitments.taking_over import left_on
from samspill.common.ready import together
from samspill.plans.models import PlanEdition


@dataclass(frozen=True)
class Left:
    """One who has ended and still owes measures; ``after`` are those who took over a part."""

    key: str
    name: str
    ended_on: datetime.date
    measures: int
    after: tuple[tuple[str, str], ...]


def left_in(edition: PlanEdition, date: datetime.date) -> list[Left]:
    """Those of an edition whose measures nobody who is there today owes, by name."""
    owns = Owner.objects.filter(
        commitment__in=left_on(date).filter(owedmeasure__thing__edition=edition)
    ).select_related("party", "body")
    read = together(owns=owns, **to_read())
    owed: dict[tuple[str, Any], int] = {}
    for owner in read["owns"]:
        kind, one = ("body", owner.body) if owner.body else ("party", owner.party)
        if one is not None and one.valid_to is not None and one.valid_to < date:
            owed[(kind, one)] = owed.get((kind, one), 0) + 1
    line = made_of(read)
    found = []
    for (kind, one), count in owed.items():
        gone = getattr(line, "bodies" if kind == "body" else "parties")
        named = getattr(line, "named_bodies" if kind == "body" else "named_parties")
        heir = gone.heir(one.pk, date)
        among = heir.among or ((heir.pk,) if heir.pk else ())
        after = tuple((f"{kind}-{one.pk}:{pk}", str(named[pk])) for pk in among)
        found.append(Left(f"{kind}-{one.pk}", str(one), one.valid_to, count, after))
    return sorted(found, key=lambda left: left.name.casefold())
