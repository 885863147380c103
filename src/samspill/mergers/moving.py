"""How one fact goes over on a day: it ends, and the same holds of another from then on."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models

from samspill.common import actions
from samspill.common.actors import Actor

ONE_DAY = datetime.timedelta(days=1)
MERGE = "merge municipalities"
"""What the audit trail calls all of a merger, by which it is found again and undone."""


def copied(row: Any) -> Any:
    """A new row that says the same."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    made: models.Model = type(row)(**values)
    return made


def end(by: Actor, row: Any, date: datetime.date) -> None:
    """Ends it on the day before."""
    row.valid_to = max(date - ONE_DAY, row.valid_from) if row.valid_from else date - ONE_DAY
    actions.save(by=by, record=row, action=MERGE)


def begins_later(row: Any, date: datetime.date) -> bool:
    """Whether it holds from the day or later only, so that there is nothing of it to end."""
    return row.valid_from is not None and row.valid_from >= date
