"""Bodies: what they are, how they are put together, and who sits there."""

from samspill.bodies.models.bodies import Body, BodySuccession, CalendarEntry, Mandate, Tier
from samspill.bodies.models.composing import CompositionLine, CompositionRule, Role
from samspill.bodies.models.seats import Office, Rotation, Seat, SeatQuerySet, Term

__all__ = [
    "Body",
    "BodySuccession",
    "CalendarEntry",
    "CompositionLine",
    "CompositionRule",
    "Mandate",
    "Office",
    "Role",
    "Rotation",
    "Seat",
    "SeatQuerySet",
    "Term",
    "Tier",
]
