"""What is done to seats, and to all that somebody holds who leaves."""

from samspill.bodies.actions.groups import prolong, set_up_group
from samspill.bodies.actions.handing_over import Holdings, hand_over, held_after
from samspill.bodies.actions.in_the_way import overlapping, require_room
from samspill.bodies.actions.seats import (
    SeatDoubt,
    appoint,
    appoint_substitute,
    doubts_about,
    end_term,
    withdraw,
)

__all__ = [
    "Holdings",
    "SeatDoubt",
    "appoint",
    "appoint_substitute",
    "doubts_about",
    "end_term",
    "hand_over",
    "held_after",
    "overlapping",
    "prolong",
    "require_room",
    "set_up_group",
    "withdraw",
]
