"""The municipalities of a date: those that take part, and those that have merged."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.functions import Coalesce

from samspill.common.known import is_known_on
from samspill.common.ready import ready, ready_together
from samspill.parties.models import Participation, Party, PartySuccession, RegionMembership

Capacity = Participation.Capacity
PAGES = {Party.Kind.MUNICIPALITY: "municipality", Party.Kind.HOSPITAL_TRUST: "party"}


class RegionThen(NamedTuple):
    """A region that a municipality belongs to, and whether that is known to have held then."""

    name: str
    is_known: bool
    source_note: str
    source: str | None


@dataclass(frozen=True)
class MunicipalityListed:
    """A municipality that takes part."""

    regions: list[RegionThen]
    slug: str
    name: str
    capacity: str
    note: str
    is_known: bool
    source_note: str
    source: str | None

    @property
    def takes_part_as(self) -> str:
        return self.note or str(Capacity(self.capacity).label)


@dataclass(frozen=True)
class FormerMunicipality:
    """A municipality that took part and is no more, and what it went over into, in what part."""

    slug: str
    name: str
    valid_to: datetime.date
    successors: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Municipalities:
    """All of them on a date; of ``not_known`` nobody knows whether they took part then.

    Of ``unsaid``, which are of a side, nobody has entered whether they take part at all.
    """

    members: list[MunicipalityListed]
    associated: list[MunicipalityListed]
    not_known: list[MunicipalityListed]
    former: list[FormerMunicipality]
    unsaid: list[tuple[str, str, str]]
    """The name of each, its place, and the page that it is shown on."""


def municipalities_on(date: datetime.date) -> Municipalities:
    """The municipalities of a date, by name; one query."""
    read = _read(date=date)
    regions: dict[int, list[RegionThen]] = {}
    for party, *region in read["regions"]:
        regions.setdefault(party, []).append(RegionThen(*region))
    now = [MunicipalityListed(regions.get(pk, []), *named) for pk, *named in read["now"]]
    former = {pk: FormerMunicipality(*named) for pk, *named in read["former"]}
    for party, *successor in read["successors"]:
        if party in former:
            former[party].successors.append((successor[0], successor[1]))
    return Municipalities(
        members=[one for one in now if one.is_known and one.capacity == Capacity.MEMBER],
        associated=[one for one in now if one.is_known and one.capacity != Capacity.MEMBER],
        not_known=[one for one in now if not one.is_known],
        former=list(former.values()),
        unsaid=[(name, slug, PAGES[kind]) for name, slug, kind in read["unsaid"]],
    )


def trusts_on(date: datetime.date) -> list[tuple[str, str]]:
    """The hospital trusts that take part on a date: what each is called, and its place."""
    return list(_trusts(date=date))


@ready
def _trusts(date: Any) -> QuerySet:
    members = Participation.objects.on(date).filter(capacity=Capacity.MEMBER).values("party")
    trusts = Party.objects.on(date).filter(kind=Party.Kind.HOSPITAL_TRUST, pk__in=members)
    return trusts.order_by("sort_key").values_list("name", "slug")


def _note(field: str, of: str = "region__") -> Coalesce:
    """What a row says of its source; where it says nothing, what it belongs to does."""
    said = Case(When(source_note="", then=F(f"{of}{field}")), default=F(field))
    return Coalesce(said, Value(""))


@ready_together
def _read(date: Any) -> dict[str, QuerySet]:
    municipalities = Party.objects.municipalities()
    taking_part = Participation.objects.on(date).filter(party__in=municipalities.on(date))
    took_part = municipalities.filter(pk__in=Participation.objects.values("party"))
    return {
        "now": taking_part.annotate(known=is_known_on(date, "", "party__"))
        .annotate(
            how_note=_note("source_note", "party__"), how_source=_note("source__title", "party__")
        )
        .order_by("party__sort_key")
        .values_list(
            "party",
            "party__slug",
            "party__name",
            "capacity",
            "note",
            "known",
            "how_note",
            "how_source",
        ),
        "regions": RegionMembership.objects.on(date)
        .annotate(known=is_known_on(date, "", "region__", "party__"))
        .annotate(note=_note("source_note"), read_in=_note("source__title"))
        .values_list("party", "region__name", "known", "note", "read_in"),
        "unsaid": Party.objects.on(date)
        .filter(kind__in=PAGES, participations=None, side__isnull=False)
        .order_by("sort_key")
        .values_list("name", "slug", "kind"),
        "former": took_part.filter(valid_to__lt=date).values_list("pk", "slug", "name", "valid_to"),
        "successors": PartySuccession.objects.order_by("successor__sort_key").values_list(
            "party", "successor__name", "part"
        ),
    }
