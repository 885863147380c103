"""The roles that come from seats and offices in bodies."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, FilteredRelation, QuerySet
from django.db.models.functions import Coalesce
from django.utils.text import format_lazy

from samspill.bodies.models import Office, Role, Seat, Term
from samspill.common.actors import Held
from samspill.common.roles import Found
from samspill.common.validity import holds_on
from samspill.parties.sitting import Sitting

OFFICES_WITH_A_ROLE = {Office.Kind.CHAIR, Office.Kind.DEPUTY_CHAIR, Office.Kind.SECRETARY}


def seats_of(user: Any, date: Any) -> QuerySet:
    """The seats that the user sits on on ``date``, a row for each office that goes with one.

    A derived seat gives its holder the same as one held by a term of its own. Whoever has no term
    holds no derived seat either, and the database looks no further.
    """
    office = FilteredRelation("offices", condition=holds_on(date, "offices__"))
    has_a_term = Exists(Term.objects.on(date).filter(person__user=user))
    return (
        Seat.objects.held_on(date, user=user)
        .filter(has_a_term)
        .annotate(office=office)
        .order_by("pk", "office__kind")
        .values_list(
            "pk", "role", "body", "body__short_name", "body__name", "office__kind", "term",
        )
    )  # fmt: skip


def roles_of(user: Any, rows: Sequence[Any]) -> Found:
    """What those seats give: the seat's role, and the offices that go with it.

    A secretary's seat that follows another gives nothing: whoever fills seats in one body would
    give others the keys to another.
    """
    held: dict[int, list[Held]] = {}
    for seat, role, body, short, name, office, own_term in rows:
        if role == Role.SECRETARY and own_term is None:
            continue
        where = short or name
        mine = held.setdefault(seat, [Held(role, "body", body, _label(Role(role), where))])
        if office in OFFICES_WITH_A_ROLE:
            mine.append(Held(office, "body", body, _label(Office.Kind(office), where)))
    return Found(roles=tuple(one for mine in held.values() for one in mine))


def told_of_seats(people: list[int], date: datetime.date) -> Sitting:
    """The seats and offices of people in words, derived ones too; one query for all of them."""
    office = FilteredRelation("offices", condition=holds_on(date, "offices__"))
    rows = (
        Seat.objects.held_on(date, pk__in=people)
        .annotate(office=office, who=Coalesce("term__person", "followed_term__person"))
        .order_by("body__order", "body", "order", "pk", "office__kind")
        .values_list("who", "role", "body__short_name", "body__name", "office__kind")
    )
    told: dict[int, dict[str, None]] = {}
    for who, role, short, name, kind in rows:
        held = [Role(role).label, Office.Kind(kind).label] if kind else [Role(role).label]
        told.setdefault(who, {}).update((f"{what} ({short or name})", None) for what in held)
    return {who: list(words) for who, words in told.items()}


def people_on_seats() -> QuerySet:
    """Who has sat on a seat, at any time: whoever follows from one seat to another sits on one."""
    return Term.objects.filter(person__isnull=False).order_by().values("person")


def _label(role: Role | Office.Kind, where: str) -> Any:
    return format_lazy("{}, {}", role.label, where)
