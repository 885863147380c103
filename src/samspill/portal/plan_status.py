"""How a plan stands, as a document and as a spreadsheet."""

from __future__ import annotations

import datetime
import io
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from openpyxl import Workbook

from samspill.common.models import Partnership
from samspill.plans.models import Measure, PlanEdition
from samspill.plans.overviews import (
    COLUMNS,
    AreaStanding,
    BoardColumn,
    PartyRow,
    board,
    by_area,
    by_party,
    count_by_measure,
    standings_of,
)
from samspill.portal.plan_page import in_words
from samspill.portal.status_note.text import Block, Grid, Heading, Note, Paragraph, Words
from samspill.workspace.sheets import harmless


@dataclass(frozen=True)
class PlanStanding:
    """Everything that the page, the document and the spreadsheet say of how a plan stands."""

    edition: PlanEdition
    measures: list[Measure]
    counts: dict[int, Counter[str]]
    areas: list[AreaStanding]
    columns: list[BoardColumn]
    owed: list[Measure]
    parties: list[PartyRow]


def standing_of(edition: PlanEdition, date: datetime.date) -> PlanStanding:
    """Reads how a plan stands on a day; a constant number of queries."""
    measures = list(edition.measures.prefetch_related("owners__body", "owners__party"))
    standings = standings_of(measures, date)
    counts = count_by_measure(standings)
    owed, parties = by_party(measures, standings)
    areas = by_area(edition.areas.all(), measures, counts)
    return PlanStanding(edition, measures, counts, areas, board(measures, counts), owed, parties)


def status_in_words(counts: Counter[str] | None) -> str:
    """The statuses of a measure, with how many say so where they are several."""
    if not counts:
        return str(COLUMNS[0].label)
    total = counts.total()
    said = [(column.label, counts[column.scale]) for column in COLUMNS if counts[column.scale]]
    if len(said) == 1:
        return str(said[0][0])
    return ", ".join(
        _("%(status)s: %(count)s of %(total)s") % {"status": label, "count": count, "total": total}
        for label, count in said
    )


def _rows(found: PlanStanding) -> list[list[str]]:
    return [
        [
            measure.number,
            measure.text,
            ", ".join(str(owner.label) for owner in measure.owners.all()) or _("Nobody named"),
            in_words(measure) or _("No date set"),
            status_in_words(found.counts.get(measure.pk)),
        ]
        for measure in found.measures
    ]


def _head() -> list[str]:
    return [_("Number"), _("Measure"), _("Who answers for it"), _("When"), _("Status")]


def note_of_plan(found: PlanStanding, partnership: Partnership, date: datetime.date) -> Note:
    """The plan with the status of every measure, to print or to edit on."""
    blocks: list[Block] = [
        Paragraph(_("What each responsible has said. A status is never worked out from others.")),
        Heading(1, _("Focus areas")),
        Grid(
            _("Focus area and status"),
            [_("Focus area"), *[str(column.label) for column in COLUMNS]],
            [
                [Words(str(one.area)), *[Words(str(count)) for count in one.counts]]
                for one in found.areas
            ],
            [5, *[2] * len(COLUMNS)],
        ),
        Heading(1, _("Measures")),
        Grid(
            _("Measures and status"),
            _head(),
            [[Words(text) for text in row] for row in _rows(found)],
            [1, 5, 3, 2, 3],
        ),
    ]
    return Note(
        title=found.edition.plan.title,
        about=partnership.name,
        day=date_format(date, "j. F Y"),
        language=translation.get_language() or "nb",
        invented=_("Invented, for demonstration") if partnership.is_invented else "",
        blocks=blocks,
    )


def workbook_of(found: PlanStanding) -> bytes:
    """Three sheets: the measures, focus area × status, party × measure."""
    book = Workbook(write_only=True)
    _sheet(book, _("Measures"), [_head(), *_rows(found)])
    areas: list[list[Any]] = [[_("Focus area"), *[str(column.label) for column in COLUMNS]]]
    areas += [[str(one.area), *one.counts] for one in found.areas]
    _sheet(book, _("Focus areas"), areas)
    parties = [[_("Party"), *[measure.number for measure in found.owed]]]
    parties += [
        [row.party.name, *[cell[1] if cell else "" for cell in row.cells]] for row in found.parties
    ]
    _sheet(book, _("Parties"), parties)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _sheet(book: Workbook, title: str, rows: list[list[Any]]) -> None:
    sheet = book.create_sheet(title[:31])
    for row in rows:
        sheet.append([harmless(cell) if isinstance(cell, str) else cell for cell in row])
