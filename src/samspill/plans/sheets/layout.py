"""The sheet of measures: its columns, and what a cell of each may hold."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.common.workbooks.columns import Column, Sheet
from samspill.common.workbooks.values import CellRefused, ValueForm, as_text
from samspill.plans.models import Measure


class Plain(ValueForm):
    """A text on one line or several; a date is none."""

    def read(self, raw: Any) -> str:
        if isinstance(raw, datetime.datetime | datetime.date):
            raise CellRefused(
                _("A date stands where a text is expected: %(value)s.") % {"value": as_text(raw)},
                _("Store the cell as text, and write it again."),
            )
        return as_text(raw, lines=True)


class Numbering(Plain):
    """A number such as 1.10, which no spreadsheet may have made a number of."""

    def read(self, raw: Any) -> str:
        if isinstance(raw, float) and not raw.is_integer():
            raise CellRefused(
                _("%(value)s is stored as a number, so 1.1 and 1.10 look alike.") % {"value": raw},
                _("Store the cell as text, and write it again."),
            )
        return as_text(raw) if isinstance(raw, str) else super().read(raw)


class TimeInWords(Plain):
    """A time in words; a date is one too."""

    def read(self, raw: Any) -> str:
        if isinstance(raw, datetime.datetime):
            raw = raw.date()
        return raw.isoformat() if isinstance(raw, datetime.date) else super().read(raw)


PLAIN = Plain()
MEASURES = Sheet(
    "measures",
    gettext_lazy("Measures"),
    Measure,
    (
        Column("number", Numbering(), required=True),
        Column("text", PLAIN, required=True),
        Column("area", Numbering(), required=True, own=False),
        Column("responsible", PLAIN),
        Column("responsible_elsewhere", PLAIN),
        Column("when_as_written", TimeInWords()),
        Column("years", PLAIN, own=False),
        Column("also_known_as", PLAIN, own=False),
        Column("also_serves", PLAIN, own=False),
        Column("note", PLAIN),
    ),
    is_whole=True,
)
