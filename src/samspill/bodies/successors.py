"""Who stands today where a body or party stood that has ended: asked by pages and by the ledger.

The one place that reads successions for that. What hangs on a body or a party keeps the name that
it was given, so its history stays; who answers for it on a day is worked out from here.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from samspill.bodies.models import Body, BodySuccession
from samspill.common.ready import ready_together
from samspill.common.succession import Line, Link, StandsNow, stands_now
from samspill.parties.models import Party
from samspill.parties.successors import parties_to_read, party_successors_of

NAMED = ("slug", "name", "short_name")


@dataclass(frozen=True)
class BodySuccessors:
    """The bodies that have ended, with those that took over, by name."""

    line: Line
    named: dict[int, Body]

    def stands_now(self, body: Body, date: datetime.date) -> StandsNow[Body]:
        """Who stands on a day where a body stood."""
        return stands_now(body, date, self.line, self.named)


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
    bodies, parties = body_successors_of(read), party_successors_of(read)
    return Successors(
        bodies=bodies.line,
        parties=parties.line,
        named_bodies=bodies.named,
        named_parties=parties.named,
    )


def to_read() -> dict[str, QuerySet]:
    """What must be read, for a page that reads it in one statement with other things."""
    return {**bodies_to_read(), **parties_to_read()}


def body_successors() -> BodySuccessors:
    """The bodies that have an end, and what took over; one query."""
    return body_successors_of(_read_bodies())


def body_successors_on(page: HttpRequest) -> BodySuccessors:
    """The same, read once for all parts of a page."""
    found: BodySuccessors | None = getattr(page, "body_successors", None)
    if found is None:
        found = body_successors()
        page.body_successors = found  # type: ignore[attr-defined]
    return found


def body_successors_of(read: Mapping[str, list[Any]]) -> BodySuccessors:
    """The same of what was read already (:func:`bodies_to_read`)."""
    gone_over: list[BodySuccession] = read["body_successions"]
    links = [Link(one.predecessor_id, one.body_id, one.date, one.part) for one in gone_over]
    named = {one.body_id: one.body for one in gone_over}
    return BodySuccessors(Line(dict(read["ended_bodies"]), links), named)


def bodies_to_read() -> dict[str, QuerySet]:
    """What must be read of bodies alone."""
    bodies = BodySuccession.objects.select_related("body").only(
        "predecessor", "date", "part", *(f"body__{name}" for name in NAMED)
    )
    return {
        "body_successions": bodies,
        "ended_bodies": Body.objects.exclude(valid_to=None).values_list("pk", "valid_to"),
    }


_read, _read_bodies = ready_together(to_read), ready_together(bodies_to_read)
