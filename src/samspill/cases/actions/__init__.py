"""What is done with cases and meetings."""

from samspill.cases.actions.agenda import (
    put_before,
    put_case,
    put_in_standing,
    set_times,
    take_off,
)
from samspill.cases.actions.cases import give_number, move_case, raise_case
from samspill.cases.actions.meetings import (
    add_item,
    move_meeting,
    move_minutes,
    plan_meeting,
    shift,
)
from samspill.cases.actions.treating import follow_up, note_attendance, treat

__all__ = [
    "add_item",
    "follow_up",
    "give_number",
    "move_case",
    "move_meeting",
    "move_minutes",
    "note_attendance",
    "plan_meeting",
    "put_before",
    "put_case",
    "put_in_standing",
    "raise_case",
    "set_times",
    "shift",
    "take_off",
    "treat",
]
