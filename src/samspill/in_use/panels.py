"""Routines that parties have not confirmed yet, on the secretariat's own page."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse

from samspill.commitments.waiting import WaitsOn, still_missing
from samspill.common.panels import Reads
from samspill.common.permissions import SECRETARIAT
from samspill.common.work_request import WorkRequest
from samspill.documents.naming import DocumentNamed, label_of, naming
from samspill.in_use.models import OwedRoutine

SHOWN = 5
NAMED = {
    name: F(path)
    for name, path in zip(DocumentNamed._fields, naming("thing__document__"), strict=True)
}


def read_unconfirmed(request: WorkRequest, about: None, date: datetime.date) -> Reads:
    """Reads for :func:`unconfirmed`."""
    if not request.actor.holds(SECRETARIAT):
        return {}
    found = still_missing(OwedRoutine.objects.all())
    named = found.annotate(**NAMED).order_by("due", "thing")
    return {"unconfirmed": named[:SHOWN]}


def unconfirmed(
    request: WorkRequest,
    about: None,
    date: datetime.date,
    unconfirmed: list[dict[str, Any]] | None = None,
) -> dict[str, Any] | None:
    """Routines that some parties have yet to take into use."""
    url = reverse("work:in_use:routines")
    waits = [
        WaitsOn(_label(row), url, row["answered"], row["asked"], row["due"])
        for row in unconfirmed or ()
    ]
    return {"waits": waits} if waits else None


def _label(row: dict[str, Any]) -> str:
    return label_of(DocumentNamed(*(row[name] for name in DocumentNamed._fields)))
