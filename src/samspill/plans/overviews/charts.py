"""The pictures of an overview as shapes at places; ``templates/plans/chart.svg`` draws them.

Each stands beside a table that says the same. Nothing is told by colour alone: a bar has its name,
a square its number, and a status its shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

INK, PALE_INK = "#15201d", "#ffffff"
HEAT = ("#ffffff", "#e3f3ed", "#b9e0d2", "#86c9b2", "#0d5f4a")
"""Five levels; the darkest takes white text, the others dark, all above 7 to 1."""
GREY = ("#ffffff", "#eef0f1", "#d9dcdf", "#bcc1c5", "#45494d")
"""The same for what is not reported, so that it looks neither good nor bad."""
BAR, LINE = "#0d7a5f", "#c9ced3"
HEAD, YEAR, SQUARE, COLUMN, NUMBER = 30, 88, 70, 30, 48
SHORT = 48
"""Names stand above what they name, so that a chart of four years or five statuses fits a phone."""
NAMES, LONG = 430, 58
"""In a wide chart they stand before it: how much place they have, and how many letters."""
WIDEST = 40
"""The most columns of owners that a chart shows."""


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x: int
    y: int
    width: int
    height: int
    fill: str = BAR
    stroke: str = "none"


@dataclass(frozen=True)
class Word:
    """A text at a place; ``turn`` in degrees."""

    x: int
    y: int
    text: str
    anchor: str = "start"
    fill: str = INK
    turn: int = 0


@dataclass(frozen=True)
class Sign:
    """A status as a shape, 18 wide, with its upper left corner at a place."""

    x: int
    y: int
    kind: str


@dataclass
class Chart:
    """A picture, and what it shows in words.

    Attributes:
        wide: the same for a wide page.
    """

    label: str
    width: int
    height: int
    boxes: list[Box] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    wide: Chart | None = None

    def name(self, y: int, text: str, before: int) -> None:
        """Writes what a line is of: above it, or before it where that has a place."""
        said = short(text, LONG if before else SHORT)
        self.words.append(Word(0, y + (20 if before else 17), said))


def short(text: str, most: int = SHORT) -> str:
    """The text, cut where it is too long for its place."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


YearRow = tuple[str, list[int], list[int]]
"""A name, the years that it is planned for, and those that are only marked."""


def years_chart(label: str, rows: Sequence[YearRow], period: list[int]) -> Chart:
    """Measures as bars over the years of the plan; an open bar where a year is only marked."""
    chart = _years(label, rows, period, 0)
    chart.wide = _years(label, rows, period, NAMES)
    return chart


def _years(label: str, rows: Sequence[YearRow], period: list[int], before: int) -> Chart:
    chart = Chart(label, before + max(4, len(period)) * YEAR, HEAD)
    for place, year in enumerate(period):
        chart.words.append(Word(before + place * YEAR + 6, 19, str(year)))
    lines = chart.boxes
    bars: list[Box] = []
    for name, planned, marked in rows:
        y = chart.height
        lines.append(Box(0, y, chart.width, 1, LINE))
        chart.name(y, name, before)
        for years, fill in ((planned, BAR), (marked, "none")):
            for first, last in stretches(years):
                x = before + (first - period[0]) * YEAR
                down = 10 if before else 24
                bars.append(Box(x + 3, y + down, (last - first + 1) * YEAR - 6, 12, fill, BAR))
        chart.height += 32 if before else 42
    tall = chart.height if before else HEAD
    lines += [Box(before + place * YEAR, 0, 1, tall, LINE) for place in range(1, len(period))]
    chart.boxes = [*lines, *bars]
    return chart


def stretches(years: list[int]) -> Iterable[tuple[int, int]]:
    """The first and last year of each run of years."""
    first = None
    for year in years:
        if first is None:
            first = year
        if year + 1 not in years:
            yield first, year
            first = None


def heat_chart(
    label: str,
    columns: Sequence[tuple[str, str]],
    rows: Sequence[tuple[str, Sequence[tuple[int, int]]]],
) -> Chart:
    """Squares with a number each, darker the more there are.

    Args:
        columns: a kind of status and its word for each column.
        rows: a name, and for each column the number and its level.
    """
    chart = _heat(label, columns, rows, 0)
    chart.wide = _heat(label, columns, rows, NAMES)
    return chart


def _heat(
    label: str,
    columns: Sequence[tuple[str, str]],
    rows: Sequence[tuple[str, Sequence[tuple[int, int]]]],
    before: int,
) -> Chart:
    chart = Chart(label, before + len(columns) * SQUARE, 66)
    for place, (kind, word) in enumerate(columns):
        middle = before + place * SQUARE + SQUARE // 2
        chart.signs.append(Sign(middle - 9, 4, kind))
        for line, part in enumerate(word.split(" ", 1)):
            chart.words.append(Word(middle, 40 + line * 16, short(part, 11), "middle"))
    for name, cells in rows:
        y = chart.height
        chart.name(y, name, before)
        top = y + (2 if before else 24)
        for place, (number, level) in enumerate(cells):
            x = before + place * SQUARE
            fill = (GREY if columns[place][0] in {"none", "late"} else HEAT)[level]
            chart.boxes.append(Box(x + 1, top, SQUARE - 2, 26, fill, LINE))
            ink = PALE_INK if level == len(HEAT) - 1 else INK
            chart.words.append(Word(x + SQUARE // 2, top + 18, str(number), "middle", ink))
        chart.height += 30 if before else 56
    return chart


def owners_chart(
    label: str, legend: Sequence[tuple[str, str]], rows: Sequence[tuple[str, dict[str, str]]]
) -> Chart:
    """Measures against owners, with the shape of what each said.

    Args:
        legend: each kind of status with its word.
        rows: a measure's number, and the kind of status for each owner's name. The owners with most
            stand first; those beyond :data:`WIDEST` are in the table only.
    """
    weight: dict[str, int] = {}
    for _name, kinds in rows:
        for owner in kinds:
            weight[owner] = weight.get(owner, 0) + 1
    owners = sorted(weight, key=lambda owner: (-weight[owner], owner.lower()))[:WIDEST]
    head = 25 * len(legend) + 150
    width = NUMBER + len(owners) * COLUMN
    chart = Chart(label, max(width + 90, 240), head)
    for place, (kind, word) in enumerate(legend):
        chart.signs.append(Sign(0, 4 + place * 25, kind))
        chart.words.append(Word(26, 18 + place * 25, word))
    for place, owner in enumerate(owners):
        x = NUMBER + place * COLUMN
        chart.words.append(Word(x + 18, head - 8, short(owner, 22), turn=-50))
    for name, kinds in rows:
        y = chart.height
        chart.boxes.append(Box(0, y, width, 1, LINE))
        chart.words.append(Word(0, y + 18, short(name, 7)))
        for place, owner in enumerate(owners):
            if owner in kinds:
                chart.signs.append(Sign(NUMBER + place * COLUMN + 6, y + 5, kinds[owner]))
        chart.height += 28
    return chart


def share_chart(label: str, parts: Sequence[tuple[str, str, int]]) -> Chart:
    """How many there are under each status, as bars: kind, word, number."""
    most = max((number for _kind, _word, number in parts), default=0)
    chart = Chart(label, 350, 4)
    for kind, word, number in parts:
        y = chart.height
        width = round(155 * number / most) if most else 0
        chart.signs.append(Sign(0, y + 3, kind))
        chart.words.append(Word(26, y + 17, short(word, 17)))
        chart.boxes.append(Box(148, y + 3, max(width, 1), 18))
        chart.words.append(Word(148 + width + 8, y + 17, str(number)))
        chart.height += 27
    return chart
