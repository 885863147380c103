"""Tables of what is pasted, made so that each value stands in its column.

Markdown has no cell over several rows: its value holds for each of them, as in a workbook. A cell
over several columns is followed by empty ones. A table within a cell becomes plain words.
"""

from __future__ import annotations

import copy

from bs4 import BeautifulSoup, Tag

MOST_CELLS = 20_000
WIDEST = 60
Carried = dict[int, tuple[int, Tag]]
"""Column → in how many further rows a cell holds, and the cell."""


class TooWide(ValueError):
    """It would fill more cells than any text does."""


def make_grids(soup: BeautifulSoup) -> None:
    """Writes cells out over their rows and columns; the first row alone is heads.

    Raises:
        TooWide: that would be more cells than any text has.
    """
    for table in soup.find_all("table"):
        if not table.decomposed and table.find_parent(["td", "th"]):
            table.replace_with(f" {table.get_text(' ', strip=True)} ")
    made = 0
    for table in soup.find_all("table"):
        carried: Carried = {}
        widths = []
        rows = table.find_all("tr")
        for number, row in enumerate(rows):
            widths.append(_write_out(soup, row, carried))
            made += widths[-1]
            if made > MOST_CELLS:
                raise TooWide
            for cell in row.find_all("th", recursive=False) if number else ():
                cell.name = "td"
        if widths:
            # What goes beyond the first row is not shown.
            for _missing in range(min(max(widths), WIDEST) - widths[0]):
                rows[0].append(soup.new_tag("td"))


def _write_out(soup: BeautifulSoup, row: Tag, carried: Carried) -> int:
    """Puts in what stands above and reaches down here; gives how many cells there are now."""
    place = 0
    for cell in row.find_all(["td", "th"], recursive=False):
        while place in carried:
            cell.insert_before(_taken(carried, place))
            place += 1
        across, down = _number(cell, "colspan"), _number(cell, "rowspan")
        for further in range(across):
            one = soup.new_tag(cell.name) if further else cell
            if further:
                cell.insert_after(one)
            if down > 1:
                carried[place] = (down - 1, copy.copy(one))
            place += 1
    while place in carried:
        row.append(_taken(carried, place))
        place += 1
    return place


def _taken(carried: Carried, place: int) -> Tag:
    left, cell = carried.pop(place)
    if left > 1:
        carried[place] = (left - 1, cell)
    return copy.copy(cell)


def _number(cell: Tag, name: str) -> int:
    """Over how many columns or rows a cell reaches; 0 rows are all that follow (HTML, 4.9.11)."""
    said = str(cell.get(name, "1"))
    del cell[name]
    number = int(said[:5]) if said.isascii() and said.isdecimal() else 1
    if name == "rowspan":
        return number or MOST_CELLS
    return min(max(number, 1), WIDEST)
