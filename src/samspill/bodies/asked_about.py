"""Bodies whose last day was told beforehand: asked about when it comes, until somebody answers."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from samspill.bodies.models import Body

BEFORE = datetime.timedelta(days=60)
"""So long before the last day it is asked about: a decision to go on takes a meeting."""
AFTER = datetime.timedelta(days=365)
"""What ended longer ago is history, whoever knows of it."""


def asked_about(date: datetime.date) -> QuerySet[Body]:
    """Those that end soon, or have ended, without anybody having said that they are over."""
    there = Body.objects.filter(end_told_on=None, successions=None)
    return there.filter(valid_to__range=(date - AFTER, date + BEFORE)).order_by("valid_to", "pk")


def is_asked_about(body: Body, date: datetime.date) -> bool:
    """Whether it is one of them, as far as it tells itself: not whether another took over."""
    last = body.valid_to
    is_near = last is not None and date - AFTER <= last <= date + BEFORE
    return is_near and body.end_told_on is None
