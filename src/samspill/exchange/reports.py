"""reports.jsonl checked and loaded: what is owed, the rounds, and what was reported.

The ledger lives on where it is loaded: what is here stays, and only what is not here yet comes in.
A report older than the latest one here is left out, and so is one of a round that is closed here.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError as Refused
from django.utils import timezone
from pydantic import ValidationError

from samspill.bodies.models import Body
from samspill.commitments import actions as ledger
from samspill.commitments.actions import Owes, key_of
from samspill.commitments.due import Due
from samspill.commitments.models import Commitment, LegendStatus, StatusReport
from samspill.common import content
from samspill.common.actors import program
from samspill.common.identity import holds_identity_number
from samspill.common.models import Partnership
from samspill.common.open_format.base import Where
from samspill.common.open_format.faults import Faults, nearest
from samspill.exchange.format.reports import (
    ENTRY,
    FILE,
    Asked,
    OfThing,
    Owed,
    Owner,
    Report,
    Round,
)
from samspill.exchange.owed_things import PROCESSES, THINGS, names_of, things_of
from samspill.exchange.records import SEPARATOR, Records
from samspill.exchange.report_lines import TEXTS
from samspill.parties.models import Party
from samspill.plans import asking, rounds
from samspill.plans.models import PlanEdition, ReportingRound, RoundOwner, RoundReport

Entry = Owed | Round | Report
ORDER = {"owed": 0, "round": 1, "report": 2}
BATCH = 2000
BY = program("load")


class ReportsRefused(Exception):
    """A line cannot be loaded; the message says which, and why."""


class Lines:
    """The lines of a file that was found right, read from it again each time.

    It may be longer than the others, as it grows as long as there are reports, so it is never in
    memory as a whole.
    """

    def __init__(self, file: Path | None) -> None:
        self.file = file

    def __bool__(self) -> bool:
        return self.file is not None

    def __iter__(self) -> Iterator[tuple[Where, Entry]]:
        if self.file is None:
            return
        faults = Faults()
        for where, line in _read(self.file, faults):
            try:
                yield where, ENTRY.validate_json(line)
            except ValidationError as wrong:
                raise ReportsRefused(f"{where}: was changed while it was read") from wrong


def check(folder: Path, records: Records, faults: Faults) -> Lines:
    """Reads the file of a folder, line by line, and finds all that is wrong with it."""
    file = folder.resolve() / FILE
    if not file.exists():
        return Lines(None)
    if file.is_symlink() or not file.is_file():
        faults.error(Where(FILE), "is no plain file", "put the file itself here")
        return Lines(None)
    last = "owed"
    for where, line in _read(file, faults):
        try:
            entry = ENTRY.validate_json(line)
        except ValidationError as wrong:
            for problem in wrong.errors():
                what = ".".join(str(part) for part in problem["loc"][1:]) or "the line"
                faults.error(where, f"{what} cannot be read", problem["msg"])
            continue
        if ORDER[entry.kind] < ORDER[last]:
            said = f"a line of kind {entry.kind} stands after one of kind {last}"
            faults.error(where, said, "owed first, then round, then report")
        last = max(last, entry.kind, key=lambda kind: ORDER[kind])
        _check_references(where, entry, records, faults)
    return Lines(file)


def _read(file: Path, faults: Faults) -> Iterator[tuple[Where, str]]:
    with file.open("rb") as lines:
        for number, raw in enumerate(lines, 1):
            where = Where(FILE, number)
            try:
                line = raw.decode("utf-8-sig").strip()
            except UnicodeDecodeError:
                faults.error(where, "is not UTF-8", "save the file as UTF-8")
                continue
            if holds_identity_number(line):
                faults.error(where, "holds a national identity number", "remove it")
            elif line:
                yield where, line


def _check_references(where: Where, entry: Entry, records: Records, faults: Faults) -> None:
    asked: list[Any]
    if isinstance(entry, Round):
        asked = entry.asked
        edition = f"{entry.plan}{SEPARATOR}{entry.edition}"
        wanted = [("plan_edition", edition)]
        wanted += [("measure", f"{edition}{SEPARATOR}{one.measure}") for one in asked]
    else:
        asked = [entry]
        wanted = [(things_of(entry).kind, SEPARATOR.join(names_of(entry)))]
    for one in asked:
        for owner in (*one.opened_for, *getattr(one, "owners", ())):
            wanted.append(("party", owner.party) if owner.party else ("body", owner.body or ""))
    for kind, key in wanted:
        if key not in records.by_kind[kind]:
            guess = nearest(key, records.by_kind[kind])
            faults.error(where, f"{kind} «{key}» is not in the folder", guess)


def bring_in(partnership: Partnership, lines: Lines) -> int:
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
            elif isinstance(entry, Round):
                here.expect(entry)
            else:
                here.take(entry)
        except (Refused, LookupError) as refused:
            said = "; ".join(refused.messages) if isinstance(refused, Refused) else refused.args[0]
            raise ReportsRefused(f"{where}: {said}") from refused
    return here.finish()


class _Here:
    """What the database holds, by the names of the file; and what comes in."""

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership
        self.things = {
            (things.process.slug, names): thing
            for things in THINGS
            for thing, names in things.names().items()
        }
        self.dues = {
            (things.process.slug, thing): due
            for things in THINGS
            for thing, due in things.dues().items()
        }
        about = {pk: thing for things in THINGS for pk, thing in things.about().items()}
        self.parties = {one.slug: one for one in Party.objects.all()}
        self.bodies = {one.slug: one for one in Body.objects.all()}
        self.statuses = _statuses()
        found = Commitment.objects.filter(process__in=PROCESSES)
        self.commitments = {(one.process, about[one.pk], one.opened_for): one for one in found}
        reports = StatusReport.objects.filter(commitment__in=found).order_by("pk")
        self.latest = dict(reports.values_list("commitment", "at"))
        self.rounds: dict[tuple[str, str, str], ReportingRound] = {}
        self.waiting: dict[tuple[str, str], deque[Round]] = defaultdict(deque)
        self.now: dict[tuple[str, str], tuple[str, Round | None]] = {}
        self.states: dict[int, Owed] = {}
        self.pending: list[tuple[StatusReport, ReportingRound | None]] = []
        self.first: int | None = None
        self.count = 0
        self.touched: dict[int, None] = {}

    def owe(self, entry: Owed) -> None:
        """Finds or opens what is owed; how it stands is taken where nothing is reported here."""
        thing, one = self._thing(entry), self._commitment(entry)
        if one.pk in self.latest or one.state == Commitment.State.CLOSED:
            return
        owners = self._owes(entry.owners)
        if key_of(owners) != one.owners_key:
            ledger.change_owners(by=BY, commitment=one, owners=owners)
        # What was moved here since stays.
        due = self.dues.get((one.process, thing))
        if entry.moved and due and due.is_as((one.due_kind, one.due_on, one.recurrence)):
            moved = Due(entry.moved.due, entry.moved.on, entry.moved.rule)
            ledger.move(by=BY, commitment=one, due=moved)
        self.states[one.pk] = entry

    def expect(self, entry: Round) -> None:
        """Notes a round. It is opened when its time comes: an edition has one open at a time."""
        self.waiting[entry.plan, entry.edition].append(entry)

    def _reach(self, plan: str, edition: str, name: str) -> ReportingRound | None:
        """Goes on to a round of an edition; None where it is closed here already."""
        while self.now.get((plan, edition), ("", None))[0] != name:
            if not self.waiting[plan, edition]:
                raise LookupError(f"there is no round «{name}» of it, or it stands out of order")
            self._end(plan, edition)
            entry = self.waiting[plan, edition].popleft()
            self.now[plan, edition] = (entry.id, self._open(entry))
        return self.rounds.get((plan, edition, name))

    def _open(self, entry: Round) -> Round | None:
        edition = PlanEdition.objects.get(plan__slug=entry.plan, slug=entry.edition)
        here = ReportingRound.objects.filter(edition=edition, slug=entry.id).first()
        if here is not None:
            if here.is_open:
                self.rounds[entry.plan, entry.edition, entry.id] = here
            return None
        made = ReportingRound.objects.create(
            partnership=self.partnership, edition=edition, slug=entry.id, title=entry.title,
            due_on=entry.due_on, opened_at=entry.opened_at,
        )  # fmt: skip
        made.asked.set([self._asked(entry, one) for one in entry.asked])
        self.rounds[entry.plan, entry.edition, entry.id] = made
        return entry

    def take(self, entry: Report) -> None:
        """Takes a report in that is newer than what is here."""
        one = self._commitment(entry)
        round = None
        if entry.round is not None and entry.plan is not None:
            round = self._reach(entry.plan, entry.edition, entry.round)
            if round is None:
                return
        if one.pk in self.latest and entry.at <= self.latest[one.pk]:
            return
        report = StatusReport(
            partnership=self.partnership, commitment=one, at=entry.at,
            by=entry.by or "–", role=entry.by,
            result=self._status(entry.result), work=self._status(entry.work),
            **{name: getattr(entry, name) for name in TEXTS},
        )  # fmt: skip
        self.pending.append((report, round))
        self.touched[one.pk] = None
        if len(self.pending) >= BATCH:
            self._write()

    def finish(self) -> int:
        """Writes what is left, and then how everything stands."""
        for (plan, edition), entries in self.waiting.items():
            if entries:
                self._reach(plan, edition, entries[-1].id)
        self._write()
        for some in _batches(self.touched):
            _stand(some)
        for pk, entry in self.states.items():
            self._close(pk, entry)
        for plan, edition in self.now:
            self._end(plan, edition)
        content.changed(self.partnership, only=[Commitment])
        return self.count

    def _write(self) -> None:
        made = [report for report, _round in self.pending]
        StatusReport.objects.bulk_create(made, batch_size=BATCH)
        RoundReport.objects.bulk_create(
            RoundReport(partnership=self.partnership, report=report, round=round)
            for report, round in self.pending
            if round is not None
        )
        if made and self.first is None:
            self.first = made[0].pk
        self.count += len(made)
        self.pending = []

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

    def _end(self, plan: str, edition: str) -> None:
        """Closes the round that the edition has come to, or asks its owners where it is open."""
        name, entry = self.now.get((plan, edition), ("", None))
        round = self.rounds.get((plan, edition, name))
        if round is None:
            return
        self._write()
        self._claim(round, entry)
        if entry is None or entry.closed_at is None:
            asking.ask(by=BY, round=round)
            asking.settle(round=round)
            return
        RoundOwner.objects.bulk_create(
            RoundOwner(
                partnership=self.partnership, round=round, commitment=self._asked(entry, one),
                party=owes.party, body=owes.body, role=owes.role,
                is_to_answer=owner not in one.not_to_answer,
            )
            for one in entry.asked
            for owner in one.owners
            for owes in self._owes([owner])
        )  # fmt: skip
        round.closed_at = entry.closed_at
        round.save(update_fields=["closed_at"])
        asking.ask(by=BY, round=round)
        owed = rounds.commitments_of(round)
        ledger.close_many(by=BY, partnership=self.partnership, commitments=owed)
        del self.rounds[plan, edition, name]

    def _claim(self, round: ReportingRound, entry: Round | None) -> None:
        """Puts what came in without a round, as it was reported beside it, in the round."""
        if self.first is None:
            return
        found = StatusReport.objects.filter(
            pk__gte=self.first, in_round=None, commitment__in=round.asked.values("pk"),
            at__gte=round.opened_at,
        )  # fmt: skip
        if entry is not None and entry.closed_at is not None:
            found = found.filter(at__lte=entry.closed_at)
        RoundReport.objects.bulk_create(
            RoundReport(partnership=self.partnership, report=report, round=round)
            for report in found
        )

    def _asked(self, entry: Round, one: Asked) -> Commitment:
        named = {"plan": entry.plan, "edition": entry.edition, "measure": one.measure}
        return self._commitment(OfThing(**named, opened_for=one.opened_for))

    def _thing(self, entry: OfThing) -> int:
        return self.things[things_of(entry).process.slug, names_of(entry)]

    def _commitment(self, entry: OfThing) -> Commitment:
        things, names = things_of(entry), names_of(entry)
        owes = self._owes(entry.opened_for)
        key = (things.process.slug, self._thing(entry), key_of(owes))
        if key not in self.commitments:
            wanted = things.wanted(names, owes, entry)
            self.commitments[key] = ledger.open_commitment(
                by=BY, partnership=self.partnership, wanted=wanted
            )
        return self.commitments[key]

    def _owes(self, owners: Iterable[Owner]) -> list[Owes]:
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
