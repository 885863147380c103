"""Loading a folder: check, compare, write in one transaction, or show what would be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django_scopes import scope, scopes_disabled
from psycopg.sql import SQL, Identifier

from samspill.common import content
from samspill.common.actors import program
from samspill.common.house import brought
from samspill.common.models import AuditEntry, Partnership
from samspill.common.open_format import types
from samspill.common.open_format.faults import Faults
from samspill.common.open_format.folder import Folder
from samspill.common.open_format.kinds import PARTNERSHIP
from samspill.exchange.checking import check_folder
from samspill.exchange.comparing import Act, RowChange, compare
from samspill.exchange.flattening import flatten, values_of
from samspill.exchange.kinds import kinds
from samspill.exchange.lines import ReportLines, ReportsRefused
from samspill.exchange.lines import check as check_lines
from samspill.exchange.periods import inherit_periods
from samspill.exchange.reading import read_folder
from samspill.exchange.records import Records
from samspill.exchange.reports import bring_in
from samspill.exchange.shorthand import expand
from samspill.exchange.snapshot import snapshot
from samspill.exchange.writing import apply

MANY = 500
"""So many changed records that the planner's knowledge of the tables is out of date."""

Progress = Callable[[int, int], None]


class FolderRefused(Exception):
    """The folder has errors; nothing was loaded."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        super().__init__(f"{len(faults.errors)} errors")


class LoadFailed(Exception):
    """The database refused the folder; nothing was loaded. The message says why."""


@dataclass
class LoadOutcome:
    """What a load did, or would do."""

    partnership: str
    is_new: bool
    records: int
    frame: dict[str, tuple[object, object]] = field(default_factory=dict)
    """Changed facts of partnership.yaml itself: name → before and after."""
    steps: list[RowChange] = field(default_factory=list)
    reports: int = 0
    """How many reports of the ledger came in."""

    @property
    def counts(self) -> Counter[Act]:
        return Counter(step.act for step in self.steps)

    @property
    def changes_nothing(self) -> bool:
        kept = self.counts[Act.KEEP]
        return not self.is_new and not self.frame and len(self.steps) == kept


def check(path: Path) -> tuple[Folder | None, Records | None, Faults]:
    """Reads a folder and finds everything that is wrong with it, without the database."""
    folder, records, _lines, faults = _read(path)
    return folder, records, faults


def _read(path: Path) -> tuple[Folder | None, Records | None, ReportLines, Faults]:
    faults = Faults()
    folder, texts = read_folder(path, faults)
    if folder is None:
        return None, None, ReportLines(None), faults
    expand(folder, faults)
    inherit_periods(folder)
    records = flatten(folder, faults)
    check_folder(folder, texts, faults)
    lines = check_lines(path, records, faults)
    return folder, records, lines, faults


def load(
    path: Path,
    *,
    by: str,
    dry_run: bool = False,
    prune: bool = False,
    progress: Progress | None = None,
) -> tuple[LoadOutcome, Faults]:
    """Makes the database say what the folder says, all of it or nothing.

    Args:
        path: the folder.
        by: who loads, for the audit trail.
        dry_run: do everything, constraints included, and then take it back.
        prune: also remove what is in the database and not in the folder.
        progress: is called batch by batch with the number of rows written and of all to write.

    Returns the outcome that was carried out (or, on a dry run, would be) and the warnings.

    Raises:
        FolderRefused: the folder has errors.
        LoadFailed: a constraint of the database refused it.
    """
    folder, records, lines, faults = _read(path)
    if folder is None or records is None or faults.errors:
        raise FolderRefused(faults)
    try:
        with scopes_disabled(), transaction.atomic(), content.told_once():
            outcome = _load(folder.partnership, records, by=by, prune=prune, progress=progress)
            outcome.reports = _bring_in(folder.partnership.slug, lines)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            if dry_run:
                transaction.set_rollback(True)
    except IntegrityError as error:
        raise LoadFailed(_explain(error, prune=prune)) from error
    except ValidationError as kept:
        raise LoadFailed("; ".join(kept.messages)) from kept
    except ReportsRefused as refused:
        raise LoadFailed(str(refused)) from refused
    if not dry_run and len(outcome.steps) - outcome.counts[Act.KEEP] >= MANY:
        _learn()
    return outcome, faults


def _bring_in(slug: str, lines: ReportLines) -> int:
    if not lines:
        return 0
    partnership = Partnership.objects.get(slug=slug)
    with scope(partnership=partnership):
        return bring_in(partnership, lines)


def _learn() -> None:
    """Lets the database's planner know how much there is now, rather than some time later."""
    with connection.cursor() as cursor:
        for kind in kinds():
            for table in (kind.model, *(getattr(kind.model, name).through for name in kind.many)):
                cursor.execute(SQL("ANALYZE {}").format(Identifier(table._meta.db_table)))


def _load(
    facts: types.Partnership,
    records: Records,
    *,
    by: str,
    prune: bool,
    progress: Progress | None,
) -> LoadOutcome:
    partnership, is_new, frame = _frame(facts)
    present = snapshot(partnership)
    steps = compare(records, present.records, prune=prune)
    outcome = LoadOutcome(facts.slug, is_new, len(records), frame, steps)
    if outcome.changes_nothing:
        return outcome
    _check_constraints("DEFERRED")
    _may_write_frozen("on")
    rows = len(steps) - outcome.counts[Act.KEEP]
    for written in apply(partnership, steps, records, present, by=program(by)):
        if progress:
            progress(written, rows)
    _check_constraints("IMMEDIATE")
    _may_write_frozen("off")
    with scope(partnership=partnership):
        AuditEntry.objects.create(
            partnership=partnership,
            by=by,
            action="load",
            object=facts.slug,
            detail={act.value: count for act, count in outcome.counts.items()},
        )
        for brings in brought():
            for follow in brings.after_load:
                follow(by=program(by), partnership=partnership)
    content.changed(partnership)
    return outcome


def _check_constraints(when: str) -> None:
    """Lets constraints over several rows wait while rows are written, and then checks them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL {when}")


def _may_write_frozen(answer: str) -> None:
    """Lets this transaction put adopted plans as the files say; nothing else may change them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samspill.loading', %s, true)", [answer])


def _frame(
    facts: types.Partnership,
) -> tuple[Partnership, bool, dict[str, tuple[object, object]]]:
    """The helsefellesskap's own row, as partnership.yaml says."""
    wanted = values_of(PARTNERSHIP, facts, "")
    slug = wanted.pop("slug")
    partnership = Partnership.objects.select_for_update().filter(slug=slug).first()
    if partnership is None:
        return Partnership.objects.create(slug=slug, **wanted), True, {}
    before = {name: getattr(partnership, name) for name in wanted}
    changed = {
        name: (before[name], wanted[name]) for name in wanted if before[name] != wanted[name]
    }
    for name, (_, value) in changed.items():
        setattr(partnership, name, value)
    if changed:
        partnership.save(update_fields=list(changed))
    return partnership, False, changed


def _explain(error: IntegrityError, *, prune: bool) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    constraint = getattr(diagnosis, "constraint_name", None) or "a rule of the database"
    detail = getattr(diagnosis, "message_detail", None) or getattr(
        diagnosis, "message_primary", str(error)
    )
    hint = (
        ""
        if prune
        else " What the database holds and the folder no longer has is kept; "
        "use --prune to remove it where that is what stands in the way."
    )
    return f"{constraint.replace('_', ' ')}: {detail}{hint}"
