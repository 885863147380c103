"""The sheet of measures: its columns, and writing it out. What is written can be read again."""

from __future__ import annotations

import io
from typing import Any

from django.conf import settings
from django.utils import translation
from openpyxl import Workbook

from samspill.common.labels import label_of
from samspill.common.spreadsheets import FORMULA, harmless
from samspill.plans.models import Measure, PlanEdition

COLUMNS = (
    "number",
    "text",
    "area",
    "responsible",
    "responsible_elsewhere",
    "when_as_written",
    "years",
    "also_known_as",
    "also_serves",
    "note",
)
MUST = ("number", "text", "area")
SEPARATOR = "; "


def headings() -> dict[str, str]:
    """Heading in small letters, in any language of the site → column."""
    found: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found |= {label_of(Measure, column).lower(): column for column in COLUMNS}
    return found


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
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("Tiltak")
    sheet.append([label_of(Measure, column) for column in COLUMNS])
    found = edition.measures.select_related("area").prefetch_related("also_serves")
    for measure in found.iterator(chunk_size=500):
        texts = written(measure)
        sheet.append([harmless(texts[column]) for column in COLUMNS])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def unharmed(text: str) -> str:
    """The text that :func:`samspill.common.spreadsheets.harmless` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text
