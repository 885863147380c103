"""The kinds of record and of lines that the apps declare."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import ModuleType

from samspill.common import house
from samspill.common.open_format.base import Strict
from samspill.common.open_format.kind import RecordKind


@cache
def declared() -> tuple[RecordKind, ...]:
    """The kinds of record of the open format, app by app."""
    return tuple(kind for module in _modules() for kind in module.KINDS)


@cache
def lines() -> dict[str, type[Strict]]:
    """The types of the lines of ``reports.jsonl``, by what each calls its kind."""
    return {kind: of for module in _modules() for kind, of in getattr(module, "LINES", {}).items()}


def _modules() -> list[ModuleType]:
    return [import_module(brings.kinds) for brings in house.brought() if brings.kinds]
