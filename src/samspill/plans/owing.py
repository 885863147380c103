"""Who owes a measure on a day: decided here, and followed by every page and by the ledger.

A measure names bodies, parties, groups and roles, and keeps them as the plan has them. Who that is
on a day follows from what took over (``bodies/successors.py``) and from who the members were.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.bodies.successors import Successors
from samspill.common.succession import Heir
from samspill.parties.models import Party, RegionMembership
from samspill.plans.models import Measure, MeasureOwner

Group = MeasureOwner.Group
WIDEST = (Group.EVERYONE, Group.MUNICIPALITIES, Group.REGIONS)


@dataclass(frozen=True)
class Answering:
    """One whom a measure names, as the one who stands there on a day.

    ``body`` and ``party`` are who it is then. Where that must be decided, they are who it was, and
    ``is_undecided`` says so; ``among`` are those who took over, each a part.
    """

    named: MeasureOwner
    body: Body | None
    party: Party | None
    is_undecided: bool = False
    among: tuple[Body | Party, ...] = ()

    @property
    def group(self) -> str:
        return self.named.group

    @property
    def role(self) -> str:
        return self.named.role

    @property
    def label(self) -> str:
        """Who it is, in words."""
        if one := self.body or self.party:
            return one.short_name or one.name
        return str(self.named.label)

    @property
    def took_over_from(self) -> str:
        """Whom the plan names, where that is another."""
        is_same = (self.body, self.party) == (self.named.body, self.named.party)
        return "" if is_same else str(self.named.label)

    @property
    def words(self) -> str:
        """Who it is, with what must be known about it: for rows and files without links."""
        if self.is_undecided:
            return _("%(owner)s (has ended, to be decided)") % {"owner": self.label}
        return self.label

    @property
    def key(self) -> str:
        """Its name in the address of a filter."""
        if self.body:
            return f"organ-{self.body.slug}"
        if self.party:
            return f"part-{self.party.slug}"
        return f"gruppe-{self.group}" if self.group else f"rolle-{self.role}"


def answering_on(
    owners: Iterable[MeasureOwner], date: datetime.date, line: Successors
) -> list[Answering]:
    """Those whom the owners are on a day, each once."""
    found: dict[object, Answering] = {}
    for owner in owners:
        one = _answering(owner, date, line)
        found.setdefault((one.key, one.is_undecided), one)
    return list(found.values())


def _answering(owner: MeasureOwner, date: datetime.date, line: Successors) -> Answering:
    if owner.body is not None:
        heir = line.bodies.heir(owner.body.pk, date)
        return _of(owner, heir, line.named_bodies)
    if owner.party is not None:
        heir = line.parties.heir(owner.party.pk, date)
        return _of(owner, heir, line.named_parties)
    return Answering(owner, None, None)


def _of(owner: MeasureOwner, heir: Heir, named: dict[int, Any]) -> Answering:
    if heir.pk is None:
        among = tuple(named[pk] for pk in heir.among)
        return Answering(owner, owner.body, owner.party, is_undecided=True, among=among)
    if heir.pk == (owner.body_id or owner.party_id):
        return Answering(owner, owner.body, owner.party)
    now = named[heir.pk]
    return Answering(owner, now if owner.body else None, now if owner.party else None)


def owed_by_body(
    measures: QuerySet[Measure], body: Body, date: datetime.date, line: Successors
) -> QuerySet[Measure]:
    """Those that the body answers for on the day: it is named, or took over from one who is."""
    return named_in(measures, Q(body__in=line.bodies.standing_as(body.pk, date)))


def owed_by_party(
    measures: QuerySet[Measure], party: Party, date: datetime.date, line: Successors
) -> QuerySet[Measure]:
    """Those that the party answers for on the day: it is named, took over from one who is, or is
    one of a group that is named."""
    standing = line.parties.standing_as(party.pk, date)
    return named_in(measures, naming_party(party.pk, standing, groups_of(party.kind), date))


def naming_party(party: Any, standing: Any, groups: Any, date: Any) -> Q:
    """The owners that mean a party: by name, as one it stands for, or as a member of a group.

    Args:
        party: its key.
        standing: the keys of those that it stands for on the day, with its own.
        groups: the groups that parties of its kind are in (:func:`groups_of`).
        date: the day; a group means those who are members then.
    """
    is_member = Exists(Party.objects.members_on(date).filter(pk=party))
    return Q(party__in=standing) | (Q(group__in=groups) & Q(is_member))


def named_in(measures: QuerySet[Measure], owners: Q) -> QuerySet[Measure]:
    """Those of the measures that such owners answer for."""
    found = MeasureOwner.objects.filter(owners, measure=OuterRef("pk"))
    return measures.filter(Exists(found))


def groups_of(kind: str) -> list[str]:
    """The groups that a party of this kind is one of, as long as it is a member."""
    groups = [Group.EVERYONE.value]
    if kind == Party.Kind.MUNICIPALITY:
        groups += [Group.MUNICIPALITIES.value, Group.REGIONS.value]
    return groups


def meant_on(date: datetime.date) -> dict[str, list[list[Party]]]:
    """Those whom each group means on a day, its members: lists of parties that owe together."""
    members = list(Party.objects.members_on(date).distinct().order_by("pk"))
    municipalities = [one for one in members if one.kind == Party.Kind.MUNICIPALITY]
    regions: dict[int, set[int]] = defaultdict(set)
    of_the_day = RegionMembership.objects.on(date)
    for region, party in of_the_day.order_by("region").values_list("region", "party"):
        regions[region].add(party)
    together = [[one for one in municipalities if one.pk in some] for some in regions.values()]
    in_regions = set().union(*regions.values())
    alone = [[one] for one in municipalities if one.pk not in in_regions]
    return {
        Group.EVERYONE: [[one] for one in members],
        Group.MUNICIPALITIES: [[one] for one in municipalities],
        Group.REGIONS: [some for some in together if some] + alone,
    }
