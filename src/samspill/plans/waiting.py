"""Rounds of reporting that some have not answered, on the secretariat's own page."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse

from samspill.commitments.waiting import WaitsOn, still_missing
from samspill.common.panels import Reads
from samspill.common.permissions import SECRETARIAT
from samspill.common.work_request import WorkRequest
from samspill.plans.models import OwedAnswer


def read_open_rounds(request: WorkRequest, about: None, date: datetime.date) -> Reads:
    """Reads for :func:`open_rounds`."""
    if not request.actor.holds(SECRETARIAT):
        return {}
    found = still_missing(OwedAnswer.objects.filter(thing__closed_at=None))
    return {
        "rounds": found.annotate(
            label=F("thing__title"),
            plan=F("thing__edition__plan__slug"),
            edition=F("thing__edition__slug"),
            name=F("thing__slug"),
        ).order_by("due", "thing")
    }


def open_rounds(
    request: WorkRequest,
    about: None,
    date: datetime.date,
    rounds: list[dict[str, Any]] | None = None,
) -> dict[str, Any] | None:
    """Each with how many have answered all that they are asked."""
    waits = [
        WaitsOn(
            row["label"],
            reverse("work:plans:round", args=[row["plan"], row["edition"], row["name"]]),
            row["answered"],
            row["asked"],
            row["due"],
        )
        for row in rounds or ()
    ]
    return {"waits": waits} if waits else None
