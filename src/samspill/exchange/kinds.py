"""All kinds of record of the open format, as the apps declare them, put in order."""

from __future__ import annotations

from functools import cache

from django.core.exceptions import ImproperlyConfigured

from samspill.common.open_format.declared import declared
from samspill.common.open_format.kind import RecordKind


@cache
def kinds() -> tuple[RecordKind, ...]:
    """Every kind, in the order in which they can be written: what is referred to comes first."""
    waiting = {kind.name: kind for kind in declared()}
    found: list[RecordKind] = []
    while waiting:
        for kind in waiting.values():
            needed = {*kind.refers_to, above().get(kind.name, "")}
            if not needed & waiting.keys():
                break
        else:
            circle = ", ".join(waiting)
            raise ImproperlyConfigured(f"These kinds of record wait for each other: {circle}.")
        found.append(waiting.pop(kind.name))
    return tuple(found)


@cache
def by_name() -> dict[str, RecordKind]:
    """Every kind by its name."""
    return {kind.name: kind for kind in kinds()}


@cache
def above() -> dict[str, str]:
    """The name of the kind that each stands within, by name; those at the top have none."""
    return {
        name: kind.name
        for kind in declared()
        for name in [*kind.children.values(), *kind.identities]
    }


@cache
def top_of(name: str) -> RecordKind:
    """The kind at the top that one of this name stands within at last, or is."""
    return top_of(above()[name]) if name in above() else by_name()[name]


@cache
def at_the_top() -> tuple[RecordKind, ...]:
    """The kinds that have a place of their own in a folder."""
    return tuple(kind for kind in kinds() if kind.place)
