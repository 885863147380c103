"""Whether a body is known to have been there on a day."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Exists, OuterRef, Q
from django.db.models.lookups import LessThanOrEqual

from samspill.bodies.models import Seat, Term
from samspill.common.known import known_within, whether


def known_on(date: Any, body: str = "") -> Case:
    """Whether the body is known to have been there on ``date``, by which it may have begun.

    As anything else (``common/known.py``), or from the first day that is entered of a seat in it or
    of somebody who sat there.

    Args:
        body: from the row to the body, in the ORM's words ("body__").
    """
    its = OuterRef(f"{body}pk")
    seats = Seat.objects.filter(body=its, valid_from__lte=date)
    terms = Term.objects.filter(seat__body=its, valid_from__lte=date)
    by_itself = Q(LessThanOrEqual(known_within(body), date))
    return whether(by_itself | Q(Exists(seats)) | Q(Exists(terms)))
