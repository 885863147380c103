"""How a plan stands as a whole: per measure, per focus area, per party.

A status is what an owner has said, on the common scale of the ledger; where several owe a measure
the statuses are counted side by side, never made into one. «Not reported» is a state of its own.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.commitments.models import Commitment, Owner, Scale, StatusReport
from samspill.common.models import today
from samspill.parties.models import Party
from samspill.plans.models import FocusArea, Measure
from samspill.plans.owed import PROCESS, subject_of

NOT_REPORTED = ""


@dataclass(frozen=True)
class Column:
    """One state that a measure can be in: its place on the scale, a word, a shape and a mark."""

    scale: str
    label: str | Promise
    kind: str
    mark: str


COLUMNS = (
    Column(NOT_REPORTED, _("Not reported"), "upcoming", "·"),
    Column(Scale.NONE, Scale.NONE.label, "none", "○"),
    Column(Scale.PARTLY, Scale.PARTLY.label, "partial", "◐"),
    Column(Scale.FULL, Scale.FULL.label, "ok", "●"),
    Column(Scale.DROPPED, Scale.DROPPED.label, "withdrawn", "×"),
)
BY_SCALE = {column.scale: column for column in COLUMNS}


@dataclass(frozen=True)
class Standing:
    """How one commitment on a measure stands.

    Attributes:
        scale: the place on the common scale; empty when nothing is reported.
        label: the status in the words of its own legend.
    """

    commitment: int
    measure: int
    scale: str
    label: str


def standings_of(measures: Iterable[Measure], date: datetime.date | None = None) -> list[Standing]:
    """How the public commitments on measures stand; on an earlier day as it was reported then.

    Two queries, however many there are; three on an earlier day.
    """
    subjects = [subject_of(measure) for measure in measures]
    over = Q(state=Commitment.State.CLOSED, reported_on=None) | Q(
        closed_as=Commitment.ClosedAs.WITHDRAWN
    )
    found = (
        Commitment.objects.of_process(PROCESS.slug)
        .filter(subject__in=subjects, is_public=True)
        .exclude(over)
        .order_by("pk")
    )
    if date is not None and date < today():
        return _then(found.values_list("pk", "subject"), date)
    statuses = ("result__scale", "result__label", "work__scale", "work__label")
    return [
        Standing(pk, int(subject), result or work or NOT_REPORTED, said or done or "")
        for pk, subject, result, said, work, done in found.values_list("pk", "subject", *statuses)
    ]


def _then(rows: Iterable[tuple[int, str]], date: datetime.date) -> list[Standing]:
    known = dict(rows)
    reports = (
        StatusReport.objects.filter(commitment__in=known, at__date__lte=date)
        .select_related("result", "work")
        .order_by("commitment_id", "-pk")
        .distinct("commitment_id")
    )
    latest = {report.commitment_id: report.result or report.work for report in reports}
    return [
        Standing(pk, int(subject), status.scale if status else NOT_REPORTED,
                 status.label if status else "")
        for pk, subject in known.items()
        for status in [latest.get(pk)]
    ]  # fmt: skip


def count_by_measure(standings: Iterable[Standing]) -> dict[int, Counter[str]]:
    """How many commitments on each measure stand where."""
    found: dict[int, Counter[str]] = {}
    for one in standings:
        found.setdefault(one.measure, Counter())[one.scale] += 1
    return found


@dataclass(frozen=True)
class Segment:
    """A stretch of a bar."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True)
class AreaStanding:
    """A focus area: how many commitments on its measures stand where, and the same as a bar."""

    area: FocusArea
    counts: list[int]
    total: int
    segments: list[Segment]


def by_area(
    areas: Iterable[FocusArea],
    measures: Iterable[Measure],
    counts: dict[int, Counter[str]],
    width: float = 100,
) -> list[AreaStanding]:
    """The heat map of focus area × status. A measure without commitments counts as not reported."""
    sums: dict[int, Counter[str]] = {}
    for measure in measures:
        sums.setdefault(measure.area_id, Counter()).update(
            counts.get(measure.pk) or Counter({NOT_REPORTED: 1})
        )
    found = []
    for area in areas:
        row = [sums.get(area.pk, Counter())[column.scale] for column in COLUMNS]
        total = sum(row)
        found.append(AreaStanding(area, row, total, list(_segments(row, total, width))))
    return found


def _segments(row: list[int], total: int, width: float) -> Iterable[Segment]:
    x = 0.0
    for column, count in zip(COLUMNS, row, strict=True):
        if count:
            part = round(count / total * width, 2)
            yield Segment(column.kind, round(x, 2), part)
            x += part


@dataclass
class BoardColumn:
    """The measures that somebody says stand there, with how many of those who owe them."""

    column: Column
    cards: list[tuple[Measure, int, int]] = field(default_factory=list)


def board(measures: Iterable[Measure], counts: dict[int, Counter[str]]) -> list[BoardColumn]:
    """Every measure under each status that an owner has given it."""
    columns = {column.scale: BoardColumn(column) for column in COLUMNS}
    for measure in measures:
        counted = counts.get(measure.pk) or Counter({NOT_REPORTED: 1})
        total = counted.total()
        for scale, count in counted.items():
            columns[scale].cards.append((measure, count, total))
    return list(columns.values())


@dataclass(frozen=True)
class PartyRow:
    """A party with its status on each measure; None where it does not owe it."""

    party: Party
    cells: list[tuple[Column, str] | None]


def by_party(
    measures: list[Measure], standings: list[Standing]
) -> tuple[list[Measure], list[PartyRow]]:
    """The heat map of party × measure: the measures that some party owes, and a row for each."""
    status = {one.commitment: one for one in standings}
    owners = Owner.objects.filter(commitment__in=status, party__isnull=False)
    cells: dict[int, dict[int, Standing]] = {}
    for commitment, party in owners.values_list("commitment", "party"):
        one = status[commitment]
        cells.setdefault(party, {})[one.measure] = one
    owed = {measure for row in cells.values() for measure in row}
    shown = [measure for measure in measures if measure.pk in owed]
    rows = [
        PartyRow(party, [_cell(cells[party.pk].get(measure.pk)) for measure in shown])
        for party in Party.objects.filter(pk__in=cells)
    ]
    return shown, rows


def _cell(one: Standing | None) -> tuple[Column, str] | None:
    return None if one is None else _said(one)


def _said(one: Standing) -> tuple[Column, str]:
    column = BY_SCALE[one.scale]
    return column, one.label or str(column.label)


def own_standings(
    party: Party, measures: list[Measure], date: datetime.date
) -> dict[int, tuple[Column, str]]:
    """What a party itself has said of each measure that it owes; shared ones too."""
    standings = {one.commitment: one for one in standings_of(measures, date)}
    mine = Owner.objects.filter(commitment__in=standings, party=party)
    found = {}
    for commitment in mine.values_list("commitment", flat=True):
        one = standings[commitment]
        found[one.measure] = _said(one)
    return found


@dataclass(frozen=True)
class OwnerStanding:
    """What the owners of one commitment have said of a measure."""

    owners: str
    column: Column
    label: str
    reported_on: datetime.date | None


def by_owner(measure: Measure, date: datetime.date) -> list[OwnerStanding]:
    """How each of those who owe a measure says that it stands."""
    standings = {one.commitment: one for one in standings_of([measure], date)}
    found = Commitment.objects.filter(pk__in=standings).with_owners().order_by("pk")
    rows = []
    for commitment in found:
        column, label = _said(standings[commitment.pk])
        owners = ", ".join(str(owner) for owner in commitment.owners.all())
        rows.append(OwnerStanding(owners, column, label, commitment.reported_on))
    return rows
