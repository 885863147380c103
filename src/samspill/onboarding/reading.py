"""Reading a workbook: typed rows, and what is doubtful about each. Nothing is saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import IO, Any

from django.core.exceptions import ValidationError
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
from samspill.onboarding import layout
from samspill.onboarding.layout import SHEETS, Column, Sheet
from samspill.onboarding.values import (
    EMPTYING,
    Wrong,
    as_text,
    did_you_mean,
    in_all_languages,
    nearest,
    same,
    without_stroke,
)

MOST_ROWS = 20_000
HEADINGS_WITHIN = 20
SHOWN = 20
_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#I/T", "#NAVN?"}


@dataclass(frozen=True)
class Row:
    """What a row says: column → value, without the columns that are empty.

    ``title`` is what the workbook calls the sheet.
    """

    sheet: str
    title: str
    number: int
    values: dict[str, Any]


@dataclass(frozen=True)
class Doubt:
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
class Reading:
    """All that was read."""

    rows: list[Row] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """In a form that JSON can hold."""
        return {
            "rows": [asdict(row) for row in self.rows],
            "doubts": [asdict(doubt) for doubt in self.doubts],
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Reading:
        return cls(
            rows=[Row(**row) for row in kept["rows"]],
            doubts=[Doubt(**doubt) for doubt in kept["doubts"]],
        )


def read(file: IO[bytes], size: int) -> Reading:
    """Reads a workbook.

    Args:
        file: the workbook.
        size: in bytes.

    Raises:
        Unreadable: it is no workbook, too large, or none of its sheets is ours.
    """
    reading = Reading()
    sheets = _chosen(opened(file, size), reading)
    try:
        for sheet, found in sheets:
            _SheetReader(sheet, found, reading).read()
    except Unreadable:
        raise
    # openpyxl parses while rows are asked for, and raises nearly anything on a damaged sheet.
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError) as problem:
        raise damaged() from problem
    order = list(SHEETS)
    reading.rows.sort(key=lambda row: (order.index(row.sheet), row.number))
    return reading


def _chosen(sheets: list[OpenSheet], reading: Reading) -> list[tuple[Sheet, OpenSheet]]:
    """The sheets that are ours, by name; tells of the others."""
    ours, theirs = [], []
    passed = in_all_languages(layout.GUIDE) | in_all_languages(layout.LISTS)
    taken: set[str] = set()
    for sheet in sheets:
        name = layout.titles().get(same(sheet.title))
        if name and name not in taken:
            taken.add(name)
            ours.append((SHEETS[name], sheet))
        elif same(sheet.title) not in passed:
            theirs.append(sheet)
    missing = [str(sheet.title) for name, sheet in SHEETS.items() if name not in taken]
    for sheet in theirs:
        near = nearest(sheet.title, missing)
        if near:
            what = _("There is no sheet of this name here.")
            expected = _("Did you mean «%(name)s»?") % {"name": near}
            reading.doubts.append(Doubt(sheet.title, 0, "", what, expected))
        else:
            what = _("The sheet is not read: it is none of the template's.")
            reading.doubts.append(Doubt(sheet.title, 0, "", what, stops=False))
    if not ours and not any(doubt.stops for doubt in reading.doubts):
        names = ", ".join(str(sheet.title) for sheet in SHEETS.values())
        raise Unreadable(_("The workbook has none of the sheets %(names)s.") % {"names": names})
    return ours


class _SheetReader:
    """Reads one sheet from its headings down."""

    def __init__(self, sheet: Sheet, found: OpenSheet, reading: Reading) -> None:
        self.sheet, self.found, self.reading = sheet, found, reading
        self.title, self.traits = found.title, found.traits
        self.places: dict[int, Column] = {}
        self.carried: dict[int, tuple[int, Any]] = {}
        self.heading_row = 0
        self.rows = 0

    def read(self) -> None:
        rows = self._rows()
        if not self._find_headings(rows):
            return
        for number, cells in rows:
            self._read_row(number, cells)
        self._tell_of_traits()

    def _rows(self) -> Iterator[tuple[int, Sequence[Any]]]:
        cells = self.found.cells
        if not hasattr(cells, "reset_dimensions"):
            return
        # What a sheet says of its own extent need not be true.
        cells.reset_dimensions()
        yield from enumerate(cells.iter_rows(max_col=LAST_COLUMN, values_only=True), start=1)

    def doubt(
        self, row: int, column: str, what: str, expected: str = "", *, stops: bool = True
    ) -> None:
        self.reading.doubts.append(Doubt(self.title, row, column, what, expected, stops))

    def _find_headings(self, rows: Iterator[tuple[int, Sequence[Any]]]) -> bool:
        known = layout.headings(self.sheet.name)
        something = False
        for number, cells in rows:
            something = something or any(cell is not None for cell in cells)
            texts = [as_text(cell).rstrip(" *") for cell in cells]
            names = [known.get(same(text)) for text in texts]
            if len(set(names) - {None}) >= 2:
                self.heading_row = number
                return self._place(number, texts, names)
            if number >= HEADINGS_WITHIN:
                break
        if something:
            expected = ", ".join(column.label for column in self.sheet.columns)
            self.doubt(
                1, "", _("The row with headings is not found."),
                _("These headings, in one row: %(headings)s.") % {"headings": expected},
            )  # fmt: skip
        return False

    def _place(self, number: int, texts: list[str], names: list[str | None]) -> bool:
        columns = {column.name: column for column in self.sheet.columns}
        strange = []
        for place, (text, name) in enumerate(zip(texts, names, strict=True)):
            if name and name not in {column.name for column in self.places.values()}:
                self.places[place] = columns[name]
            elif text:
                strange.append((place, text))
        seen = {column.name for column in self.places.values()}
        missing = [column for name, column in columns.items() if name not in seen]
        labels = [column.label for column in missing]
        for place, text in strange:
            letter = get_column_letter(place + 1)
            near = did_you_mean(text, labels)
            what = _("The column %(letter)s «%(heading)s» is not read.")
            self.doubt(
                number, text, what % {"letter": letter, "heading": text[:100]}, near,
                stops=bool(near),
            )  # fmt: skip
        for column in missing:
            if column.required:
                self.doubt(
                    number, column.label, _("The column is missing."),
                    _("Take it from the template; rows cannot be read without it."),
                )  # fmt: skip
        left = [column.label for column in missing if not column.required]
        if left:
            what = _("Columns that are missing change nothing: %(columns)s.")
            self.doubt(number, "", what % {"columns": ", ".join(left)}, stops=False)
        return not any(column.required for column in missing)

    def _read_row(self, number: int, cells: Sequence[Any]) -> None:
        if number not in self.traits.uncomputed and not any(map(self._is_said, cells)):
            return
        first = cells[min(self.places)] if min(self.places) < len(cells) else None
        if isinstance(first, str) and _is_example(first):
            return
        self.rows += 1
        if len(self.reading.rows) >= MOST_ROWS:
            raise Unreadable(
                _("The workbook has more than %(limit)d rows. Divide it, and read it in parts.")
                % {"limit": MOST_ROWS}
            )
        if any(map(_holds_identity_number, cells)):
            self.doubt(
                number, "", _("The row holds a national identity number, and is not read."),
                _("Remove it: Samspill identifies no person by number."),
            )  # fmt: skip
            return
        if number in self.traits.merged_across:
            what = _("Cells are merged across columns (%(area)s).")
            self.doubt(
                number, "", what % {"area": self.traits.merged_across[number]},
                _("Unmerge them, and write each value in its own cell."),
            )  # fmt: skip
        values = {}
        for place, column in self.places.items():
            raw = self._merged(number, place, cells[place] if place < len(cells) else None)
            if self._is_uncomputed(number, place, column) or not self._is_said(raw):
                continue
            try:
                values[column.name] = _value(self.sheet, column, raw)
            except Wrong as wrong:
                self.doubt(number, column.label, wrong.what, wrong.expected)
        if values:
            self.reading.rows.append(Row(self.sheet.name, self.title, number, values))

    @staticmethod
    def _is_said(raw: Any) -> bool:
        return raw is not None and (not isinstance(raw, str) or bool(as_text(raw)))

    def _merged(self, number: int, place: int, raw: Any) -> Any:
        """The value of a cell; of one merged with those above, the value on top."""
        for first, last in self.traits.merged.get(place + 1, ()):
            if first == number:
                self.carried[place] = (last, raw)
            elif first < number <= last and place in self.carried:
                return self.carried[place][1]
        return raw

    def _is_uncomputed(self, number: int, place: int, column: Column) -> bool:
        if get_column_letter(place + 1) not in self.traits.uncomputed.get(number, ()):
            return False
        self.doubt(
            number, column.label, _("The cell holds a formula without a computed value."),
            _("Open the workbook in Excel and save it, or write the value itself."),
        )  # fmt: skip
        return True

    def _tell_of_traits(self) -> None:
        if self.found.is_hidden:
            self.doubt(0, "", _("The sheet is hidden. It is read all the same."), stops=False)
        hidden = [row for row in self.traits.hidden_rows if row > self.heading_row]
        if hidden:
            what = _("Hidden rows are read all the same: %(rows)s.")
            self.doubt(0, "", what % {"rows": _listed(hidden)}, stops=False)
        if self.traits.formulas:
            what = _("Formulas are read as the values they showed last. Cells: %(count)d.")
            self.doubt(0, "", what % {"count": self.traits.formulas}, stops=False)
        down = [
            f"{get_column_letter(column)}{first}:{get_column_letter(column)}{last}"
            for column, areas in self.traits.merged.items()
            for first, last in areas
            if last > self.heading_row and column - 1 in self.places
        ]
        if down:
            what = _("The value of merged cells holds for each of their rows: %(areas)s.")
            self.doubt(0, "", what % {"areas": _listed(down)}, stops=False)


def _holds_identity_number(cell: Any) -> bool:
    """Whether a cell holds one, also as a number whose leading zero is lost."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return 10**9 <= cell < 10**11 and holds_identity_number(f"{int(cell):011d}")
    return isinstance(cell, str) and holds_identity_number(cell)


def _listed(things: Sequence[object]) -> str:
    more = "…" if len(things) > SHOWN else ""
    return ", ".join(str(thing) for thing in things[:SHOWN]) + more


def _is_example(text: str) -> bool:
    start, colon, _rest = text.partition(":")
    return bool(colon) and same(start) in _example_words()


@lru_cache(maxsize=1)
def _example_words() -> set[str]:
    return in_all_languages(layout.EXAMPLE)


def _value(sheet: Sheet, column: Column, raw: Any) -> Any:
    """The value in a cell.

    Raises:
        Wrong: it cannot be used.
    """
    if isinstance(raw, str) and raw.strip().upper() in _ERRORS:
        raise Wrong(
            _("The cell shows the error %(error)s.") % {"error": raw.strip()},
            _("Mend the formula, or write the value itself."),
        )
    if isinstance(raw, str) and raw.strip() in EMPTYING:
        if column.required:
            raise Wrong(_("This cannot be emptied."), _("A value."))
        return column.form.emptied()
    value = column.form.read(without_stroke(raw) if isinstance(raw, str) else raw)
    if column.own and isinstance(value, str) and value and not column.form.is_reference:
        try:
            sheet.model._meta.get_field(column.name).clean(value, None)  # type: ignore[union-attr]
        except ValidationError as refused:
            raise Wrong(" ".join(refused.messages)) from refused
    return value
