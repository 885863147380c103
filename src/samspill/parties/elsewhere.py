"""Across the helsefellesskap of an installation: a municipality's other selves, a user's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django_scopes import scopes_disabled

from samspill.common.actors import AtHome
from samspill.common.models import Partnership
from samspill.common.ready import ready
from samspill.common.roles import Found
from samspill.parties.models import Party, PartyNumber, Person


def same_municipality_elsewhere(party: Party) -> list[Party]:
    """The party's other selves: parties of other helsefellesskap with one of its numbers.

    This module alone looks across helsefellesskap. That a municipality takes part in two (such as
    those of Værnesregionen) is public on both sides.
    """
    return _elsewhere(party=party.pk, own=party.partnership_id)


@ready
def _elsewhere(party: Any, own: Any) -> QuerySet:
    with scopes_disabled():
        numbers = PartyNumber.objects.filter(party=party).values("number")
        same = PartyNumber.objects.filter(number__in=numbers, party__participations__isnull=False)
        others = Party.objects.filter(pk__in=same.exclude(partnership=own).values("party"))
        return others.select_related("partnership").order_by("partnership__name", "slug")


def partnerships_of(user: int) -> list[Partnership]:
    """The helsefellesskap where a user is somebody, to switch between: one's own are no secret."""
    with scopes_disabled():
        where = Person.objects.filter(user=user).values("partnership")
        return list(Partnership.objects.filter(pk__in=where))


def places_of(user: Any, date: Any) -> QuerySet:
    """The same as slugs and names, asked together with the roles."""
    with scopes_disabled():
        where = Person.objects.filter(user=user).values("partnership")
        found = Partnership.objects.filter(pk__in=where)
        return found.order_by("name").values_list("slug", "name")


def switched_to(user: Any, rows: Sequence[tuple[str, str]]) -> Found:
    """The places as the actor has them."""
    return Found(elsewhere=tuple(AtHome(slug, name) for slug, name in rows))
