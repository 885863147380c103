"""A part of many addresses, the same one each time; all of them with ``SAMSPILL_TEST_ALL=1``."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from django.urls import resolve

ALL = os.environ.get("SAMSPILL_TEST_ALL") == "1"
NAMED = re.compile(r"^/hf/[^/]+(?=/)")


def some_of_each(addresses: Sequence[str], most: int) -> list[str]:
    """At most so many addresses of each view in each helsefellesskap, spread over those there are.

    The first and the last are among them: what is entered first, and what is entered last.
    """
    if ALL:
        return list(addresses)
    by_view: dict[tuple[str, str], list[str]] = {}
    for address in addresses:
        named = NAMED.match(address)
        of = named[0] if named else ""
        view = resolve(address.removeprefix(of).partition("?")[0]).view_name
        by_view.setdefault((of, view), []).append(address)
    return [one for found in by_view.values() for one in spread(found, most)]


def spread(found: Sequence[str], most: int) -> list[str]:
    """So many of them at even distances, both ends included."""
    if ALL or len(found) <= most:
        return list(found)
    return [found[place * (len(found) - 1) // (most - 1)] for place in range(most)]


def in_turn(found: Sequence[str], number: int, each: int) -> list[str]:
    """The first of them, and every ``each``-th of the others, beginning with another by number."""
    return list(found) if ALL else [*found[:1], *found[1 + number % each :: each]]
