"""What is done to plans: editions moved and rolled on, input, and rounds of reporting."""

from samspill.plans.actions.editions import drop, move, roll, set_owners
from samspill.plans.actions.inputs import answer_input, submit_input
from samspill.plans.actions.rounds import answer, close_round, open_round

__all__ = [
    "answer",
    "answer_input",
    "close_round",
    "drop",
    "move",
    "open_round",
    "roll",
    "set_owners",
    "submit_input",
]
