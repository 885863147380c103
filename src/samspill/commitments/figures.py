"""How a party or a body stands: what it owes, what is late, what it has reported.

The same figures for a municipality, a clinic and the trust: equal partners (the agreement's
principle of likeverdige parter). What is over is not read, so a page costs as much as what is open.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from statistics import median

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from samspill.commitments.models import Owner
from samspill.parties.models import Party, Region, RegionMembership


@dataclass(frozen=True)
class Figures:
    """Counts of open commitments.

    Attributes:
        owed: all of them.
        late: those that were due before the day.
        reported: those that something is reported on.
        due: those with a date up to the day; what could be expected to be reported.
    """

    owed: int = 0
    late: int = 0
    reported: int = 0
    due: int = 0


@dataclass(frozen=True)
class Row:
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
class Comparison:
    """A party beside those that it is natural to compare it with, and the medians."""

    label: str
    rows: list[Row]
    medians: list[Middle]


def figures_of(parties: Collection[int], date: datetime.date) -> dict[int, Figures]:
    """The figures of each party, by primary key; one query."""
    is_late = Q(due_on__lt=date)
    counted = (
        Owner.objects.filter(party__in=list(parties), is_open=True)
        .values("party")
        .annotate(
            owed=Count("party"),
            late=Count("party", filter=is_late),
            reported=Count("party", filter=Q(reported_on__isnull=False)),
            due=Count("party", filter=Q(due_on__lte=date)),
        )
        .order_by()
    )
    return {
        row["party"]: Figures(row["owed"], row["late"], row["reported"], row["due"])
        for row in counted
    }


def compared(party: Party, date: datetime.date) -> Comparison:
    """The party beside the others of its region, else of its kind, else all contracting parties.

    Beside the median of those stands that of every party of its kind.
    """
    label, peers = _peers(party, date)
    kind = list(Party.objects.on(date).filter(kind=party.kind))
    found = figures_of({one.pk for one in [*peers, *kind, party]}, date)
    rows = [Row(one, found.get(one.pk, Figures()), one.pk == party.pk) for one in peers]
    medians = [_median(_("The median of these"), peers, found)] if len(peers) > 1 else []
    if len(kind) > 1 and {one.pk for one in kind} != {one.pk for one in peers}:
        medians.append(_median(_("The median of all of the same kind"), kind, found))
    return Comparison(label, rows, medians)


def _peers(party: Party, date: datetime.date) -> tuple[str, list[Party]]:
    regions = Region.objects.on(date).filter(
        pk__in=RegionMembership.objects.on(date).filter(party=party).values("region")
    )
    region = regions.order_by("kind", "name").first()
    if region is not None:
        members = RegionMembership.objects.on(date).filter(region=region)
        found = list(Party.objects.on(date).filter(pk__in=members.values("party")))
        if len(found) > 1:
            return region.name, found
    alike = list(Party.objects.on(date).filter(kind=party.kind, part_of=party.part_of_id))
    if len(alike) > 1:
        return _("Those of the same kind"), alike
    members_of_all = list(Party.objects.members_on(date).distinct())
    if party not in members_of_all:
        members_of_all.append(party)
    return _("All contracting parties"), members_of_all


def _median(label: str, parties: Iterable[Party], found: dict[int, Figures]) -> Middle:
    figures = [found.get(one.pk, Figures()) for one in parties]
    return Middle(
        label,
        owed=median(one.owed for one in figures),
        late=median(one.late for one in figures),
        reported=median(one.reported for one in figures),
    )
