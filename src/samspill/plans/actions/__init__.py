"""What is done to plans: editions moved and rolled on, and rounds of reporting."""

from samspill.plans.actions.editions import drop, move, roll, set_owners
from samspill.plans.actions.rounds import answer, close_round, open_round

__all__ = ["answer", "close_round", "drop", "move", "open_round", "roll", "set_owners"]
