"""What is doubtful about a row of measures, held against its plan and who there is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspill.common.keys import is_key
from samspill.common.workbooks.rows import Row, RowDoubt
from samspill.common.workbooks.values import did_you_mean
from samspill.plans.models import Plan
from samspill.plans.parsing import Names, WhenKind, read_responsible, read_when
from samspill.plans.sheets.layout import MEASURES

PARTS = re.compile(r"\s*[;,\n]\s*")


@dataclass(frozen=True)
class Known:
    """What rows are held against: the plan, its focus areas, and what everybody is called."""

    plan: Plan
    areas: Collection[str]
    names: Names


def parts(text: str) -> list[str]:
    """The parts of a list in a cell, whatever sign stands between them."""
    return [part for part in PARTS.split(text.strip()) if part]


def doubt(row: Row, column: str, what: str, expected: str = "", *, stops: bool = True) -> RowDoubt:
    """Something to look at in a column of a row."""
    label = MEASURES.column(column).label
    return RowDoubt(row.title, row.number, label, what, expected, stops)


def doubts(row: Row, known: Known) -> Iterator[RowDoubt]:
    """What must be mended, and what is only told."""
    values, plan = row.values, known.plan
    for column in ("number", "text"):
        if not values[column]:
            yield doubt(row, column, _("This is missing."), _("A value."))
    if values["number"]:
        try:
            is_key(values["number"])
        except ValidationError as wrong:
            yield doubt(row, "number", " ".join(wrong.messages))
    for column in ("area", "also_serves"):
        for area in [values["area"]] if column == "area" else parts(values.get(column, "")):
            if area not in known.areas:
                what = _("«%(area)s» is no focus area of the plan.") % {"area": area[:40]}
                expected = _("One of: %(known)s.") % {"known": ", ".join(sorted(known.areas))}
                yield doubt(row, column, what, expected)
    for year in parts(values.get("years", "")):
        if not (year.isdigit() and year.isascii() and int(year) in plan.years):
            what = _("«%(year)s» is no year of the plan.") % {"year": year[:40]}
            expected = plan.period
            yield doubt(row, "years", what, expected)
    when = values.get("when_as_written", "")
    if read_when(when).kind == WhenKind.UNREAD:
        what = _("«%(when)s» cannot be read as a time. It is kept in words.")
        yield doubt(row, "when_as_written", what % {"when": when[:60]}, stops=False)
    yield from _of_owners(row, known.names)


def _of_owners(row: Row, names: Names) -> Iterator[RowDoubt]:
    for owner in read_responsible(row.values.get("responsible", ""), names):
        expected = ""
        if owner.kind == "role":
            what = _("«%(name)s» is neither a body nor a party here, so nobody answers for it.")
            expected = did_you_mean(owner.key, list(names.shown)) or _(
                "Write the name of a body or a party; else it is kept as a role."
            )
        elif owner.doubtful:
            what = _("«%(name)s» has a question mark. Is it settled?")
        else:
            continue
        yield doubt(row, "responsible", what % {"name": owner.key[:60]}, expected, stops=False)
