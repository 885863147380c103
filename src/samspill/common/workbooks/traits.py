"""What a sheet's cells alone do not tell: merged and hidden ones, and formulas."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from xml.parsers import expat

from openpyxl.utils.cell import coordinate_from_string, range_boundaries

MOST_MERGED_ROWS = 1_000


@dataclass
class Traits:
    """What a sheet says of its cells.

    Attributes:
        merged: column → first and last row of each merged area that is one column wide.
        merged_across: row → the areas there that are several columns wide.
        hidden_rows: the rows that are hidden.
        formulas: how many cells hold a formula.
        uncomputed: row → columns (letters) with a formula that holds no computed value.
    """

    merged: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    merged_across: dict[int, str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    formulas: int = 0
    uncomputed: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


class Watch:
    """Notes the traits of a sheet while its XML is parsed."""

    def __init__(self, traits: Traits, parser: expat.XMLParserType) -> None:
        self.traits, self.cell, self.row, self.has_value = traits, "", 0, False
        self.has_formula = self.is_value = False
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self.cell = attributes.get("r", "")
            self.has_formula = False
            # A formula whose value is an empty text has no more than that to show for it.
            self.has_value = attributes.get("t") == "str"
        elif name == "f":
            self.has_formula = True
        elif name == "v":
            self.is_value = True
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            if attributes.get("hidden") in {"1", "true"}:
                self.traits.hidden_rows.append(self.row)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def text(self, text: str) -> None:
        self.has_value = self.has_value or self.is_value

    def end(self, name: str) -> None:
        self.is_value = False
        if name.rpartition(":")[2] == "c" and self.has_formula:
            self.traits.formulas += 1
            if not self.has_value:
                column = coordinate_from_string(self.cell)[0] if self.cell else "?"
                self.traits.uncomputed[self.row].append(column)

    def _merge(self, area: str) -> None:
        first_column, first_row, last_column, last_row = range_boundaries(area)
        if None in {first_column, first_row, last_column, last_row}:
            return
        if first_column != last_column:
            for row in range(first_row, min(last_row, first_row + MOST_MERGED_ROWS) + 1):
                self.traits.merged_across[row] = area
        else:
            self.traits.merged[first_column].append((first_row, last_row))
