"""The ways of seeing a plan: as a table, along the years, by status, as heat, and what is missing.

Each asks the database a number of times that does not grow with the plan, and shows a page of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.plans.models import Measure
from samspill.plans.overviews import lists, statuses
from samspill.plans.overviews.cells import OverviewRow, OverviewTable
from samspill.plans.overviews.charts import Chart
from samspill.plans.overviews.matrix import Matrix
from samspill.plans.overviews.reading import Reading, in_chunks, with_owners

PAGE, PRINTED, PICTURED = 100, 1000, 15
"""How many rows there are on a page, in a table of a PDF, and in one of its pictures."""
Whole = Iterator[tuple[str, tuple[str, ...], Iterator[OverviewRow]]]


@dataclass(frozen=True)
class Overview:
    """One way of seeing a plan, ready to be shown. ``total`` is how many measures it is about."""

    view: str
    label: str
    about: str
    tables: list[OverviewTable]
    charts: list[Chart]
    total: int
    page: Page[Measure] | None = None
    matrix: Matrix | None = None


@dataclass(frozen=True)
class ListedView:
    """A way of seeing with a row for each measure, a page of them at a time.

    Attributes:
        about: what it shows, for who has not seen it before.
        columns, rows: the headings, and the rows of some measures.
        narrow: which of the measures that are asked for it shows.
        draw: the picture of some measures.
        crossed: the same as a matrix, which stands for the picture on a page.
    """

    label: str | Promise
    about: str | Promise
    columns: Callable[[Reading], tuple[str, ...]]
    rows: Callable[[Reading, list[Measure]], list[OverviewRow]]
    narrow: Callable[[Reading], QuerySet[Measure]]
    draw: Callable[[Reading, list[Measure], list[OverviewRow]], Chart] | None = None
    crossed: Callable[[Reading, list[OverviewRow]], Matrix] | None = None

    def seen(self, view: str, reading: Reading) -> Overview:
        """A page of it."""
        page = Paginator(with_owners(self.narrow(reading)), PAGE).get_page(reading.chosen.page)
        measures = list(page.object_list)
        rows = self.rows(reading, measures)
        matrix = self.crossed(reading, rows) if self.crossed and measures else None
        bars = tuple(row.bar for row in matrix.rows) if matrix else ()
        told = OverviewTable(str(self.label), self.columns(reading), rows, bars=bars)
        tables = [told] if measures else []
        is_drawn = self.draw and measures and matrix is None
        drawn = [self.draw(reading, measures, rows)] if self.draw and is_drawn else []
        total = page.paginator.count
        return Overview(view, str(self.label), str(self.about), tables, drawn, total, page, matrix)

    def printed(self, view: str, reading: Reading) -> Overview:
        """The first of it, as many as a PDF holds, with a picture for some at a time."""
        found = self.narrow(reading)
        measures = list(with_owners(found)[:PRINTED])
        rows = self.rows(reading, measures)
        drawn = []
        if self.draw is not None:
            for at in range(0, len(measures), PICTURED):
                some = slice(at, at + PICTURED)
                drawn.append(self.draw(reading, measures[some], rows[some]))
        total = found.count()
        tables = [OverviewTable(str(self.label), self.columns(reading), rows, total=total)]
        return Overview(
            view, str(self.label), str(self.about), tables if rows else [], drawn, total
        )

    def whole(self, reading: Reading) -> Whole:
        """All of it, read as it is asked for: name, headings and rows of each table."""
        found = in_chunks(self.narrow(reading))
        rows = (row for some in found for row in self.rows(reading, some))
        yield str(self.label), self.columns(reading), rows


@dataclass(frozen=True)
class CountedView:
    """A way of seeing that counts, with tables of its own.

    Attributes:
        of: its tables, its pictures, and how many measures they are about.
        every: all rows of its tables, where it shows some of them only.
    """

    label: str | Promise
    about: str | Promise
    of: Callable[[Reading], tuple[list[OverviewTable], list[Chart], int]]
    every: Callable[[Reading], Whole] | None = None

    def seen(self, view: str, reading: Reading) -> Overview:
        """It, in short; a table that is coloured itself needs no picture beside it."""
        tables, drawn, total = self.of(reading)
        if any(table.kind == "heat" for table in tables):
            drawn = []
        return Overview(view, str(self.label), str(self.about), tables, drawn, total)

    def printed(self, view: str, reading: Reading) -> Overview:
        """It, with as many rows as a PDF holds."""
        tables, drawn, total = self.of(reading)
        if self.every is not None:
            tables = (
                [
                    replace(table, rows=list(islice(rows, PRINTED)))
                    for table, (_name, _columns, rows) in zip(
                        tables, self.every(reading), strict=True
                    )
                ]
                if tables
                else []
            )
        return Overview(view, str(self.label), str(self.about), tables, drawn, total)

    def whole(self, reading: Reading) -> Whole:
        """All of it, as of :meth:`Listed.whole`."""
        if self.every is not None:
            yield from self.every(reading)
            return
        for table in self.of(reading)[0]:
            yield table.caption, table.columns, iter(table.rows)


VIEWS: dict[str, ListedView | CountedView] = {
    "tabell": ListedView(
        _("Table with status"),
        _("Every measure with what those who answer for it have reported."),
        lists.table_columns,
        lists.table_rows,
        lists.every,
    ),
    "tidslinje": ListedView(
        _("Timeline by year"),
        _("The measures that the plan gives a time, along its years."),
        lists.years_columns,
        lists.years_rows,
        lists.with_time,
        lists.years_chart,
    ),
    "tavle": CountedView(
        _("Board by status"),
        _("The measures under what is reported of them, the first of each."),
        statuses.board,
        statuses.whole_board,
    ),
    "varmekart": CountedView(
        _("Heat map of the focus areas"),
        _("How many measures of each focus area stand where."),
        statuses.heat_map,
    ),
    "parter": ListedView(
        _("Parties and measures"),
        _("What each of those who answer for a measure has reported of it."),
        lists.owners_columns,
        lists.owners_rows,
        lists.every,
        lists.owners_chart,
        lists.owners_matrix,
    ),
    "mangler": ListedView(
        _("Nobody named or no date"),
        _("The measures that the plan names nobody for, or gives no time."),
        lists.missing_columns,
        lists.missing_rows,
        lists.missing,
    ),
}
"""The ways of seeing, by their word in the address."""


def overview_of(view: str, reading: Reading) -> Overview:
    """A plan in one way of seeing, a page of it.

    Raises:
        KeyError: there is no such way.
    """
    return VIEWS[view].seen(view, reading)
