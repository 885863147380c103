"""The ways of seeing a plan that have a row for each measure."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samspill.plans.models import Measure
from samspill.plans.overviews import charts
from samspill.plans.overviews.cells import (
    Cell,
    OverviewRow,
    StatusMark,
    measure_cell,
    said,
    when,
    who,
)
from samspill.plans.overviews.matrix import Matrix, matrix_of
from samspill.plans.overviews.reading import Reading
from samspill.plans.overviews.statements import (
    KINDS,
    UNREPORTED,
    Statement,
    statements_of,
)
from samspill.plans.parsing import WhenKind
from samspill.plans.years import planned_years, years_of


def every(reading: Reading) -> QuerySet[Measure]:
    """All that are asked for."""
    return reading.measures


def with_time(reading: Reading) -> QuerySet[Measure]:
    """Those that the plan gives a time, of whatever kind."""
    return reading.measures.exclude(when_kind__in=[WhenKind.NONE, WhenKind.UNREAD], years=[])


def missing(reading: Reading) -> QuerySet[Measure]:
    """Those that nobody is named for, and those without a time."""
    found = reading.measures
    return found.without_owner() | found.without_time()  # type: ignore[attr-defined]


def table_columns(reading: Reading) -> tuple[str, ...]:
    return (
        _("Measure"),
        _("Focus area"),
        _("Who answers for it"),
        _("When"),
        str(reading.chosen.about.label),
    )


def table_rows(reading: Reading, measures: list[Measure]) -> list[OverviewRow]:
    told = statements_of(measures, reading.ledger)
    return [
        [
            measure_cell(one, reading.link(one)),
            Cell(str(one.area.number)),
            who(reading.answering(one)),
            when(one),
            said(told.get(one.pk, ()), reading.chosen.about),
        ]
        for one in measures
    ]


def years_columns(reading: Reading) -> tuple[str, ...]:
    return (_("Measure"), _("When"), _("Years"), str(reading.chosen.about.label))


def years_rows(reading: Reading, measures: list[Measure]) -> list[OverviewRow]:
    period = reading.edition.plan.years
    told = statements_of(measures, reading.ledger)
    return [
        [
            measure_cell(one, reading.link(one)),
            when(one),
            Cell(_years(one, period)),
            said(told.get(one.pk, ()), reading.chosen.about),
        ]
        for one in measures
    ]


def _years(measure: Measure, period: list[int]) -> str:
    """The years that the words give, and apart from them those that are only marked."""
    planned = planned_years(measure, period)
    marked = [year for year in years_of(measure, period) if year not in planned]
    if not marked:
        return in_short(planned)
    return _("%(years)s; marked too: %(marked)s") % {
        "years": in_short(planned) or "–", "marked": in_short(marked),
    }  # fmt: skip


def in_short(years: list[int]) -> str:
    """The years, those in a row as a stretch: 2018–2020, 2022."""
    found = charts.stretches(years)
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in found)


def years_chart(
    reading: Reading, measures: list[Measure], _rows: list[OverviewRow]
) -> charts.Chart:
    period = reading.edition.plan.years
    rows = []
    for one in measures:
        planned = planned_years(one, period)
        marked = [year for year in years_of(one, period) if year not in planned]
        rows.append((str(one), planned, marked))
    return charts.years_chart(_("The measures as bars over the years of the plan"), rows, period)


def owners_columns(reading: Reading) -> tuple[str, ...]:
    about = reading.chosen.about
    return (_("Measure"), *(str(about.label_of(status)) for status in reading.statuses))


def owners_rows(reading: Reading, measures: list[Measure]) -> list[OverviewRow]:
    told = statements_of(measures, reading.ledger)
    return [
        [
            measure_cell(one, reading.link(one)),
            *(_names(_told(reading, one, told.get(one.pk)), status) for status in reading.statuses),
        ]
        for one in measures
    ]


def _told(
    reading: Reading, measure: Measure, statements: list[Statement] | None
) -> list[Statement]:
    """What was said; where the ledger asks nobody, those whom the plan names, such as a role."""
    named = tuple(one.words for one in reading.answering(measure))
    if not statements:
        return [Statement((name,), UNREPORTED, "") for name in named]
    return [replace(one, owners=one.owners or named) for one in statements]


def _names(statements: list[Statement], status: str) -> Cell:
    here = [one for one in statements if one.status == status]
    names = tuple(sorted({name for one in here for name in one.owners}, key=str.lower))
    if not names and (here or (not statements and status == UNREPORTED)):
        return Cell(marks=(StatusMark("none", _("Nobody named")),))
    return Cell(", ".join(names), names=names)


def owners_chart(
    reading: Reading, measures: list[Measure], rows: list[OverviewRow]
) -> charts.Chart:
    drawn = []
    for one, row in zip(measures, rows, strict=True):
        kinds: dict[str, str] = {}
        for status, cell in zip(reading.statuses, row[1:], strict=True):
            kinds |= dict.fromkeys(cell.names, KINDS[status])
        drawn.append((one.number, kinds))
    label_of = reading.chosen.about.label_of
    legend = [(KINDS[status], str(label_of(status))) for status in reading.statuses]
    return charts.owners_chart(_("Measures against those who answer for them"), legend, drawn)


def owners_matrix(reading: Reading, rows: list[OverviewRow]) -> Matrix:
    label_of = reading.chosen.about.label_of
    marks = [StatusMark(KINDS[status], str(label_of(status))) for status in reading.statuses]
    return matrix_of(rows, marks)


def missing_columns(reading: Reading) -> tuple[str, ...]:
    return (_("Measure"), _("Focus area"), _("Who answers for it"), _("When"))


def missing_rows(reading: Reading, measures: list[Measure]) -> list[OverviewRow]:
    return [
        [
            measure_cell(one, reading.link(one)),
            Cell(str(one.area.number)),
            who(reading.answering(one)),
            when(one),
        ]
        for one in measures
    ]
