"""The contract by which every process opens, moves, answers and closes what is owed."""

from samspill.commitments.actions.choices import (
    choose_pace,
    make_feed_address,
    revoke_feed_address,
    unsubscribe,
)
from samspill.commitments.actions.files import take_away
from samspill.commitments.actions.opening import (
    Owes,
    Wanted,
    change_owners,
    key_of,
    open_commitment,
    open_many,
)
from samspill.commitments.actions.reporting import report, version_after
from samspill.commitments.actions.states import (
    ask_again,
    close,
    close_many,
    move,
    reopen,
    set_public,
    withdraw,
)

__all__ = [
    "Owes",
    "Wanted",
    "ask_again",
    "change_owners",
    "choose_pace",
    "close",
    "close_many",
    "key_of",
    "make_feed_address",
    "move",
    "open_commitment",
    "open_many",
    "reopen",
    "report",
    "revoke_feed_address",
    "set_public",
    "take_away",
    "unsubscribe",
    "version_after",
    "withdraw",
]
