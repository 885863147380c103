"""What is done to editions and their provisions."""

from samspill.documents.actions.editions import free_name, new_edition, publish, take_back
from samspill.documents.actions.provisions import (
    LONGEST,
    add_provision,
    in_draft_alone,
    locked,
    move_provision,
    new_identity,
    place_provision,
    remove_provision,
    save_provision,
    step_provision,
)

__all__ = [
    "LONGEST",
    "add_provision",
    "free_name",
    "in_draft_alone",
    "locked",
    "move_provision",
    "new_edition",
    "new_identity",
    "place_provision",
    "publish",
    "remove_provision",
    "save_provision",
    "step_provision",
    "take_back",
]
