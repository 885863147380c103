"""What is done to people and their roles, and to what a party keeps about itself."""

from samspill.parties.actions.confirming import ask_to_confirm, confirm
from samspill.parties.actions.erasing import erase, erase_what_is_over
from samspill.parties.actions.merging import held_by, merge_people
from samspill.parties.actions.people import (
    end_role,
    free_slug,
    give_role,
    held_about,
    invite,
    link_invited,
    save_person,
)
from samspill.parties.actions.signing_in import close_sign_in, open_sign_in

__all__ = [
    "ask_to_confirm",
    "close_sign_in",
    "confirm",
    "end_role",
    "erase",
    "erase_what_is_over",
    "free_slug",
    "give_role",
    "held_about",
    "held_by",
    "invite",
    "link_invited",
    "merge_people",
    "open_sign_in",
    "save_person",
]
