"""Rounds of reporting in files: written as lines of ``reports.jsonl``, and taken in again."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from typing import Any

from django.db.models import Model, QuerySet

from samspill.commitments import actions as ledger
from samspill.commitments.in_files import Incoming, Written
from samspill.commitments.models import Commitment, StatusReport
from samspill.common.actors import program
from samspill.plans import asking, rounds
from samspill.plans.models import PlanEdition, ReportingRound, RoundOwner, RoundReport

BY = program("load")


class RoundsInFiles:
    """The occasions on which those who owe measures report."""

    kind = "round"
    models: tuple[type[Model], ...] = (ReportingRound, RoundOwner, RoundReport)

    def asked(self) -> QuerySet[Any]:
        """The primary keys of all commitments that a round has asked about."""
        return ReportingRound.asked.through.objects.values("commitment")

    def names(self) -> dict[int, str]:
        """The name of the round of each report that belongs to one, by the report's key."""
        return dict(RoundReport.objects.values_list("report", "round__slug"))

    def lines(self, written: Written) -> Iterator[dict[str, Any]]:
        """A line for each round, with what it asked about and of whom."""
        for round in ReportingRound.objects.select_related("edition__plan").order_by("pk"):
            kept: dict[int, list[RoundOwner]] = defaultdict(list)
            for one in round.owners.order_by("pk"):
                kept[one.commitment_id].append(one)
            yield {
                "kind": self.kind,
                "plan": round.edition.plan.slug,
                "edition": round.edition.slug,
                "id": round.slug,
                "title": round.title,
                "opened_at": round.opened_at,
                "due_on": round.due_on,
                "closed_at": round.closed_at,
                "asked": [_asked(written, one, kept[one.pk]) for one in round.asked.order_by("pk")],
            }

    def coming(self, here: Incoming) -> RoundsComing:
        """Takes rounds in from a file."""
        return RoundsComing(here)


def _asked(written: Written, asked: Commitment, kept: list[RoundOwner]) -> dict[str, Any]:
    named = written.named(asked)

    def owners(rows: list[RoundOwner]) -> list[dict[str, str]]:
        return [written.owner(row.party_id, row.body_id, row.role) for row in rows]

    return {
        "measure": named["measure"],
        "opened_for": named["opened_for"],
        "owners": owners(kept),
        "not_to_answer": owners([row for row in kept if not row.is_to_answer]),
    }


Edition = tuple[str, str]
"""A plan and its edition, by their names."""


class RoundsComing:
    """Rounds as they come in. An edition has one open at a time, so each waits for its turn."""

    def __init__(self, here: Incoming) -> None:
        self.here = here
        self.waiting: dict[Edition, deque[Any]] = defaultdict(deque)
        self.now: dict[Edition, Any] = {}
        self.rounds: dict[Edition, ReportingRound] = {}
        """The round that each edition has come to, where it takes reports."""
        self.here_before: set[int] = set()

    def expect(self, entry: Any) -> None:
        """Notes a round. It is opened when a report leads to it."""
        self.waiting[entry.plan, entry.edition].append(entry)

    def takes(self, entry: Any) -> bool:
        """Goes on to the round of a report; one of a round that is closed here is left out."""
        if entry.round is None:
            return True
        self._reach((entry.plan, entry.edition), entry.round)
        return (entry.plan, entry.edition) in self.rounds

    def _reach(self, edition: Edition, name: str) -> None:
        while edition not in self.now or self.now[edition].id != name:
            if not self.waiting[edition]:
                raise LookupError(f"there is no round «{name}» of it, or it stands out of order")
            self._leave(edition)
            self.now[edition] = self.waiting[edition].popleft()
            self._enter(edition)

    def _enter(self, edition: Edition) -> None:
        entry = self.now[edition]
        plan, slug = edition
        of = PlanEdition.objects.get(plan__slug=plan, slug=slug)
        there = ReportingRound.objects.filter(edition=of, slug=entry.id).first()
        if there is None:
            self.rounds[edition] = made = ReportingRound.objects.create(
                partnership=self.here.partnership, edition=of, slug=entry.id, title=entry.title,
                due_on=entry.due_on, opened_at=entry.opened_at,
            )  # fmt: skip
            made.asked.set([self._commitment(edition, one) for one in entry.asked])
        elif there.is_open:
            # It goes on here, whatever has become of it elsewhere.
            self.rounds[edition] = there
            self.here_before.add(there.pk)

    def _commitment(self, edition: Edition, one: Any) -> Commitment:
        plan, slug = edition
        names = {"plan": plan, "edition": slug, "measure": one.measure}
        return self.here.commitment(names, one.opened_for)

    def written(self, pairs: list[tuple[StatusReport, Any]]) -> None:
        """Puts the reports in their rounds."""
        RoundReport.objects.bulk_create(
            RoundReport(
                partnership=self.here.partnership, report=report,
                round=self.rounds[entry.plan, entry.edition],
            )
            for report, entry in pairs
            if entry.round is not None
        )  # fmt: skip

    def rest(self) -> None:
        """Goes on to the last round of each edition."""
        for edition, entries in list(self.waiting.items()):
            if entries:
                self._reach(edition, entries[-1].id)

    def end(self) -> None:
        """Closes the last round of each edition, or asks its owners where it is open."""
        for edition in list(self.now):
            self._leave(edition)

    def _leave(self, edition: Edition) -> None:
        if edition not in self.rounds:
            return
        self.here.write()
        round, entry = self.rounds.pop(edition), self.now[edition]
        self._claim(round, entry)
        if entry.closed_at is None or round.pk in self.here_before:
            asking.ask(by=BY, round=round)
            asking.settle(round=round)
            return
        RoundOwner.objects.bulk_create(
            RoundOwner(
                partnership=self.here.partnership, round=round,
                commitment=self._commitment(edition, one),
                party=owes.party, body=owes.body, role=owes.role,
                is_to_answer=owner not in one.not_to_answer,
            )
            for one in entry.asked
            for owner in one.owners
            for owes in self.here.owes([owner])
        )  # fmt: skip
        round.closed_at = entry.closed_at
        round.save(update_fields=["closed_at"])
        asking.ask(by=BY, round=round)
        owed = rounds.commitments_of(round)
        ledger.close_many(by=BY, partnership=self.here.partnership, commitments=owed)

    def _claim(self, round: ReportingRound, entry: Any) -> None:
        """Puts in the round what was reported beside it, where the file does not say so."""
        if self.here.first is None:
            return
        beside = StatusReport.objects.filter(
            pk__gte=self.here.first, in_round=None, commitment__in=round.asked.values("pk"),
            at__gte=entry.opened_at,
        )  # fmt: skip
        if entry.closed_at is not None:
            beside = beside.filter(at__lte=entry.closed_at)
        RoundReport.objects.bulk_create(
            RoundReport(partnership=self.here.partnership, report=report, round=round)
            for report in beside
        )
