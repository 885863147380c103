"""Writing the measures of an edition out as a sheet. What is written can be read again."""

from __future__ import annotations

from samspill.common.workbooks.writing import add_row, content_of, new_book, new_sheet
from samspill.plans.models import Measure, PlanEdition
from samspill.plans.sheets.layout import MEASURES

SEPARATOR = "; "
WIDTHS = (12, 60)


def written(measure: Measure) -> dict[str, str]:
    """A measure as the texts of its row."""
    return {
        "number": measure.number,
        "text": measure.text,
        "area": measure.area.number,
        "responsible": measure.responsible,
        "responsible_elsewhere": measure.responsible_elsewhere,
        "when_as_written": measure.when_as_written,
        "years": SEPARATOR.join(map(str, measure.years)),
        "also_known_as": SEPARATOR.join(measure.also_known_as),
        "also_serves": SEPARATOR.join(sorted(a.number for a in measure.also_serves.all())),
        "note": measure.note,
    }


def workbook(edition: PlanEdition) -> bytes:
    """The measures of an edition as XLSX; every cell is text, so that 1.10 stays 1.10."""
    book = new_book()
    heads = [column.label for column in MEASURES.columns]
    sheet = new_sheet(book, str(MEASURES.title), heads, widths=WIDTHS)
    found = edition.measures.select_related("area").prefetch_related("also_serves")
    for measure in found.iterator(chunk_size=500):
        texts = written(measure)
        add_row(sheet, (texts[column.name] for column in MEASURES.columns))
    return content_of(book)
