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
from samspill.parties.models import Party
from samspill.parties.successors import parties_to_read, party_successors_of

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
    parties = party_successors_of(read)
    return Successors(
        bodies=Line(
            dict(read["ended_bodies"]),
            [Link(one.predecessor_id, one.body_id, one.date, one.part) for one in bodies],
        ),
        parties=parties.line,
        named_bodies={one.body_id: one.body for one in bodies},
        named_parties=parties.named,
    )


def to_read() -> dict[str, QuerySet]:
    """What must be read, for a page that reads it in one statement with other things."""
    bodies = BodySuccession.objects.select_related("body").only(
        "predecessor", "date", "part", *(f"body__{name}" for name in NAMED)
    )
    return {
        "body_successions": bodies,
        "ended_bodies": Body.objects.exclude(valid_to=None).values_list("pk", "valid_to"),
        **parties_to_read(),
    }


_read = ready_together(to_read)
