"""Across the helsefellesskap of an installation: a municipality's other selves, a user's own."""

from __future__ import annotations

from django_scopes import scopes_disabled

from samspill.common.models import Partnership
from samspill.parties.models import Party, PartyNumber, Person


def same_municipality_elsewhere(party: Party) -> list[Party]:
    """The party's other selves: parties of other helsefellesskap with one of its numbers.

    This module alone looks across helsefellesskap. That a municipality takes part in two (such as
    those of Værnesregionen) is public on both sides.
    """
    numbers = [number.number for number in party.numbers.all()]
    if not numbers:
        return []
    with scopes_disabled():
        found = PartyNumber.objects.filter(
            number__in=numbers, party__participations__isnull=False
        ).exclude(partnership=party.partnership_id)
        parties = Party.objects.filter(pk__in=found.values("party"))
        return list(parties.select_related("partnership").order_by("partnership__name", "slug"))


def partnerships_of(user: int) -> list[Partnership]:
    """The helsefellesskap where a user is somebody, to switch between: one's own are no secret."""
    with scopes_disabled():
        where = Person.objects.filter(user=user).values("partnership")
        return list(Partnership.objects.filter(pk__in=where))
