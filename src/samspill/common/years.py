"""A year that a fact is known from, within what files may hold and the calendar knows."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

FIRST, LAST = 1800, 2200


def year(label: Any) -> models.PositiveSmallIntegerField[int | None, int | None]:
    """A year that may be unknown. The model holds it with :func:`year_within` as well."""
    return models.PositiveSmallIntegerField(
        label,
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)],
    )


def year_within(field: str, *, name: str) -> models.CheckConstraint:
    """That the year in ``field`` lies there: the database makes days of it, and knows no year 0."""
    return models.CheckConstraint(condition=Q(**{f"{field}__range": (FIRST, LAST)}), name=name)
