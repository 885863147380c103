"""What is owed and what was reported, loaded from the lines of reports.jsonl.

The ledger lives on where it is loaded: what is here stays, and only what is not here yet comes in.
A report older than the latest one here is left out, and so is one of an occasion, such as a round,
that is over here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from samspill.bodies.models import Body
from samspill.commitments import actions as ledger
from samspill.commitments.actions import Owes, key_of
from samspill.commitments.due import Due
from samspill.commitments.in_files import Coming, Names
from samspill.commitments.models import Commitment, LegendStatus, StatusReport
from samspill.commitments.open_format.lines import OfThing, Owed, Owner, Report
from samspill.commitments.processes import in_files, process_of
from samspill.common import content
from samspill.common.actors import program
from samspill.common.models import Partnership
from samspill.common.open_format.faults import nearest
from samspill.exchange.lines import ReportLines, ReportsRefused
from samspill.exchange.report_lines import TEXTS
from samspill.parties.models import Party

BATCH = 2000
BY = program("load")


def bring_in(partnership: Partnership, lines: ReportLines) -> int:
    """Loads the lines into a helsefellesskap, in whose scope it is called.

    Returns:
        how many reports came in.

    Raises:
        ReportsRefused: a status is in no legend here, or the ledger refuses a line.
    """
    here = _Here(partnership)
    for where, entry in lines:
        try:
            if isinstance(entry, Owed):
                here.owe(entry)
            elif isinstance(entry, Report):
                here.take(entry)
            else:
                here.occasions[entry.kind].expect(entry)
        except (ValidationError, LookupError) as refused:
            said = "; ".join(getattr(refused, "messages", map(str, refused.args)))
            raise ReportsRefused(f"{where}: {said}") from refused
    return here.finish()


class _Here:
    """What the database holds, by the names of the file; and what comes in."""

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership
        self.parties = {one.slug: one for one in Party.objects.all()}
        self.bodies = {one.slug: one for one in Body.objects.all()}
        self.statuses = _statuses()
        self.processes = in_files()
        self.things: dict[tuple[str, Names], int] = {}
        self.dues: dict[tuple[str, int], Due] = {}
        self.commitments: dict[tuple[str, int, str], Commitment] = {}
        for slug, process in self.processes.items():
            self.things |= {(slug, names): thing for thing, names in process.names().items()}
            if process.dues:
                self.dues |= {(slug, thing): due for thing, due in process.dues().items()}
            for row in process_of(slug).about.objects.select_related("commitment"):
                one = row.commitment
                self.commitments[slug, row.thing_id, one.opened_for] = one
        reports = StatusReport.objects.filter(commitment__process__in=self.processes)
        self.latest = dict(reports.order_by("pk").values_list("commitment", "at"))
        self.states: dict[int, Owed] = {}
        self.pending: list[tuple[StatusReport, Report]] = []
        self.first: int | None = None
        self.count = 0
        self.touched: dict[int, None] = {}
        self.occasions: dict[str, Coming] = {
            one.occasions.kind: one.occasions.coming(self)
            for one in self.processes.values()
            if one.occasions
        }

    def owe(self, entry: Owed) -> None:
        """Finds or opens what is owed; how it stands is taken where nothing is reported here."""
        one = self._commitment(entry)
        if one.pk in self.latest or one.state == Commitment.State.CLOSED:
            return
        owners = self.owes(entry.owners)
        if key_of(owners) != one.owners_key:
            ledger.change_owners(by=BY, commitment=one, owners=owners)
        # What was moved here since stays.
        due = self.dues.get((entry.process, self.things[entry.process, entry.names]))
        if entry.moved and due and due.is_as((one.due_kind, one.due_on, one.recurrence)):
            moved = Due(entry.moved.due, entry.moved.on, entry.moved.rule)
            ledger.move(by=BY, commitment=one, due=moved)
        self.states[one.pk] = entry

    def take(self, entry: Report) -> None:
        """Takes a report in that is newer than what is here."""
        one = self._commitment(entry)
        occasions = self.processes[entry.process].occasions
        if occasions and not self.occasions[occasions.kind].takes(entry):
            return
        if one.pk in self.latest and entry.at <= self.latest[one.pk]:
            return
        report = StatusReport(
            partnership=self.partnership, commitment=one, at=entry.at,
            by=entry.by or "–", role=entry.by,
            result=self._status(entry.result), work=self._status(entry.work),
            **{name: getattr(entry, name) for name in TEXTS},
        )  # fmt: skip
        self.pending.append((report, entry))
        self.touched[one.pk] = None
        if len(self.pending) >= BATCH:
            self.write()

    def finish(self) -> int:
        """Writes what is left, and then how everything stands."""
        for coming in self.occasions.values():
            coming.rest()
        self.write()
        for some in _batches(self.touched):
            _stand(some)
        for pk, entry in self.states.items():
            self._close(pk, entry)
        for coming in self.occasions.values():
            coming.end()
        content.changed(self.partnership, only=[Commitment])
        return self.count

    def write(self) -> None:
        """Writes the reports that have been taken in so far."""
        if not self.pending:
            return
        pairs, self.pending = self.pending, []
        StatusReport.objects.bulk_create([report for report, _entry in pairs], batch_size=BATCH)
        if self.first is None:
            self.first = pairs[0][0].pk
        self.count += len(pairs)
        for coming in self.occasions.values():
            coming.written(pairs)

    def _close(self, pk: int, entry: Owed) -> None:
        values: dict[str, Any] = {"opened_on": entry.opened_on, "is_public": entry.public}
        if entry.closed_on is not None:
            values |= {
                "state": Commitment.State.CLOSED,
                "closed_on": entry.closed_on,
                "closed_as": entry.closed_as or Commitment.ClosedAs.LAPSED,
                "closed_reason": entry.closed_reason,
            }
        Commitment.objects.filter(pk=pk).update(**values)

    def _commitment(self, entry: OfThing) -> Commitment:
        on = entry.due_on if isinstance(entry, Owed) else None
        due = Due.date(on) if on else Due.none()
        return self._opened(entry.process, entry.names, entry.opened_for, due)

    def commitment(self, names: Mapping[str, str], opened_for: Iterable[Owner]) -> Commitment:
        """The one about the thing that has these names, opened where it is not here yet."""
        process = next(slug for slug, one in self.processes.items() if {*one.named} == {*names})
        named = tuple(names[name] for name in self.processes[process].named)
        return self._opened(process, named, opened_for, Due.none())

    def _opened(
        self, process: str, names: Names, opened_for: Iterable[Owner], due: Due
    ) -> Commitment:
        owes = self.owes(opened_for)
        key = (process, self.things[process, names], key_of(owes))
        if key not in self.commitments:
            wanted = self.processes[process].wanted(names, owes, due)
            self.commitments[key] = ledger.open_commitment(
                by=BY, partnership=self.partnership, wanted=wanted
            )
        return self.commitments[key]

    def owes(self, owners: Iterable[Owner]) -> list[Owes]:
        """Those whom a line names."""
        return [
            Owes(
                party=self.parties[one.party] if one.party else None,
                body=self.bodies[one.body] if one.body else None,
                role=one.role,
            )
            for one in owners
        ]

    def _status(self, name: str | None) -> LegendStatus | None:
        if name is None:
            return None
        if name not in self.statuses:
            # A standard legend is made at its first use.
            self.statuses = _statuses()
        if name not in self.statuses:
            guess = nearest(name, self.statuses)
            raise LookupError(f"no legend here has the status «{name}» {guess}".strip())
        return self.statuses[name]


def _statuses() -> dict[str, LegendStatus]:
    found = LegendStatus.objects.select_related("legend")
    return {f"{one.legend.slug}/{one.slug}": one for one in found}


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    every = list(keys)
    for at in range(0, len(every), BATCH):
        yield every[at : at + BATCH]


def _stand(commitments: list[int]) -> None:
    """Keeps at the commitments what their latest reports say."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    reports = StatusReport.objects.filter(commitment__in=commitments).order_by("pk")
    for pk, at, result, work in reports.values_list("commitment", "at", "result", "work"):
        found[pk]["reported_on"] = timezone.localdate(at)
        found[pk] |= {"result_id": result} if result else {}
        found[pk] |= {"work_id": work} if work else {}
    for pk, values in found.items():
        Commitment.objects.filter(pk=pk).update(**values)
