"""How many of those represented have confirmed that they have read what was decided."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from samspill.cases.models import OwedReading
from samspill.commitments.models import Commitment
from samspill.commitments.waiting import WaitsOn, still_missing
from samspill.common.panels import Reads
from samspill.common.permissions import SECRETARIAT
from samspill.common.work_request import WorkRequest

SHOWN = 5
DONE = Q(commitment__closed_as=Commitment.ClosedAs.DONE)


@dataclass(frozen=True)
class Readings:
    """How many parties were told what a meeting decided, and how many have confirmed it."""

    told: int
    read: int


def counted(meetings: Any) -> QuerySet:
    """A row of each of those meetings of which somebody was told: its key, how many, how many read.

    Args:
        meetings: their keys, or a statement that yields them.
    """
    rows = OwedReading.objects.filter(thing__in=meetings).order_by().values("thing")
    return rows.annotate(told=Count("pk"), read=Count("pk", filter=DONE)).values_list(
        "thing", "told", "read"
    )


def by_meeting(rows: Collection[Any]) -> dict[int, Readings]:
    """The same by meeting."""
    return {meeting: Readings(told, read) for meeting, told, read in rows}


def sum_of(readings: Iterable[Readings]) -> Readings | None:
    """All of them together; None where nobody was told."""
    found = list(readings)
    if not found:
        return None
    return Readings(sum(one.told for one in found), sum(one.read for one in found))


def read_unread(request: WorkRequest, about: None, date: datetime.date) -> Reads:
    """Reads for :func:`unread`."""
    if not request.actor.holds(SECRETARIAT):
        return {}
    rows = still_missing(OwedReading.objects.all())
    named = rows.annotate(slug=F("thing__slug"), title=F("commitment__title"))
    return {"unread": named.order_by("due", "thing")[:SHOWN]}


def unread(
    request: WorkRequest,
    about: None,
    date: datetime.date,
    unread: list[dict[str, Any]] | None = None,
) -> dict[str, Any] | None:
    """Decisions that some of those represented have not confirmed that they have read."""
    waits = [
        WaitsOn(
            row["title"], reverse("work:cases:meeting", args=[row["slug"]]),
            row["answered"], row["asked"], row["due"],
        )
        for row in unread or ()
    ]  # fmt: skip
    return {"waits": waits} if waits else None
