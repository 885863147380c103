"""A move between states, by the tables of ``states.py``."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspill.cases.states import StateMove


def way(moves: tuple[StateMove, ...], name: str, state: str) -> StateMove:
    """The move of that name from where something stands.

    Raises:
        ValidationError: none leads from there.
    """
    found = next((one for one in moves if one.name == name and state in one.before), None)
    if found is None:
        raise ValidationError(_("This cannot be done now. Look at how it stands, and try again."))
    return found
