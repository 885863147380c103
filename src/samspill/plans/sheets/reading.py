"""Reading a sheet of measures: rows as texts, and what is doubtful about each. Nothing is saved."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from samspill.common.identity import holds_identity_number
from samspill.common.workbooks.opening import (
    LAST_COLUMN,
    OpenSheet,
    Unreadable,
    damaged,
    opened,
)
from samspill.plans.models import Measure
from samspill.plans.sheets.writing import MUST, headings, unharmed

MOST_ROWS = 20_000
HEADINGS_WITHIN = 20
ERRORS = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}


@dataclass(frozen=True)
class Doubt:
    """Something to look at in a row; one that ``stops`` must be mended before anything is saved."""

    row: int
    what: str
    stops: bool = True


@dataclass(frozen=True)
class Row:
    """A row as texts, without the columns that the sheet does not have."""

    row: int
    values: dict[str, str]


@dataclass
class Reading:
    """All that was read."""

    rows: list[Row] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """In a form that JSON can hold."""
        return {"rows": [asdict(r) for r in self.rows], "doubts": [asdict(d) for d in self.doubts]}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Reading:
        """What :meth:`as_json` gave."""
        return cls([Row(**r) for r in kept["rows"]], [Doubt(**d) for d in kept["doubts"]])


def read(file: IO[bytes], size: int) -> Reading:
    """Reads the first visible sheet that has the headings of measures.

    Raises:
        Unreadable: it is no workbook, too large, has no such sheet, or more rows than a plan has.
    """
    try:
        for sheet in opened(file, size):
            if not sheet.is_hidden and (found := _headed(sheet)):
                return _read(sheet, *found)
    except Unreadable:
        raise
    # openpyxl parses while rows are asked for, and raises nearly anything on a damaged sheet.
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError) as problem:
        raise damaged() from problem
    raise Unreadable(
        _("No sheet has the headings number, text and focus area. Download the measures first.")
    )


def _rows(sheet: OpenSheet) -> Iterator[tuple[int, tuple[Any, ...]]]:
    sheet.cells.reset_dimensions()
    return enumerate(sheet.cells.iter_rows(values_only=True, max_col=LAST_COLUMN), start=1)


def _headed(sheet: OpenSheet) -> tuple[int, dict[int, str]] | None:
    """The row of the headings, and the column of each."""
    known = headings()
    for number, cells in _rows(sheet):
        if number > HEADINGS_WITHIN:
            return None
        named = [(place, known.get(str(c or "").strip().lower())) for place, c in enumerate(cells)]
        columns = {place: column for place, column in named if column}
        if set(MUST) <= set(columns.values()):
            return number, columns
    return None


def _read(sheet: OpenSheet, head: int, columns: dict[int, str]) -> Reading:
    reading = Reading()
    if sheet.traits.formulas:
        what = _("%(count)d cells hold a formula. The value that was last computed is read.")
        reading.doubts.append(Doubt(head, what % {"count": sheet.traits.formulas}, stops=False))
    hidden = set(sheet.traits.hidden_rows)
    for number, cells in _rows(sheet):
        if number <= head or not any(str(cell or "").strip() for cell in cells):
            continue
        if len(reading.rows) >= MOST_ROWS:
            raise Unreadable(
                _("The sheet has more than %(count)d rows. A plan has fewer; split the sheet.")
                % {"count": MOST_ROWS}
            )
        if number in hidden:
            what = _("The row is hidden. It is read like the others.")
            reading.doubts.append(Doubt(number, what, stops=False))
        values = {}
        for place, column in columns.items():
            cell = cells[place] if place < len(cells) else None
            values[column] = _text(number, column, cell, reading)
        reading.rows.append(Row(number, values))
        _doubt_shape(sheet, number, columns, reading)
    return reading


def _doubt_shape(sheet: OpenSheet, number: int, columns: dict[int, str], reading: Reading) -> None:
    """What merged cells and formulas without a value do to a row."""
    traits = sheet.traits
    if area := traits.merged_across.get(number):
        what = _("The cells %(area)s are merged. Split them, so that each has its own value.")
        reading.doubts.append(Doubt(number, what % {"area": area}))
    for place in columns:
        for first, last in traits.merged.get(place + 1, []):
            if first < number <= last:
                what = _("The cell is merged with the one above, and is read as empty. Split it.")
                reading.doubts.append(Doubt(number, what))
    letters = {get_column_letter(place + 1) for place in columns}
    for letter in letters & set(traits.uncomputed.get(number, [])):
        what = _("The formula in column %(letter)s has no value. Write the value instead.")
        reading.doubts.append(Doubt(number, what % {"letter": letter}))


def _text(row: int, column: str, cell: Any, reading: Reading) -> str:
    """A cell as text; what could mean something else than it shows is doubted."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime | datetime.date):
        day = cell.date() if isinstance(cell, datetime.datetime) else cell
        if column != "when_as_written":
            _doubt(reading, row, _("A date stands where a text is expected: %(value)s."), day)
        return day.isoformat()
    if isinstance(cell, float) and not cell.is_integer() and column in {"number", "area"}:
        what = _("%(value)s is stored as a number, so 1.1 and 1.10 look alike. Store it as text.")
        _doubt(reading, row, what, cell)
        return str(cell)
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    text = unharmed(text.replace("\r\n", "\n").strip())
    if text in ERRORS:
        _doubt(reading, row, _("The cell holds an error: %(value)s."), text)
    if holds_identity_number(text):
        _doubt(reading, row, _("The row holds a national identity number. Remove it."), "")
        return ""
    limit = getattr(Measure._meta.get_field(column), "max_length", None)
    if limit and len(text) > limit:
        what = _("The text is too long; at most %(value)s characters.")
        _doubt(reading, row, what, limit)
    return text


def _doubt(reading: Reading, row: int, what: str, value: Any) -> None:
    reading.doubts.append(Doubt(row, what % {"value": value} if "%(" in what else what))
