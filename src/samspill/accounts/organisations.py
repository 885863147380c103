"""Which organisations somebody signs in for, as other organisations said when they did.

Their numbers are known here; what they are called is known further up, where the parties are. What
is found is for people to read: it gives nobody a role.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from samspill.accounts.adapter import organisation_numbers
from samspill.accounts.models import User

Source = Callable[[Any, set[str]], Iterable[tuple[str, str]]]
_sources: list[Source] = []


@dataclass(frozen=True)
class Organisation:
    """A number, and what the helsefellesskap calls it; no name when it is none of its parties."""

    number: str
    name: str = ""


def name_source(source: Source) -> Source:
    """Registers where names come from: helsefellesskap and numbers → numbers with names."""
    if source not in _sources:
        _sources.append(source)
    return source


def organisations_of(user: User, partnership: Any) -> list[Organisation]:
    """The organisations of a user, with their names in a helsefellesskap when there is one.

    Call it within that one's scope.
    """
    numbers = organisation_numbers(user)
    named: dict[str, list[str]] = {}
    if numbers and partnership is not None:
        for source in _sources:
            for number, name in source(partnership, numbers):
                named.setdefault(number, []).append(name)
    return [Organisation(number, ", ".join(named.get(number, []))) for number in sorted(numbers)]
