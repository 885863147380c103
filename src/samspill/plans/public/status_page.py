"""Status tables as the public page shows them: in their own legend, and on one common scale."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspill.plans.models import StatusLevel, StatusRow, StatusTable

Scale = StatusLevel.Scale
KINDS = {Scale.FULL: "ok", Scale.PARTLY: "partial", Scale.NONE: "no"}
POINTS = (Scale.NONE, Scale.PARTLY, Scale.FULL)
NOT_REPORTED = "none"


@dataclass(frozen=True)
class RowShown:
    """A goal with its status: as reported, and as a shape of the common scale."""

    row: StatusRow
    kind: str
    label: str
    scale: str
    """The word of the common scale; «Not reported» where there is no status."""


@dataclass(frozen=True)
class Count:
    """How many goals of a table stand at one point of the common scale."""

    kind: str
    label: str
    number: int


@dataclass(frozen=True)
class TableShown:
    """A table with its legend, its rows, and how they are spread on the common scale."""

    table: StatusTable
    levels: list[tuple[StatusLevel, str]]
    rows: list[RowShown]
    counts: list[Count]

    @property
    def reported(self) -> int:
        """How many goals a status is reported for."""
        return sum(1 for row in self.rows if row.kind != NOT_REPORTED)

    @property
    def is_commented(self) -> bool:
        return any(item.row.comment or item.row.note for item in self.rows)


def side_by_side(table: StatusTable) -> TableShown:
    """A table ready to be shown; its levels and rows are prefetched.

    The status itself is never changed: the common scale stands beside it. A goal without a status
    is «not reported», which is no point of the scale.
    """
    levels = {level.slug: level for level in table.levels.all()}
    rows = [_row(row, levels) for row in table.rows.all()]
    kinds = [*(KINDS[scale] for scale in POINTS), NOT_REPORTED]
    counts = [
        Count(kind, label, sum(1 for row in rows if row.kind == kind))
        for kind, label in zip(kinds, scale_words(), strict=True)
    ]
    shown = [(level, KINDS[Scale(level.scale)]) for level in levels.values()]
    return TableShown(table, shown, rows, counts)


def scale_words() -> list[str]:
    """The words of the common scale from low to high, and «not reported» apart from them."""
    return [*(str(scale.label) for scale in POINTS), _("Not reported")]


def _row(row: StatusRow, levels: dict[str, StatusLevel]) -> RowShown:
    if not row.status:
        return RowShown(row, NOT_REPORTED, _("Not reported"), _("Not reported"))
    level = levels.get(row.status)
    if level is None:
        return RowShown(row, "info", row.status, _("Not on the common scale"))
    scale = Scale(level.scale)
    return RowShown(row, KINDS[scale], level.in_words, str(scale.label))
