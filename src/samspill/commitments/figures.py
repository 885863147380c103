"""How a party or a body stands: what it owes, what is late, what it has reported.

The same figures for a municipality, a clinic and the trust: equal partners (the agreement's
principle of likeverdige parter). What is over is not read, so a page costs as much as what is open.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from statistics import median

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from samspill.commitments.models import Owner
from samspill.commitments.models.ledger import late_on
from samspill.common.ready import together
from samspill.parties.models import Party, Region, RegionMembership


@dataclass(frozen=True)
class Figures:
    """Counts of open commitments.

    Attributes:
        owed: all of them.
        late: those that were due before the day and are not achieved.
        reported: those that something is reported on.
        due: those with a date up to the day; what could be expected to be reported.
    """

    owed: int = 0
    late: int = 0
    reported: int = 0
    due: int = 0


@dataclass(frozen=True)
class PartyBeside:
    """A party beside the others."""

    party: Party
    figures: Figures
    is_self: bool


@dataclass(frozen=True)
class Middle:
    """The median of some parties' figures; half of them have as much or less."""

    label: str
    owed: float
    late: float
    reported: float


@dataclass(frozen=True)
class SideBySide:
    """A party beside those that it is natural to compare it with, and the medians."""

    label: str
    rows: list[PartyBeside]
    medians: list[Middle]


def figures_of(parties: Collection[int], date: datetime.date) -> dict[int, Figures]:
    """The figures of each party, by primary key; one query."""
    return by_party(counted(date).filter(party__in=list(parties)))


def counted(date: datetime.date) -> QuerySet:
    """What every party owes, counted: a row for each that owes something."""
    owed = Owner.objects.filter(party__isnull=False, is_open=True).order_by().values("party")
    return owed.annotate(
        owed=Count("party"),
        late=Count("party", filter=late_on(date)),
        reported=Count("party", filter=Q(reported_on__isnull=False)),
        due=Count("party", filter=Q(due_on__lte=date)),
    )


def by_party(rows: Iterable[dict[str, int]]) -> dict[int, Figures]:
    """What was :func:`counted`, by the party's primary key."""
    return {
        row["party"]: Figures(row["owed"], row["late"], row["reported"], row["due"]) for row in rows
    }


def compared(party: Party, date: datetime.date) -> SideBySide:
    """The party beside the others of its region, else of its kind, else all contracting parties.

    Beside the median of those stands that of every party of its kind. One query.
    """
    return comparison(party, **together(**compared_with(party, date)))


def compared_with(party: Party, date: datetime.date) -> dict[str, QuerySet]:
    """All that a :func:`comparison` may be made of."""
    memberships = RegionMembership.objects.on(date)
    regions = Region.objects.on(date).filter(
        pk__in=memberships.filter(party=party).values("region")
    )
    first = regions.order_by("kind", "name")[:1]
    inside = memberships.filter(region__in=first.values("pk"))
    return {
        "region": first,
        "neighbours": Party.objects.on(date).filter(pk__in=inside.values("party")),
        "kind": Party.objects.members_on(date).filter(kind=party.kind).distinct(),
        "everyone": Party.objects.members_on(date).distinct(),
        "figures": counted(date),
    }


def comparison(
    party: Party,
    *,
    region: list[Region],
    neighbours: list[Party],
    kind: list[Party],
    everyone: list[Party],
    figures: list[dict[str, int]],
) -> SideBySide:
    """The comparison, from what was read for it."""
    label, peers = _peers(party, region, neighbours, kind, everyone)
    found = by_party(figures)
    rows = [PartyBeside(one, found.get(one.pk, Figures()), one.pk == party.pk) for one in peers]
    medians = [_median(_("The median of these"), peers, found)] if len(peers) > 1 else []
    if len(kind) > 1 and {one.pk for one in kind} != {one.pk for one in peers}:
        medians.append(_median(_("The median of all of the same kind"), kind, found))
    return SideBySide(label, rows, medians)


def _peers(
    party: Party,
    region: list[Region],
    neighbours: list[Party],
    kind: list[Party],
    everyone: list[Party],
) -> tuple[str, list[Party]]:
    if len(neighbours) > 1:
        return region[0].name, neighbours
    alike = [one for one in kind if one.part_of_id == party.part_of_id]
    if len(alike) > 1:
        return _("Those of the same kind"), alike
    own = [] if party in everyone else [party]
    return _("All contracting parties"), [*everyone, *own]


def _median(label: str, parties: Iterable[Party], found: dict[int, Figures]) -> Middle:
    figures = [found.get(one.pk, Figures()) for one in parties]
    return Middle(
        label,
        owed=median(one.owed for one in figures),
        late=median(one.late for one in figures),
        reported=median(one.reported for one in figures),
    )
