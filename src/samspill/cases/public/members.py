"""Who had a seat on the day of a meeting: those of that day, whoever sits there now."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from samspill.bodies.models import Occupancy, Seat
from samspill.cases.models import Meeting


class MemberThen(NamedTuple):
    """A seat of the day, and who held it by role."""

    seat: Seat
    holder: str


def members_of(meeting: Meeting) -> list[MemberThen]:
    """The seats of those who met, with their holders on the day; substitutes are left out."""
    bodies = [one.pk for one in meeting.bodies.all()]
    seats = Seat.objects.on(meeting.date).filter(body__in=bodies).exclude(role="substitute")
    held = seats.with_holder_on(meeting.date).select_related("term", "followed_term")
    return [MemberThen(one, _holder(one)) for one in held.order_by("body__order", "order")]


def _holder(seat: Seat) -> str:
    term = getattr(seat, "term", None) or getattr(seat, "followed_term", None)
    if term is not None:
        return str(term.holder)
    if seat.occupancy == Occupancy.VACANT:  # type: ignore[attr-defined]
        return _("vacant then")
    return ""
