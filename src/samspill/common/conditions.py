"""A query's condition asked of a record that is at hand: the same declaration, in both places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q

LOOKUPS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": lambda value, asked: value == asked,
    "in": lambda value, asked: value in asked,
    "isnull": lambda value, asked: (value is None) == asked,
    "lt": lambda value, asked: value is not None and value < asked,
    "lte": lambda value, asked: value is not None and value <= asked,
    "gt": lambda value, asked: value is not None and value > asked,
    "gte": lambda value, asked: value is not None and value >= asked,
}


def meets(record: Any, condition: Q) -> bool:
    """Whether a query with ``condition`` would find the record, as it stands in memory.

    Takes what conditions of ours are made of: values and other records by their names, joined by
    «and» and «or». What is unknown (NULL) is neither less nor more than anything.

    Raises:
        AttributeError: a lookup that is not among ``LOOKUPS``.
        ValueError: a condition is negated, where the database's answer of what is unknown differs.
    """
    if condition.negated:
        raise ValueError("a negated condition is answered by the database alone")
    children: list[Any] = condition.children
    answers = (
        meets(record, part) if isinstance(part, Q) else _asked(record, *part) for part in children
    )
    return any(answers) if condition.connector == Q.OR else all(answers)


def _asked(record: Any, name: str, asked: Any) -> bool:
    path, _sep, lookup = name.rpartition("__")
    if lookup not in LOOKUPS:
        path, lookup = name, "exact"
    value = record
    for step in path.split("__"):
        value = getattr(value, step)
    return LOOKUPS[lookup](value, asked)


def reached_by(path: str, condition: Q) -> Q:
    """The condition on the rows that ``path`` leads to."""
    given: list[Any] = condition.children
    children = [
        reached_by(path, part) if isinstance(part, Q) else (f"{path}__{part[0]}", part[1])
        for part in given
    ]
    return Q(*children, _connector=condition.connector, _negated=condition.negated)
