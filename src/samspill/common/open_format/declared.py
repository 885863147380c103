"""The kinds of record that the apps declare."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from samspill.common import house
from samspill.common.open_format.kind import RecordKind


@cache
def declared() -> tuple[RecordKind, ...]:
    """The kinds of record of the open format, app by app."""
    named = [brings.kinds for brings in house.brought() if brings.kinds]
    return tuple(kind for name in named for kind in import_module(name).KINDS)
