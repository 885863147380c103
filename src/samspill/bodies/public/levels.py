"""The bodies of a date level by level, each with its seats as dots."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.bodies.known import known_on
from samspill.bodies.models import Body, Occupancy, Role, title_of
from samspill.bodies.seating import SeatCounted, Seating, seatings_on
from samspill.common.ready import ready
from samspill.common.ui import Dot, DotKind
from samspill.common.validity import holds_on


class BodyListed(NamedTuple):
    """What a list shows of a body."""

    pk: int
    slug: str
    name: str
    short_name: str
    kind: str
    summary: str
    meeting_frequency: str
    known: bool
    """Whether it is known to have been there on the day."""

    @property
    def title(self) -> str:
        return title_of(self.name, self.short_name)


@dataclass(frozen=True)
class Card:
    """A body in the diagram."""

    body: BodyListed
    seating: Seating[SeatCounted]
    dots: list[Dot]
    label: str
    said: list[SafeString] = field(default_factory=list)
    """What other apps tell of it."""


@dataclass(frozen=True)
class LevelShown:
    """A level of the diagram with its bodies."""

    name: str
    national_name: str
    description: str
    is_support: bool = False
    """Whether it is no level: functions that serve the others."""
    cards: list[Card] = field(default_factory=list)
    networks: list[Card] = field(default_factory=list)

    @property
    def all(self) -> list[Card]:
        return [*self.cards, *self.networks]


def levels_on(
    date: datetime.date, said: Mapping[int, list[SafeString]] | None = None
) -> list[LevelShown]:
    """The levels that have bodies on ``date``, those of no level last; two queries.

    Args:
        said: what other apps tell of bodies, by primary key.
    """
    seatings = seatings_on(date)
    levels: dict[int | None, LevelShown] = {}
    for tier, name, national_name, description, *listed in _listed(date=date):
        if tier not in levels:
            support = LevelShown(_("Support"), "", _("Functions that serve the bodies"), True)
            levels[tier] = LevelShown(name, national_name, description) if tier else support
        body = BodyListed(*listed)
        seating = seatings.get(body.pk, Seating()) if body.known else Seating()
        level = levels[tier]
        card = replace(_card(body, seating), said=(said or {}).get(body.pk, []))
        (level.networks if body.kind == Body.Kind.NETWORK else level.cards).append(card)
    return list(levels.values())


@ready
def _listed(date: Any) -> QuerySet:
    on_a_level = Q(tier=None) | holds_on(date, "tier__")
    in_order = (F("tier__order").asc(nulls_last=True), "tier__name", "tier", "order", "sort_key")
    tier = ("tier", "tier__name", "tier__national_name", "tier__description")
    found = Body.objects.on(date).filter(on_a_level).annotate(known=known_on(date))
    found = found.order_by(*in_order)
    return found.values_list(*tier, *BodyListed._fields)


def _card(body: BodyListed, seating: Seating[SeatCounted]) -> Card:
    seats = [seat for seat in seating.seats if seat.role != Role.SUBSTITUTE]
    first = min((seat.side_order for seat in seats if seat.side_order is not None), default=0)
    seats.sort(key=lambda seat: (seat.role != Role.MEMBER, side_order(seat)))
    return Card(body, seating, [Dot(_dot(seat, first)) for seat in seats], _in_words(seating))


def side_order(seat: Any) -> int:
    """Where a seat stands by its side; those of no side last."""
    return seat.side_order if seat.side_order is not None else 99


def _dot(seat: SeatCounted, first: int) -> DotKind:
    if seat.occupancy == Occupancy.VACANT:
        return "vacant"
    if seat.role != Role.MEMBER:
        return "observer"
    if seat.side is None:
        return "other"
    return "a" if seat.side_order == first else "b"


def _in_words(seating: Seating[SeatCounted]) -> str:
    parts = [f"{name} {count}" for name, count in seating.members_by_side.items()]
    others = sum(1 for seat in seating.seats if seat.role in {Role.OBSERVER, Role.SECRETARY})
    if others:
        said = ngettext("%(count)d observer or other", "%(count)d observers and others", others)
        parts.append(said % {"count": others})
    if seating.vacant or (seating.whole and not seating.not_recorded):
        said = ngettext("%(count)d vacant", "%(count)d vacant", seating.vacant)
        parts.append(said % {"count": seating.vacant})
    return ", ".join(parts)
