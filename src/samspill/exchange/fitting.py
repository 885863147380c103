"""Whether what a folder says fits where it is kept: told before anything is written."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import models

from samspill.common.open_format.base import Where
from samspill.common.open_format.faults import Faults
from samspill.common.open_format.kind import RecordKind
from samspill.exchange.records import FlatRecord, in_words

SMALL = models.PositiveSmallIntegerField, models.SmallIntegerField
LARGEST_SMALL = 32_767


def complain_about_size(kind: RecordKind, record: FlatRecord, faults: Faults) -> None:
    """Adds a fault for each text that is too long, and each number that is too large."""
    for column, most in _limits(kind).items():
        for value in _each(record.values[column]):
            size = len(value) if isinstance(value, str) else value
            if size is None or size <= most:
                continue
            name = _attribute(kind, column)
            where = Where(record.where.file, record.lines.get(name, record.where.line))
            told = f"{size:,} characters" if isinstance(value, str) else f"{size:,}"
            faults.error(where, f"{in_words(record)}: {name} is {told}", f"at most {most:,}")


def _each(value: Any) -> list[Any] | tuple[Any, ...]:
    return value if isinstance(value, list | tuple) else [value]


@cache
def _limits(kind: RecordKind) -> dict[str, int]:
    """How long a text, or how large a number, each column takes; those without a limit left out."""
    found = {}
    for column in kind.stored:
        field: Any = kind.model._meta.get_field(column)
        field = getattr(field, "base_field", field)
        if isinstance(field, models.CharField) and field.max_length:
            found[column] = field.max_length
        elif isinstance(field, SMALL):
            found[column] = LARGEST_SMALL
    return found


def _attribute(kind: RecordKind, column: str) -> str:
    """What files call a column; of one that is made from an attribute, the attribute."""
    names = {of: name for name, of in kind.plain.items()}
    return names.get(column) or column.split("_")[0]
