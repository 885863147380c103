"""The documents of plans whose years are over: told to the pages of documents."""

from __future__ import annotations

import datetime

from django.db.models import Q


def of_plans(date: datetime.date) -> Q:
    """Those of plans whose last year is over."""
    return Q(plans__last_year__lt=date.year)
