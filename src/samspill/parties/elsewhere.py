"""The same municipality in another helsefellesskap on this installation."""

from __future__ import annotations

from django_scopes import scopes_disabled

from samspill.parties.models import Party, PartyNumber


def same_municipality_elsewhere(party: Party) -> list[Party]:
    """The party's other selves: parties of other helsefellesskap with one of its numbers.

    The one place that looks across helsefellesskap: that a municipality takes part in two (such as
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
