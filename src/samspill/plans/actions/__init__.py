"""What is done to plans: editions moved and rolled on, input, and rounds of reporting."""

from samspill.plans.actions.editions import drop, move, roll
from samspill.plans.actions.giving_on import give_on
from samspill.plans.actions.inputs import answer_input, submit_input
from samspill.plans.actions.measures import add_measure, next_number, set_owners
from samspill.plans.actions.rounds import answer, close_round, open_round

__all__ = [
    "add_measure",
    "answer",
    "answer_input",
    "close_round",
    "drop",
    "give_on",
    "move",
    "next_number",
    "open_round",
    "roll",
    "set_owners",
    "submit_input",
]
