"""Who holds which seats on a date, derived ones too: whom roles, letters and reminders go to."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import QuerySet

from samspill.bodies.models import Seat
from samspill.parties.models import Person


class SeatHeld(NamedTuple):
    """A seat that somebody holds; ``party`` is what it speaks for, where that is one party."""

    pk: int
    body: int
    role: str
    party: int | None


def holders_on(date: datetime.date) -> list[tuple[Person, SeatHeld]]:
    """Everybody entered by name who holds a seat on ``date``, once for each seat; two queries."""
    return holders_of(to_read(date))


def to_read(date: datetime.date) -> QuerySet:
    """The rows of it, for what reads them in one statement with other things."""
    held = Seat.objects.on(date).with_holder_on(date).order_by("pk")
    return held.values_list(
        "term", "term__person", "followed_term__person",
        "pk", "body", "role", "represents_party", "followed__origin__represents_party",
    )  # fmt: skip


def holders_of(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Person, SeatHeld]]:
    """The same of rows that were read (:func:`to_read`); one query."""
    found = [
        (followed if term is None else own, SeatHeld(pk, body, role, party or origin_party))
        for term, own, followed, pk, body, role, party, origin_party in rows
    ]
    people = Person.objects.select_related("user").in_bulk({key for key, _seat in found if key})
    return [(people[key], seat) for key, seat in found if key]
