"""Across the helsefellesskap of an installation: a municipality's other selves, a user's own."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_scopes import scopes_disabled

from samspill.common.models import Partnership
from samspill.common.ready import ready
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
