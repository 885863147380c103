"""Who stands today where a party stood that has ended, such as a municipality that merged."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from samspill.common.ready import ready_together
from samspill.common.succession import Line, Link, StandsNow, stands_now
from samspill.parties.models import Party, PartySuccession

NAMED = ("slug", "name", "short_name", "kind")


def parties_to_read() -> dict[str, QuerySet]:
    """What must be read, for a page that reads it in one statement with other things."""
    gone_over = PartySuccession.objects.select_related("successor").only(
        "party", "date", "part", *(f"successor__{name}" for name in NAMED)
    )
    return {
        "party_successions": gone_over,
        "ended_parties": Party.objects.exclude(valid_to=None).values_list("pk", "valid_to"),
    }


@dataclass(frozen=True)
class PartySuccessors:
    """The parties that have ended, with those that took over, by name."""

    line: Line
    named: dict[int, Party]

    def stands_now(self, party: Party, date: datetime.date) -> StandsNow[Party]:
        """Who stands on a day where a party stood."""
        return stands_now(party, date, self.line, self.named)

    def names_on(self, date: datetime.date, parties: Iterable[tuple[int, str]]) -> dict[int, str]:
        """Who parties are on a day, by key and name; one that nobody plainly took over from is
        left out."""
        found: dict[int, str] = {}
        for pk, name in parties:
            now = self.line.heir(pk, date).pk
            if now is not None:
                found[now] = name if now == pk else self.named[now].name
        return found


def party_successors() -> PartySuccessors:
    """Everything that has an end, and what took over; one query."""
    return party_successors_of(_read())


def party_successors_of(read: Mapping[str, list[Any]]) -> PartySuccessors:
    """The same of what was read already (:func:`parties_to_read`)."""
    gone_over: list[PartySuccession] = read["party_successions"]
    links = [Link(one.party_id, one.successor_id, one.date, one.part) for one in gone_over]
    named = {one.successor_id: one.successor for one in gone_over}
    return PartySuccessors(Line(dict(read["ended_parties"]), links), named)


_read = ready_together(parties_to_read)
