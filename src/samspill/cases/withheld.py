"""An item that a reader may not read keeps its place: what it is exempt by stands there instead.

«Item 4» is the same for the members and for everyone, and what is left out is told (offentleglova
§ 22).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samspill.cases.models import AgendaItem
from samspill.common.moments import in_full


@dataclass(frozen=True)
class Withheld:
    """The place of an item, and nothing of the item itself."""

    number: int
    statute: str
    taken_out_on: datetime.date | None = None
    is_withheld: bool = True

    @property
    def words(self) -> str:
        """What stands in its place; also that it stood there, where it was taken out since."""
        if not self.statute:
            return _("Not open to everyone")
        exempt = _("Exempt from public access, %(statute)s") % {"statute": self.statute}
        if self.taken_out_on is None:
            return exempt
        told = _("%(exempt)s. Taken out of the minutes on %(day)s")
        return told % {"exempt": exempt, "day": in_full(self.taken_out_on)}


def withheld(item: Any) -> Withheld:
    """What is left of an item for those who may not read it."""
    case = item.case
    of_case = case.exempt_statute if case and not case.is_public else ""
    statute = of_case if item.is_public else item.exempt_statute
    return Withheld(item.number, statute, item.taken_out_on)


def as_anyone_reads(items: Iterable[AgendaItem]) -> list[Any]:
    """The items, read ``numbered`` and ``with_openness``; what is not open leaves its place."""
    every: list[Any] = list(items)
    return [one if one.is_open else withheld(one) for one in every]
