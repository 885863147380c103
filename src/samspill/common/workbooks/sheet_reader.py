"""Reading one sheet: its headings in any order, and its rows from there down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from samspill.common.identity import holds_identity_number
from samspill.common.workbooks.columns import EXAMPLE, Column, Sheet, headings
from samspill.common.workbooks.opening import OpenSheet, Unreadable
from samspill.common.workbooks.rows import Row, RowDoubt, WorkbookReading
from samspill.common.workbooks.values import (
    EMPTYING,
    CellRefused,
    Day,
    as_text,
    did_you_mean,
    in_all_languages,
    same,
    unharmed,
    without_stroke,
)

MOST_ROWS = 20_000
HEADINGS_WITHIN = 20
ENOUGH_HEADINGS = 2
"""How many headings a row has that is taken for the row of them."""
LONGEST_CELL = 32_767
"""How many characters a spreadsheet keeps in a cell; what was longer is cut off there."""
SHOWN = 20
_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#I/T", "#NAVN?"}

Cells = dict[int, Any]


def is_headed(sheet: Sheet, found: OpenSheet) -> bool:
    """Whether a sheet has the headings that ours cannot do without."""
    wanted = {column.name for column in sheet.required}
    return any(wanted <= set(_named(sheet, cells).values()) for _number, cells in _first(found))


def _first(found: OpenSheet) -> Iterator[tuple[int, Cells]]:
    for number, cells in found.rows():
        if number > HEADINGS_WITHIN:
            return
        yield number, cells


def _named(sheet: Sheet, cells: Cells) -> dict[int, str]:
    """Which cells of a row are headings, and of which columns."""
    known = headings(sheet)
    named = {place: known.get(same(as_text(cell).rstrip(" *"))) for place, cell in cells.items()}
    return {place: name for place, name in named.items() if name}


class SheetReader:
    """Reads one sheet from its headings down."""

    def __init__(self, sheet: Sheet, found: OpenSheet, reading: WorkbookReading) -> None:
        self.sheet, self.found, self.reading = sheet, found, reading
        self.title, self.traits = found.title, found.traits
        self.places: dict[int, Column] = {}
        self.carried: dict[int, tuple[int, Any]] = {}
        self.heading_row = 0

    def read(self) -> None:
        rows = self.found.rows()
        if not self._find_headings(rows):
            return
        for number, cells in rows:
            self._read_row(number, cells)
        self._tell_of_traits()

    def doubt(
        self, row: int, column: str, what: str, expected: str = "", *, stops: bool = True
    ) -> None:
        self.reading.doubts.append(RowDoubt(self.title, row, column, what, expected, stops))

    def _find_headings(self, rows: Iterator[tuple[int, Cells]]) -> bool:
        something = False
        for number, cells in rows:
            if number > HEADINGS_WITHIN:
                something = True
                break
            something = something or bool(cells)
            names = _named(self.sheet, cells)
            if len(set(names.values())) >= ENOUGH_HEADINGS:
                self.heading_row = number
                return self._place(number, cells, names)
        if something:
            expected = ", ".join(column.label for column in self.sheet.columns)
            self.doubt(
                1, "", _("The row with headings is not found."),
                _("These headings, in one row: %(headings)s.") % {"headings": expected},
            )  # fmt: skip
        return False

    def _place(self, number: int, cells: Cells, names: dict[int, str]) -> bool:
        columns = {column.name: column for column in self.sheet.columns}
        strange = []
        for place, cell in sorted(cells.items()):
            name, text = names.get(place), as_text(cell).rstrip(" *")
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

    def _read_row(self, number: int, cells: Cells) -> None:
        if number not in self.traits.uncomputed and not any(map(_is_said, cells.values())):
            return
        first = cells.get(min(self.places))
        if isinstance(first, str) and _is_example(first):
            return
        if len(self.reading.rows) >= MOST_ROWS:
            raise Unreadable(
                _("The workbook has more than %(limit)d rows. Divide it, and read it in parts.")
                % {"limit": MOST_ROWS}
            )
        if any(map(_holds_identity_number, cells.values())):
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
        values = self._values(number, cells)
        if any(value not in ("", None, []) for value in values.values()) or (
            values and not self.sheet.is_whole
        ):
            self.reading.rows.append(Row(self.sheet.name, self.title, number, values))

    def _values(self, number: int, cells: Cells) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for place, column in self.places.items():
            raw = self._merged(number, place, cells.get(place))
            if self._is_uncomputed(number, place, column):
                continue
            if not _is_said(raw):
                if self.sheet.is_whole:
                    values[column.name] = column.form.emptied()
                continue
            try:
                values[column.name] = self._value(column, raw)
            except CellRefused as wrong:
                self.doubt(number, column.label, wrong.what, wrong.expected)
        return values

    def _value(self, column: Column, raw: Any) -> Any:
        """The value in a cell.

        Raises:
            Wrong: it cannot be used.
        """
        if isinstance(raw, str):
            _check_text(raw)
            if not self.sheet.is_whole and raw.strip() in EMPTYING:
                if column.required:
                    raise CellRefused(_("This cannot be emptied."), _("A value."))
                return column.form.emptied()
            raw = unharmed(raw if self.sheet.is_whole else without_stroke(raw))
        elif isinstance(column.form, Day) and type(raw) in {int, float}:
            raw += self.found.days_ahead
        value = column.form.read(raw)
        if column.own and isinstance(value, str) and value and not column.form.is_reference:
            try:
                self.sheet.model._meta.get_field(column.name).clean(value, None)  # type: ignore[union-attr]
            except ValidationError as refused:
                raise CellRefused(" ".join(refused.messages)) from refused
        return value

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


def _is_said(raw: Any) -> bool:
    return raw is not None and (not isinstance(raw, str) or bool(as_text(raw)))


def _check_text(raw: str) -> None:
    if raw.strip().upper() in _ERRORS:
        raise CellRefused(
            _("The cell shows the error %(error)s.") % {"error": raw.strip()},
            _("Mend the formula, or write the value itself."),
        )
    if len(raw) >= LONGEST_CELL:
        raise CellRefused(
            _("The cell is full, and the text may be cut off at its end."),
            _("A shorter text, or the whole of it on its page here."),
        )


def _holds_identity_number(cell: Any) -> bool:
    """Whether a cell holds one, also as a number whose leading zero is lost."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return 10**9 <= cell < 10**11 and holds_identity_number(f"{int(cell):011d}")
    return isinstance(cell, str) and holds_identity_number(as_text(cell))


def _listed(things: Sequence[object]) -> str:
    more = "…" if len(things) > SHOWN else ""
    return ", ".join(str(thing) for thing in things[:SHOWN]) + more


def _is_example(text: str) -> bool:
    start, colon, _rest = text.partition(":")
    return bool(colon) and same(start) in _example_words()


@lru_cache(maxsize=1)
def _example_words() -> set[str]:
    return in_all_languages(EXAMPLE)
