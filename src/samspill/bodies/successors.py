"""Who stands today where a body or party stood that has ended: asked by pages and by the ledger.

The one place that reads successions for that. What hangs on a body or a party keeps the name that
it was given, so its history stays; who answers for it on a day is worked out from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from samspill.bodies.models import Body, BodySuccession
from samspill.common.ready import ready_together
from samspill.common.succession import Line, Link
from samspill.parties.models import Party, PartySuccession

NAMED = ("slug", "name", "short_name")


@dataclass(frozen=True)
class Successors:
    """Bodies and parties that have ended, with those that took over, named."""

    bodies: Line
    parties: Line
    named_bodies: dict[int, Body]
    named_parties: dict[int, Party]


def successors() -> Successors:
    """Everything that has an end, and what took over; one query."""
    return made_of(_read())


def made_of(read: Mapping[str, list[Any]]) -> Successors:
    """The same of what was read already, together with other things (:func:`to_read`)."""
    bodies: list[BodySuccession] = read["body_successions"]
    parties: list[PartySuccession] = read["party_successions"]
    return Successors(
        bodies=Line(
            dict(read["ended_bodies"]),
            [Link(one.predecessor_id, one.body_id, one.date, one.part) for one in bodies],
        ),
        parties=Line(
            dict(read["ended_parties"]),
            [Link(one.party_id, one.successor_id, one.date, one.part) for one in parties],
        ),
        named_bodies={one.body_id: one.body for one in bodies},
        named_parties={one.successor_id: one.successor for one in parties},
    )


def to_read() -> dict[str, QuerySet]:
    """What must be read, for a page that reads it in one statement with other things."""
    bodies = BodySuccession.objects.select_related("body").only(
        "predecessor", "date", "part", *(f"body__{name}" for name in NAMED)
    )
    parties = PartySuccession.objects.select_related("successor").only(
        "party", "date", "part", "successor__kind", *(f"successor__{name}" for name in NAMED)
    )
    return {
        "body_successions": bodies,
        "party_successions": parties,
        "ended_bodies": Body.objects.exclude(valid_to=None).values_list("pk", "valid_to"),
        "ended_parties": Party.objects.exclude(valid_to=None).values_list("pk", "valid_to"),
    }


_read = ready_together(to_read)
