"""The ways of seeing a plan that count its measures by status. The database counts."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samspill.plans.models import FocusArea, Measure
from samspill.plans.overviews import charts
from samspill.plans.overviews.cells import (
    Cell,
    OverviewRow,
    OverviewTable,
    counted,
    measure_cell,
    who,
)
from samspill.plans.overviews.matrix import bar_of
from samspill.plans.overviews.reading import Reading, in_chunks, with_owners
from samspill.plans.overviews.statements import (
    KINDS,
    LATE,
    UNREPORTED,
    Statement,
    counts,
    first_of_each,
    statements_of,
    stating,
)

CARDS = 20
"""How many measures the board shows under each status."""
Shown = tuple[list[OverviewTable], list[charts.Chart], int]


def _words(reading: Reading) -> list[tuple[str, str, str]]:
    """Each status with its shape and its word."""
    about = reading.chosen.about
    return [(status, KINDS[status], str(about.label_of(status))) for status in reading.statuses]


def _in_short(status: str, word: str) -> str:
    """The word in a picture, where there is little room for it."""
    return _("Late") if status == LATE else word


def heat_map(reading: Reading) -> Shown:
    """Focus areas against statuses: the number of measures, darker the more of the area's own."""
    found = counts(reading.measures, reading.ledger)
    total = found[None, None]
    areas = [
        one for one in FocusArea.objects.filter(edition=reading.edition) if found[one.pk, None]
    ]
    if not areas:
        return [], [], total
    words = _words(reading)
    rows, drawn = [], []
    for area in areas:
        of_it = found[area.pk, None]
        numbers = [found[area.pk, status] for status in reading.statuses]
        rows.append(
            [
                Cell(str(area), reading.url("tabell", innsats=area.number)),
                *(
                    _number(
                        n, of_it, status, reading.url("tabell", innsats=area.number, status=status)
                    )
                    for n, status in zip(numbers, reading.statuses, strict=True)
                ),
                counted(of_it),
            ]
        )
        drawn.append((str(area), [(n, level(n, of_it)) for n in numbers]))
    every: OverviewRow = [Cell(_("The whole plan"))]
    every += [counted(found[None, status]) for status in reading.statuses]
    every.append(counted(total))
    signs = ("", *(kind for _status, kind, _word in words), "")
    whole = [found[None, status] for status in reading.statuses]
    kinds = [kind for _status, kind, _word in words]
    bars = [
        bar_of(list(zip(kinds, [n for n, _level in numbers], strict=True))) for _n, numbers in drawn
    ]
    bars.append(bar_of(list(zip(kinds, whole, strict=True))))
    columns = (_("Focus area"), *(word for _s, _k, word in words), _("Measures"))
    caption = _("Measures of each focus area by status")
    chart = charts.heat_chart(
        caption, [(kind, _in_short(s, word)) for s, kind, word in words], drawn
    )
    return (
        [OverviewTable(caption, columns, [*rows, every], "heat", signs=signs, bars=tuple(bars))],
        [chart],
        total,
    )


def level(number: int, of_all: int) -> int:
    """How dark: 0 for none, then a step for each quarter."""
    return min(4, 1 + 4 * number // of_all) if number and of_all else 0


def _number(number: int, of_all: int, status: str, url: str) -> Cell:
    tone = "grey" if status in {UNREPORTED, LATE} else "heat"
    return counted(number, url=url if number else "", level=level(number, of_all), tone=tone)


def board(reading: Reading) -> Shown:
    """A column for each status with its first measures, and how many there are."""
    found = counts(reading.measures, reading.ledger)
    first = first_of_each(reading.measures, reading.ledger, CARDS)
    keys = {pk for some in first.values() for pk in some}
    measures = {one.pk: one for one in with_owners(Measure.objects.filter(pk__in=keys))}
    told = statements_of(list(measures.values()), reading.ledger)
    tables, parts = [], []
    for status, kind, word in _words(reading):
        number = found[None, status]
        some = [measures[pk] for pk in first.get(status, ()) if pk in measures]
        more = reading.url("tabell", status=status) if number > len(some) else ""
        rows = [_card(reading, one, status, told.get(one.pk, [])) for one in some]
        tables.append(OverviewTable(word, _columns(), rows, kind, number, more))
        parts.append((kind, _in_short(status, word), number))
    total = found[None, None]
    if not total:
        return [], [], 0
    return tables, [charts.share_chart(_("Measures by status"), parts)], total


def whole_board(reading: Reading) -> Iterator[tuple[str, tuple[str, ...], Iterator[OverviewRow]]]:
    """Every measure under each status."""
    for status, _kind, word in _words(reading):
        yield word, _columns(), _every_card(reading, status)


def _every_card(reading: Reading, status: str) -> Iterator[OverviewRow]:
    for some in in_chunks(stating(reading.measures, reading.ledger, status)):
        told = statements_of(some, reading.ledger)
        for one in some:
            yield _card(reading, one, status, told.get(one.pk, []))


def _columns() -> tuple[str, ...]:
    return (_("Measure"), _("Who says so"))


def _card(reading: Reading, measure: Measure, status: str, told: list[Statement]) -> OverviewRow:
    """A measure, and who says this of it, in their own word where it is another."""
    here = [one for one in told if one.status == status]
    if not here:
        return [measure_cell(measure, reading.link(measure)), who(reading.answering(measure))]
    said: dict[str, list[str]] = {}
    for one in here:
        said.setdefault(one.label, []).extend(one.owners)
    usual = str(reading.chosen.about.label_of(status))
    says = [
        ", ".join(names) + (f" ({label})" if label not in {"", usual} else "")
        for label, names in said.items()
    ]
    return [measure_cell(measure, reading.link(measure)), Cell("; ".join(says))]
