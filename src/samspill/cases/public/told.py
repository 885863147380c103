"""Decisions told to those represented, as evidence on the measures that ask for it."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Count

from samspill.cases.models import OwedReading, Practice
from samspill.cases.readings import DONE, Readings, sum_of
from samspill.common.public.page import PublicRequest
from samspill.common.ready import together
from samspill.plans.models import Measure


def told_at_a_measure(
    request: PublicRequest, measure: Measure, date: datetime.date
) -> dict[str, Any] | None:
    """How many were told what each body decided, and how many have confirmed that they read it."""
    asked = Practice.objects.filter(told_measures=measure).select_related("body")
    told = OwedReading.objects.filter(thing__bodies__in=asked.order_by().values("body"))
    read = together(
        practices=asked.order_by("body__order", "body__sort_key", "valid_from"),
        rows=told.order_by()
        .values("thing__bodies", "thing__date")
        .annotate(told=Count("pk"), read=Count("pk", filter=DONE))
        .values_list("thing__bodies", "thing__date", "told", "read"),
    )
    practices, rows = read["practices"], read["rows"]
    if not practices:
        return None
    return {"told": [(one.body, _of(one, rows)) for one in practices]}


def _of(practice: Practice, rows: list[Any]) -> Readings | None:
    """Of the meetings of the body in the period of its practice; None where nobody was told."""
    return sum_of(
        Readings(told, read)
        for body, day, told, read in rows
        if body == practice.body_id and practice.holds_on(day)
    )
