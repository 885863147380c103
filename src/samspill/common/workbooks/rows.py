"""What was read from a workbook: rows, and what is doubtful about them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Row:
    """What a row says: column → value. ``title`` is what the workbook calls the sheet."""

    sheet: str
    title: str
    number: int
    values: dict[str, Any]


@dataclass(frozen=True)
class RowDoubt:
    """Something to look at: where, what is wrong, and what was expected.

    A doubt that ``stops`` must be mended before anything is saved; the others are told.
    """

    sheet: str
    row: int
    column: str
    what: str
    expected: str = ""
    stops: bool = True


@dataclass
class WorkbookReading:
    """All that was read."""

    rows: list[Row] = field(default_factory=list)
    doubts: list[RowDoubt] = field(default_factory=list)

    @property
    def stopped(self) -> set[tuple[str, int]]:
        """The rows that something stops, by the sheet's title and their number."""
        return {(doubt.sheet, doubt.row) for doubt in self.doubts if doubt.stops}

    def as_json(self) -> dict[str, Any]:
        """In a form that JSON can hold."""
        return {
            "rows": [asdict(row) for row in self.rows],
            "doubts": [asdict(doubt) for doubt in self.doubts],
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> WorkbookReading:
        return cls(
            rows=[Row(**row) for row in kept["rows"]],
            doubts=[RowDoubt(**doubt) for doubt in kept["doubts"]],
        )
