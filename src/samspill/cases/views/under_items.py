"""What stands under the items of a meeting's page: who left for one, and what was proposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from samspill.cases.models import AgendaItem, Meeting, Proposal, Recusal, SideVotes
from samspill.common.ready import put_with

NAMES = ("proposals", "recusals", "side_votes")


def reads(meeting: Meeting) -> dict[str, QuerySet]:
    """What :func:`put_under` puts, by name, of all the items."""
    of = {"item__meeting": meeting}
    return {
        "proposals": Proposal.objects.filter(**of).select_related("seat").order_by("pk"),
        "recusals": Recusal.objects.filter(**of).select_related("seat", "substitute"),
        "side_votes": SideVotes.objects.filter(**of).select_related("side"),
    }


def put_under(items: Iterable[AgendaItem], read: Mapping[str, list[Any]]) -> None:
    """Gives each item its own of what was read."""
    for item in items:
        of = {name: [one for one in read[name] if one.item_id == item.pk] for name in NAMES}
        put_with(item, **of)
