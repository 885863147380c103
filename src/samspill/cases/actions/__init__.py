"""What is done with cases and meetings."""

from samspill.cases.actions.agenda import (
    put_before,
    put_case,
    put_in_standing,
    set_times,
    take_off,
)
from samspill.cases.actions.approving import (
    approve,
    approve_unobjected,
    correct,
    move_minutes,
    object_to,
)
from samspill.cases.actions.asking import ask_for_input
from samspill.cases.actions.attendance import set_attendance, set_others
from samspill.cases.actions.calling import answer, ask_guest, take_back_guest
from samspill.cases.actions.cases import answer_case, give_number, move_case, raise_case
from samspill.cases.actions.disagreeing import disagree, settle, take_on
from samspill.cases.actions.files import attach, exempt, remove_file
from samspill.cases.actions.item_parts import (
    forget_recusal,
    set_follow_up,
    set_proposal,
    set_recusal,
)
from samspill.cases.actions.meetings import (
    add_item,
    move_meeting,
    plan_meeting,
)
from samspill.cases.actions.planning import call_at_once, change_meeting, plan_year
from samspill.cases.actions.regions import invite_regions, letter_came_back
from samspill.cases.actions.taking_out import take_out
from samspill.cases.actions.treating import treat
from samspill.cases.actions.tying import LISTS, tie, untie
from samspill.cases.actions.writing import begin, write_item

__all__ = [
    "LISTS",
    "add_item",
    "answer",
    "answer_case",
    "approve",
    "approve_unobjected",
    "ask_for_input",
    "ask_guest",
    "attach",
    "begin",
    "call_at_once",
    "change_meeting",
    "correct",
    "disagree",
    "exempt",
    "forget_recusal",
    "give_number",
    "invite_regions",
    "letter_came_back",
    "move_case",
    "move_meeting",
    "move_minutes",
    "object_to",
    "plan_meeting",
    "plan_year",
    "put_before",
    "put_case",
    "put_in_standing",
    "raise_case",
    "remove_file",
    "set_attendance",
    "set_follow_up",
    "set_others",
    "set_proposal",
    "set_recusal",
    "set_times",
    "settle",
    "take_back_guest",
    "take_off",
    "take_on",
    "take_out",
    "tie",
    "treat",
    "untie",
    "write_item",
]
