"""What was reported in a helsefellesskap, written out as lines of reports.jsonl."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django_scopes import scope

from samspill.bodies.models import Body
from samspill.commitments.models import Commitment, Owner, StatusReport
from samspill.common.models import Partnership
from samspill.exchange.owed_things import PROCESSES, THINGS
from samspill.parties.models import Party
from samspill.plans import owed
from samspill.plans.models import ReportingRound, RoundOwner

KEY = re.compile(r"(?P<kind>[pb])(?P<pk>\d+)(?:/(?P<role>\w+))?")


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
        self.names = {things.process: things.names() for things in THINGS}
        self.named = {things.process: things.named for things in THINGS}
        self.parties = dict(Party.objects.values_list("pk", "slug"))
        self.bodies = dict(Body.objects.values_list("pk", "slug"))
        self.rounds_ = dict(ReportingRound.objects.values_list("pk", "slug"))
        self.owners: dict[int, list[dict[str, str]]] = defaultdict(list)
        mine = Commitment.objects.filter(process__in=PROCESSES)
        owners = Owner.objects.filter(commitment__in=mine).order_by("pk")
        named = owners.values_list("commitment", "party", "body", "role")
        for commitment, party, body, role in named:
            self.owners[commitment].append(self._owner(party, body, role))

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
        for things in THINGS:
            dues = things.dues()
            mine = Commitment.objects.filter(process=things.process)
            rows = mine.values_list("pk", "subject", "due_kind", "due_on", "recurrence")
            for pk, subject, kind, on, rule in rows.iterator(chunk_size=2000):
                due = dues.get(subject)
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
                        "measure": self.names[one.process][one.subject][2],
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
            round = one.round.partition("/")[2]
            yield {
                "kind": "report",
                **self._named(one.commitment),
                "at": one.at,
                "by": one.role,
                "result": _status(one.result),
                "work": _status(one.work),
                **{name: getattr(one, name) for name in TEXTS},
                "round": self.rounds_.get(int(round)) if round.isdecimal() else None,
            }

    def _named(self, commitment: Commitment) -> dict[str, Any]:
        names = self.names[commitment.process][commitment.subject]
        named = dict(zip(self.named[commitment.process], names, strict=True))
        return {**named, "opened_for": self._opened_for(commitment)}

    def _opened_for(self, commitment: Commitment) -> list[dict[str, str]]:
        """Those that it was opened for; those who owe it where the key tells no names."""
        key = commitment.opened_for
        parts = [KEY.fullmatch(part) for part in key.split(",")] if key else []
        if key == commitment.owners_key or not all(parts):
            return self.owners[commitment.pk]
        return [
            self._owner(
                int(part["pk"]) if part["kind"] == "p" else None,
                int(part["pk"]) if part["kind"] == "b" else None,
                part["role"] or "",
            )
            for part in parts
            if part is not None
        ]

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
