"""An item that a reader may not read keeps its place: what it is exempt by stands there instead.

«Item 4» is the same for the members and for everyone, and what is left out is told (offentleglova
§ 22).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samspill.cases.models import AgendaItem


@dataclass(frozen=True)
class Withheld:
    """The place of an item, and nothing of the item itself."""

    number: int
    statute: str
    is_withheld: bool = True

    @property
    def words(self) -> str:
        """What stands in its place."""
        if not self.statute:
            return _("Not open to everyone")
        return _("Exempt from public access, %(statute)s") % {"statute": self.statute}


def withheld(item: Any) -> Withheld:
    """What is left of an item for those who may not read it."""
    case = item.case
    of_case = case.exempt_statute if case and not case.is_public else ""
    return Withheld(item.number, of_case if item.is_public else item.exempt_statute)


def as_anyone_reads(items: Iterable[AgendaItem]) -> list[Any]:
    """The items, read ``numbered`` and ``with_openness``; what is not open leaves its place."""
    every: list[Any] = list(items)
    return [one if one.is_open else withheld(one) for one in every]
