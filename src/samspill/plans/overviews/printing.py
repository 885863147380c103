"""An overview as a tagged PDF (PDF/UA-1), set by Typst, lying, with the pictures of the page."""

from __future__ import annotations

from importlib import resources
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.common.models import Partnership
from samspill.documents.typesetting import breakable, set_as_pdf
from samspill.plans.overviews.cells import OverviewTable
from samspill.plans.overviews.charts import Chart
from samspill.plans.overviews.reading import Reading
from samspill.plans.overviews.tables import VIEWS

NARROWEST, WIDEST = 8, 60
"""A column's share of the page is as its longest text, within these."""


def as_pdf(
    view: str,
    reading: Reading,
    *,
    partnership: Partnership,
    facts: list[tuple[str, str]],
    told_of: str,
) -> bytes:
    """The overview; of a very long table the first rows, and how many there are.

    Args:
        facts: what is told of it above the tables.
        told_of: the day that it shows, for the foot of each page.

    Raises:
        KeyError: there is no such way of seeing.
    """
    found = VIEWS[view].printed(view, reading)
    template = resources.files("samspill.plans") / "templates" / "plans" / "overview.typ"
    data = {
        "language": (get_language() or "nb")[:2],
        "title": found.label,
        "plan": str(reading.edition.plan.title),
        "about": found.about,
        "partnership": partnership.name,
        "invented": _("Invented, for demonstration") if partnership.is_invented else "",
        "facts": [f"{term}: {value}" for term, value in facts],
        "told_of": told_of,
        "charts": [_chart(chart) for chart in found.charts],
        "tables": [_table(table) for table in found.tables if table.rows],
        "empty": "" if found.total else _("No measure is like that"),
    }
    return set_as_pdf(data, template.read_bytes())


def _chart(chart: Chart) -> dict[str, Any]:
    chart = chart.wide or chart
    svg = render_to_string("plans/chart.svg", {"chart": chart})
    return {"svg": svg, "label": chart.label, "width": chart.width, "height": chart.height}


def _table(table: OverviewTable) -> dict[str, Any]:
    rows = [[breakable(cell.words) for cell in row] for row in table.rows]
    shares = [
        min(WIDEST, max(NARROWEST, len(head), *(len(row[place]) for row in rows)))
        for place, head in enumerate(table.columns)
    ]
    cut = ""
    if table.total > len(rows):
        cut = _("The first %(shown)s of %(all)s. The spreadsheet has them all.") % {
            "shown": len(rows), "all": table.total,
        }  # fmt: skip
    return {
        "caption": table.caption,
        "columns": list(table.columns),
        "rows": rows,
        "shares": shares,
        "cut": cut,
    }
