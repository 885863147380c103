"""Documents whose own period is over, though nobody has ended or replaced them.

A plan «for 2018–2021» that nobody has closed is not in force in 2026, and it has not been replaced
either. Which documents are made for a period other apps know; each registers how it tells.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Q

from samspill.documents.models import Document, Succession

Tells = Callable[[Any], Q]
_tell: dict[Tells, str] = {}


def tells_outlived(tells: Tells, *, concern: str) -> None:
    """Registers what finds, among documents, those whose period is over on a date.

    Args:
        concern: what it reads to know (``common/content.py``).
    """
    _tell[tells] = concern


def told_by() -> tuple[str, ...]:
    """The concerns of all that tell; a page that shows how a document stands is made from them."""
    return tuple(sorted(set(_tell.values())))


def is_outlived_on(date: Any) -> Exists:
    """Whether the document of an edition is one of them, and nothing has replaced it whole.

    Args:
        date: the day; also one that is told when the statement is asked (``common/ready.py``).
    """
    asked = Q(pk__in=[])
    for tells in _tell:
        asked |= tells(date)
    replaced = Succession.objects.filter(
        Q(date=None) | Q(date__lte=date),
        predecessor=OuterRef("pk"),
        part="",
        predecessor_provision=None,
    )
    return Exists(Document.objects.filter(asked, ~Exists(replaced), pk=OuterRef("document")))
