"""What was reported in a helsefellesskap, written out as lines of reports.jsonl."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django_scopes import scope

from samspill.bodies.models import Body
from samspill.commitments.due import Due
from samspill.commitments.models import Commitment, FormerOwner, Owner, StatusReport
from samspill.common.models import Partnership
from samspill.exchange.owed_things import PROCESSES, THINGS
from samspill.parties.models import Party
from samspill.plans import owed
from samspill.plans.models import ReportingRound, RoundOwner, RoundReport


def lines_of(partnership: Partnership) -> Iterator[str]:
    """The lines, read as they are asked for; none where nothing was reported or changed."""
    with scope(partnership=partnership):
        lines = _Lines()
        for entry in (*lines.owed(), *lines.rounds()):
            yield _line(entry)
        for entry in lines.reports():
            yield _line(entry)


def _line(entry: dict[str, Any]) -> str:
    kept = _without_nothing(entry)
    return json.dumps(kept, ensure_ascii=False, default=lambda value: value.isoformat())


def _without_nothing(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if value not in (None, "", [])}


class _Lines:
    """The names by which the file knows measures, owners and rounds."""

    def __init__(self) -> None:
        self.named: dict[int, dict[str, str]] = {}
        self.dues: dict[int, Due] = {}
        for things in THINGS:
            names, dues = things.names(), things.dues()
            for commitment, thing in things.about().items():
                self.named[commitment] = dict(zip(things.named, names[thing], strict=True))
                if thing in dues:
                    self.dues[commitment] = dues[thing]
        self.in_round = dict(RoundReport.objects.values_list("report", "round__slug"))
        self.parties = dict(Party.objects.values_list("pk", "slug"))
        self.bodies = dict(Body.objects.values_list("pk", "slug"))
        mine = Commitment.objects.filter(process__in=PROCESSES)
        self.owners = self._owners(Owner.objects.filter(commitment__in=mine))
        self.former = self._owners(FormerOwner.objects.filter(commitment__in=mine))

    def _owners(self, owners: QuerySet[Any]) -> dict[int, list[dict[str, str]]]:
        found: dict[int, list[dict[str, str]]] = defaultdict(list)
        rows = owners.order_by("pk").values_list("commitment", "party", "body", "role")
        for commitment, party, body, role in rows:
            found[commitment].append(self._owner(party, body, role))
        return found

    def owed(self) -> Iterator[dict[str, Any]]:
        """What has been reported on, closed, given to others or asked about in a round.

        What no plan tells of stands here whatever has become of it.
        """
        asked = ReportingRound.asked.through.objects.filter(commitment=OuterRef("pk"))
        reported = StatusReport.objects.filter(commitment=OuterRef("pk"))
        moved = self._moved()
        found = Commitment.objects.filter(process__in=PROCESSES).filter(
            ~Q(process=owed.PROCESS.slug)
            | Q(pk__in=moved)
            | Q(state=Commitment.State.CLOSED)
            | ~Q(owners_key=F("opened_for"))
            | Exists(asked)
            | Exists(reported)
        )
        for one in found.order_by("pk").iterator(chunk_size=2000):
            yield {
                "kind": "owed",
                **self._named(one),
                "owners": self.owners[one.pk],
                "opened_on": one.opened_on,
                "due_on": None if one.process == owed.PROCESS.slug else one.due_on,
                "moved": moved.get(one.pk),
                "closed_on": one.closed_on,
                "closed_as": one.closed_as,
                "closed_reason": one.closed_reason,
                "public": one.is_public,
            }

    def _moved(self) -> dict[int, dict[str, Any]]:
        """What is due at another time than its source says."""
        found: dict[int, dict[str, Any]] = {}
        mine = Commitment.objects.filter(process__in=PROCESSES)
        rows = mine.values_list("pk", "due_kind", "due_on", "recurrence")
        for pk, kind, on, rule in rows.iterator(chunk_size=2000):
            due = self.dues.get(pk)
            if due and not due.is_as((kind, on, rule)):
                found[pk] = {"due": kind, "on": on, "rule": rule}
        return {pk: _without_nothing(one) for pk, one in found.items()}

    def rounds(self) -> Iterator[dict[str, Any]]:
        found = ReportingRound.objects.select_related("edition__plan").order_by("pk")
        for round in found:
            kept: dict[int, list[Any]] = defaultdict(list)
            for one in RoundOwner.objects.filter(round=round).order_by("pk"):
                kept[one.commitment_id].append(one)
            yield {
                "kind": "round",
                "plan": round.edition.plan.slug,
                "edition": round.edition.slug,
                "id": round.slug,
                "title": round.title,
                "opened_at": round.opened_at,
                "due_on": round.due_on,
                "closed_at": round.closed_at,
                "asked": [
                    {
                        "measure": self.named[one.pk]["measure"],
                        "opened_for": self._opened_for(one),
                        "owners": [self._kept(row) for row in kept[one.pk]],
                        "not_to_answer": [
                            self._kept(row) for row in kept[one.pk] if not row.is_to_answer
                        ],
                    }
                    for one in round.asked.order_by("pk")
                ],
            }

    def reports(self) -> Iterator[dict[str, Any]]:
        found = StatusReport.objects.filter(commitment__process__in=PROCESSES)
        found = found.select_related("commitment", "result__legend", "work__legend").order_by("pk")
        for one in found.iterator(chunk_size=2000):
            yield {
                "kind": "report",
                **self._named(one.commitment),
                "at": one.at,
                "by": one.role,
                "result": _status(one.result),
                "work": _status(one.work),
                **{name: getattr(one, name) for name in TEXTS},
                "round": self.in_round.get(one.pk),
            }

    def _named(self, commitment: Commitment) -> dict[str, Any]:
        return {**self.named[commitment.pk], "opened_for": self._opened_for(commitment)}

    def _opened_for(self, commitment: Commitment) -> list[dict[str, str]]:
        """Those that it was opened for."""
        is_theirs = commitment.opened_for == commitment.owners_key
        return (self.owners if is_theirs else self.former)[commitment.pk]

    def _kept(self, row: RoundOwner) -> dict[str, str]:
        return self._owner(row.party_id, row.body_id, row.role)

    def _owner(self, party: int | None, body: int | None, role: str) -> dict[str, str]:
        if party is not None:
            return {"party": self.parties[party]}
        named = {"body": self.bodies[body or 0]}
        return {**named, "role": role} if role else named


TEXTS = ("reason", "done", "effect", "next_step", "link")


def _status(status: Any) -> str | None:
    return f"{status.legend.slug}/{status.slug}" if status else None
