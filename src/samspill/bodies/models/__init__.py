"""Bodies: what they are, how they are put together, and who sits there."""

from samspill.bodies.models.bodies import (
    Body,
    BodySuccession,
    DecisionStep,
    Mandate,
    Tier,
    title_of,
)
from samspill.bodies.models.composing import CompositionLine, CompositionRule, Role
from samspill.bodies.models.following import Followed
from samspill.bodies.models.offices import Office, OfficeRule, Rotation
from samspill.bodies.models.seats import Occupancy, Seat, SeatQuerySet, Term

__all__ = [
    "Body",
    "BodySuccession",
    "CompositionLine",
    "CompositionRule",
    "DecisionStep",
    "Followed",
    "Mandate",
    "Occupancy",
    "Office",
    "OfficeRule",
    "Role",
    "Rotation",
    "Seat",
    "SeatQuerySet",
    "Term",
    "Tier",
    "title_of",
]
