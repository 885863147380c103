"""What was reported in a helsefellesskap, written out as lines of reports.jsonl."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django_scopes import scope

from samspill.bodies.models import Body
from samspill.commitments.due import Due
from samspill.commitments.models import Commitment, FormerOwner, Owner, StatusReport
from samspill.commitments.processes import in_files, process_of
from samspill.common.models import Partnership
from samspill.parties.models import Party


def lines_of(partnership: Partnership) -> Iterator[str]:
    """The lines, read as they are asked for; none where nothing was reported or changed."""
    with scope(partnership=partnership):
        written = _Written()
        occasions = chain.from_iterable(one.lines(written) for one in written.occasions)
        for entry in chain(written.owed(), occasions, written.reports()):
            yield _line(entry)


def _line(entry: dict[str, Any]) -> str:
    kept = _without_nothing(entry)
    return json.dumps(kept, ensure_ascii=False, default=lambda value: value.isoformat())


def _without_nothing(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if value not in (None, "", [])}


class _Written:
    """What is written out, by the names that the file has for it."""

    def __init__(self) -> None:
        self.processes = in_files()
        self.things: dict[int, dict[str, str]] = {}
        self.dues: dict[int, Due] = {}
        for slug, process in self.processes.items():
            names, dues = process.names(), process.dues() if process.dues else {}
            about = process_of(slug).about.objects.values_list("commitment", "thing")
            for commitment, thing in about:
                self.things[commitment] = dict(zip(process.named, names[thing], strict=True))
                if thing in dues:
                    self.dues[commitment] = dues[thing]
        self.occasions = [one.occasions for one in self.processes.values() if one.occasions]
        self.parties = dict(Party.objects.values_list("pk", "slug"))
        self.bodies = dict(Body.objects.values_list("pk", "slug"))
        self.mine = Commitment.objects.filter(process__in=self.processes)
        self.owners = self._owners(Owner)
        self.former = self._owners(FormerOwner)

    def _owners(self, kind: type[Owner] | type[FormerOwner]) -> dict[int, list[dict[str, str]]]:
        found: dict[int, list[dict[str, str]]] = defaultdict(list)
        rows = kind.objects.filter(commitment__in=self.mine).order_by("pk")
        named = rows.values_list("commitment", "party", "body", "role")
        for commitment, party, body, role in named:
            found[commitment].append(self.owner(party, body, role))
        return found

    def owed(self) -> Iterator[dict[str, Any]]:
        """What has been reported on, closed, given to others, moved or asked about.

        What the rest of the folder does not tell of stands here whatever has become of it.
        """
        reported = StatusReport.objects.filter(commitment=OuterRef("pk"))
        told = [slug for slug, process in self.processes.items() if process.dues]
        moved = self._moved()
        more = (
            ~Q(process__in=told)
            | Q(pk__in=moved)
            | Q(state=Commitment.State.CLOSED)
            | ~Q(owners_key=F("opened_for"))
            | Q(Exists(reported))
        )
        for occasions in self.occasions:
            more |= Q(pk__in=occasions.asked())
        for one in self.mine.filter(more).order_by("pk").iterator(chunk_size=2000):
            yield {
                "kind": "owed",
                **self.named(one),
                "owners": self.owners[one.pk],
                "opened_on": one.opened_on,
                "due_on": None if one.process in told else one.due_on,
                "moved": moved.get(one.pk),
                "closed_on": one.closed_on,
                "closed_as": one.closed_as,
                "closed_reason": one.closed_reason,
                "public": one.is_public,
            }

    def _moved(self) -> dict[int, dict[str, Any]]:
        """What is due at another time than its source says."""
        found: dict[int, dict[str, Any]] = {}
        rows = self.mine.values_list("pk", "due_kind", "due_on", "recurrence")
        for pk, kind, on, rule in rows.iterator(chunk_size=2000):
            due = self.dues.get(pk)
            if due and not due.is_as((kind, on, rule)):
                found[pk] = {"due": kind, "on": on, "rule": rule}
        return {pk: _without_nothing(one) for pk, one in found.items()}

    def reports(self) -> Iterator[dict[str, Any]]:
        """What was said, the first first, with the occasion that it was said on."""
        on = {one.kind: one.names() for one in self.occasions}
        found = StatusReport.objects.filter(commitment__in=self.mine)
        found = found.select_related("commitment", "result__legend", "work__legend").order_by("pk")
        for one in found.iterator(chunk_size=2000):
            yield {
                "kind": "report",
                **self.named(one.commitment),
                "at": one.at,
                "by": one.role,
                "result": _status(one.result),
                "work": _status(one.work),
                **{name: getattr(one, name) for name in TEXTS},
                **{kind: names.get(one.pk) for kind, names in on.items()},
            }

    def named(self, commitment: Commitment) -> dict[str, Any]:
        """The thing that a commitment is about, and whom it was opened for."""
        is_theirs = commitment.opened_for == commitment.owners_key
        opened_for = (self.owners if is_theirs else self.former)[commitment.pk]
        return {**self.things[commitment.pk], "opened_for": opened_for}

    def owner(self, party: int | None, body: int | None, role: str) -> dict[str, str]:
        """One who owes."""
        if party is not None:
            return {"party": self.parties[party]}
        named = {"body": self.bodies[body or 0]}
        return {**named, "role": role} if role else named


TEXTS = ("reason", "done", "effect", "next_step", "link")


def _status(status: Any) -> str | None:
    return f"{status.legend.slug}/{status.slug}" if status else None
