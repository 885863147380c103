"""Who leads a body on a day, as read from the database: offices, their rules, and how they go."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, FilteredRelation, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce

from samspill.bodies.models import Body, Office, OfficeRule, Rotation, Seat
from samspill.bodies.turns import (
    Area,
    Cycle,
    DueFrom,
    Holder,
    OfficeOf,
    due_on,
    holder_of,
    region_of,
)
from samspill.common.validity import holds_on
from samspill.parties.models import Party, Region, RegionMembership, Side

TIED = ("represents_party", "represents_region")


def reads(date: Any, *, body: Any = None) -> dict[str, QuerySet]:
    """What :func:`leading` is made from, by name; of one body, or of every body that is there."""
    of_these = Q(body__in=Body.objects.on(date)) if body is None else Q(body=body)
    opposite = Rotation.objects.filter(of_these).values("opposite_body")
    return {
        "led_rotations": Rotation.objects.values_list(
            "body", "office", "months", "order", "starts_on", "opposite_office",
            Coalesce("opposite_body", "body"), "body__name", "opposite_body__name",
        ),
        "led_rules": OfficeRule.objects.on(date).filter(of_these).annotate(
            of_sides=_slugs(Side, OfficeRule.sides), of_parties=_slugs(Party, OfficeRule.parties),
            of_regions=_slugs(Region, OfficeRule.regions),
        ).values_list(
            "body", "office", "at_once", "each_side", "of_sides", "of_parties", "of_regions",
            "party_kind", "text",
        ),
        "led_sides": Side.objects.values_list("slug", "name"),
        "led_parties": Party.objects.values_list(
            "slug", "name", "kind", Coalesce("side__slug", "part_of__side__slug"), "part_of__slug"
        ),
        "led_regions": Region.objects.on(date).values_list("slug", "name", "side__slug"),
        "led_members": RegionMembership.objects.on(date).values_list("region__slug", "party__slug"),
        "led_holders": _holders(date).filter(of_these | Q(body__in=opposite)),
    }  # fmt: skip


def _slugs(model: Any, through: Any) -> ArraySubquery:
    named = through.through.objects.filter(officerule=OuterRef(OuterRef("pk")))
    of = model.objects.filter(pk__in=named.values(model._meta.model_name))
    return ArraySubquery(of.order_by("slug").values("slug"))


def _holders(date: Any) -> QuerySet:
    """The seats that hold an office on the date, with what they and who sits there stand for."""
    office = FilteredRelation("offices", condition=holds_on(date, "offices__"))
    seats = Seat.objects.on(date).with_holder_on(date).annotate(held=office)
    return (
        seats.filter(held__isnull=False)
        .annotate(comes_from=Case(When(term__isnull=False, then="term__party__slug"),
                                  default="followed_term__party__slug"))
        .order_by("body", "held__kind", "held__number")
        .values_list(
            "body", "held__kind", "label", "comes_from",
            Coalesce("side__slug", "followed__origin__side__slug"),
            *(Coalesce(f"{one}__slug", f"followed__origin__{one}__slug") for one in TIED),
        )
    )  # fmt: skip


@dataclass(frozen=True)
class OfficeRuleThen:
    """The rule of an office on a day."""

    at_once: int
    each_side: bool
    whom: tuple[str, ...]
    kind: str
    text: str


@dataclass(frozen=True)
class Led:
    """An office of a body on a day: what its rules ask, and who holds it."""

    body: int
    office: str
    cycle: Cycle | None
    rule: OfficeRuleThen | None
    holders: list[Holder]
    due: DueFrom | None
    areas: Mapping[str, Area]
    bodies: Mapping[Any, str]
    """The names of the bodies that have a rotation, or are the opposite of one that has."""

    @property
    def kind(self) -> Office.Kind:
        return Office.Kind(self.office)

    def named(self, slug: str) -> str:
        """What a side, party or region is called."""
        return self.areas[slug].name if slug in self.areas else slug


def leading(date: datetime.date, read: Mapping[str, list[Any]]) -> list[Led]:
    """The offices that have a rule or a rotation, body by body.

    Args:
        read: what :func:`reads` yields.
    """
    cycles: dict[OfficeOf, Cycle] = {}
    bodies: dict[Any, str] = {}
    for row in read["led_rotations"]:
        body, office, months, order, starts_on, opposite, other, name, name_of_other = row
        bodies |= {other: name_of_other or name, body: name}
        of = (other, opposite) if opposite else None
        cycles[body, office] = Cycle(months, tuple(order), starts_on, of)
    rules = {
        (body, office): OfficeRuleThen(at_once, each, (*sides, *parties, *regions), kind, text)
        for body, office, at_once, each, sides, parties, regions, kind, text in read["led_rules"]
    }
    areas, kinds, above = _areas(read)
    holders: dict[OfficeOf, list[Holder]] = {}
    for body, office, label, comes_from, side, party, region in read["led_holders"]:
        holder = holder_of(
            label,
            sides=[side],
            party=party,
            region=region,
            comes_from=comes_from,
            areas=areas,
            kinds=kinds,
            above=above,
        )
        holders.setdefault((body, office), []).append(holder)
    found = []
    for body, office in sorted({*cycles, *rules}, key=lambda of: (of[0], _order(of[1]))):
        of = body, office
        due = due_on(of, date, cycles, holders, areas)
        found.append(
            Led(
                body, office, cycles.get(of), rules.get(of), holders.get(of, []), due, areas, bodies
            )
        )
    return found


def _order(office: str) -> int:
    return Office.Kind.values.index(office)


def _areas(
    read: Mapping[str, list[Any]],
) -> tuple[dict[str, Area], dict[str, str], dict[str, str | None]]:
    """Sides, parties and regions by their keys; the kinds of parties; what they are a part of."""
    members: dict[str, set[str]] = {}
    for region, party in read["led_members"]:
        members.setdefault(region, set()).add(party)
    side_of = {slug: side for slug, _name, _kind, side, _above in read["led_parties"]}
    areas = {}
    for slug, name, side in read["led_regions"]:
        areas[slug] = region_of(name, side, members.get(slug, ()), side_of.get)
    parties = read["led_parties"]
    areas |= {slug: Area(name, side) for slug, name, _kind, side, _above in parties}
    areas |= {slug: Area(name, slug) for slug, name in read["led_sides"]}
    kinds = {slug: kind for slug, _name, kind, _side, _above in parties}
    return areas, kinds, {slug: above for slug, _name, _kind, _side, above in parties}
