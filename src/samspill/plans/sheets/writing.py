"""Writing the measures of an edition out as a sheet. What is written can be read again.

The focus areas stand on a sheet beside it, and are what the cells of that column choose from.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from samspill.common.workbooks.writing import add_row, content_of, new_book, new_sheet
from samspill.plans.models import Measure, PlanEdition
from samspill.plans.sheets.layout import MEASURES

SEPARATOR = "; "
WIDTHS = (12, 60, 16, 32, 26, 20, 18, 22, 18, 40)
AREA_WIDTHS = (12, 60, 60)
ROWS = 2000
"""How far down one may choose a focus area."""


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
    sheet = new_sheet(book, str(MEASURES.title), heads, widths=WIDTHS, frozen="C2")
    found = edition.measures.select_related("area").prefetch_related("also_serves")
    for measure in found.iterator(chunk_size=500):
        texts = written(measure)
        add_row(sheet, (texts[column.name] for column in MEASURES.columns))
    areas = list(edition.areas.select_related("goal"))
    if areas:
        sheet.data_validations.append(_choices(len(areas)))
    beside = new_sheet(
        book, _areas(), [_("Number"), _("Title"), _("Main goal")], widths=AREA_WIDTHS
    )
    for area in areas:
        add_row(beside, (area.number, area.title, str(area.goal)))
    return content_of(book)


def _choices(count: int) -> DataValidation:
    """The cells of a focus area choose among those of the edition."""
    choices = DataValidation(
        type="list", formula1=f"{quote_sheetname(_areas())}!$A$2:$A${count + 1}", allow_blank=True
    )
    choices.error = _("Choose one from the list.")
    place = [column.name for column in MEASURES.columns].index("area") + 1
    letter = get_column_letter(place)
    choices.add(f"{letter}2:{letter}{ROWS}")
    return choices


def _areas() -> str:
    return _("Focus areas")
