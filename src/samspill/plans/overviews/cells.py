"""What an overview is made of: tables of cells that a page, a PDF and a sheet all can show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspill.plans.models import Measure
from samspill.plans.overviews.statements import KINDS, UNREPORTED, About, Statement
from samspill.plans.owing import Answering


@dataclass(frozen=True)
class StatusMark:
    """A status as a shape and a word; ``kind`` is one of the kinds of ``ui_status``."""

    kind: str
    label: str


@dataclass(frozen=True)
class Cell:
    """What stands in one place: a text, or marks.

    ``level`` 0–4 is how much heat it has, in grey where ``tone`` says so. ``names`` are those that
    the text lists, and ``number`` is the text where it is one to count with.
    """

    text: str = ""
    url: str = ""
    marks: tuple[StatusMark, ...] = ()
    level: int | None = None
    names: tuple[str, ...] = ()
    number: int | None = None
    tone: str = "heat"

    @property
    def words(self) -> str:
        """All of it as one text."""
        return self.text or "; ".join(mark.label for mark in self.marks)


def counted(number: int, *, url: str = "", level: int | None = None, tone: str = "heat") -> Cell:
    """A number that was counted."""
    return Cell(str(number), url, level=level, number=number, tone=tone)


OverviewRow = list[Cell]


@dataclass(frozen=True)
class BarPart:
    """A part of a bar: its colour, and where it stands."""

    tone: str
    left: int
    width: int


@dataclass(frozen=True)
class HeadCell:
    """The heading of a column: its word, its sign, and whether all the column says is nothing."""

    label: str
    kind: str = ""
    is_empty: bool = False


@dataclass(frozen=True)
class OverviewTable:
    """Rows under headings; the first cell of a row is its heading.

    ``more_url`` leads to the rest where only ``len(rows)`` of ``total`` are shown. ``signs`` are
    the kinds of status that columns stand for, and ``bars`` tell of each row in short.
    """

    caption: str
    columns: tuple[str, ...]
    rows: list[OverviewRow]
    kind: str = ""
    total: int = 0
    more_url: str = ""
    signs: tuple[str, ...] = ()
    bars: tuple[list[BarPart], ...] = ()

    @property
    def heads(self) -> list[HeadCell]:
        """The headings; a column that counts nothing in any row is to take no room."""
        signs = self.signs or ("",) * len(self.columns)
        return [
            HeadCell(label, kind, bool(kind) and not any(row[at].number for row in self.rows))
            for at, (label, kind) in enumerate(zip(self.columns, signs, strict=True))
        ]

    @property
    def lines(self) -> list[tuple[list[tuple[HeadCell, Cell]], list[BarPart]]]:
        """The rows, each cell with the heading of its column, and the row's bar."""
        bars = self.bars or ([],) * len(self.rows)
        return [
            (list(zip(self.heads, row, strict=True)), bar)
            for row, bar in zip(self.rows, bars, strict=True)
        ]


def measure_cell(measure: Measure, url: str) -> Cell:
    """The measure with its number, leading to its page."""
    return Cell(f"{measure.number} {measure.text}", url)


def who(answering: Sequence[Answering]) -> Cell:
    """Who answers for a measure on the day; nobody is shown as that."""
    owners = ", ".join(owner.words for owner in answering)
    return Cell(owners) if owners else Cell(marks=(StatusMark("none", _("Nobody named")),))


def when(measure: Measure) -> Cell:
    """When it is to be done, as the plan writes; no date is shown as that."""
    written = measure.when_as_written or ", ".join(map(str, measure.years))
    return Cell(written) if written else Cell(marks=(StatusMark("none", _("No date set")),))


def said(statements: Sequence[Statement], about: About) -> Cell:
    """What the owners said: their own words, and how many said each where there are several."""
    if not statements:
        statements = (Statement((), UNREPORTED, ""),)
    order = list(KINDS)
    count = Counter((one.status, one.label, one.is_late) for one in statements)
    marks = []
    for (status, label, is_late), number in sorted(
        count.items(), key=lambda i: (order.index(i[0][0]), i)
    ):
        word = label or str(about.label_of(status))
        if is_late:
            word = _("%(status)s, late") % {"status": word}
        if len(statements) > 1:
            word = _("%(status)s: %(number)s of %(all)s") % {
                "status": word, "number": number, "all": len(statements),
            }  # fmt: skip
        marks.append(StatusMark(KINDS[status], word))
    return Cell(marks=tuple(marks))
