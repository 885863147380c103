"""Documents whose own period is over, though nobody has ended or replaced them.

A plan «for 2018–2021» that nobody has closed is not in force in 2026, and it has not been replaced
either. Which documents are made for a period other apps know; each registers how it tells.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.db.models import Q

from samspill.documents.models import Document

Tells = Callable[[datetime.date], Q]
_tell: list[Tells] = []


def tells_outlived(tells: Tells) -> None:
    """Registers what finds, among documents, those whose period is over on a date."""
    if tells not in _tell:
        _tell.append(tells)


def outlived_on(date: datetime.date) -> set[int]:
    """The documents whose period is over on the date and that nothing has replaced."""
    asked = Q(pk__in=[])
    for tells in _tell:
        asked |= tells(date)
    replaced = Q(successions__isnull=False)
    return set(Document.objects.filter(asked).exclude(replaced).values_list("pk", flat=True))
