"""Decisions that meetings have made, offered to the acts that carry them out.

Meetings are another app's, above those that adopt and publish. So that app says what was decided
(``Brings.decisions`` of ``common/house.py``), and is told what came of it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.bodies.models import Body
from samspill.common.actors import Actor
from samspill.common.house import brought


@dataclass(frozen=True)
class Offered:
    """A decision that can be carried out: of which body, when, and in which case.

    ``otherwise`` is why it was decided outside authority, where it was.
    """

    key: str
    label: str
    by: Body
    on: datetime.date
    reference: str
    recommended_by: Body | None = None
    otherwise: str = ""


@dataclass(frozen=True)
class Decisions:
    """What an app that holds meetings says: the decisions made, and that one was carried out."""

    offered: Callable[[], list[Offered]]
    carry_out: Callable[[Actor, str, Model], None]


def offered() -> list[Offered]:
    """Every decision that waits to be carried out, the latest first."""
    return [one for decisions in _brought() for one in decisions.offered()]


def choices() -> list[tuple[str, str]]:
    """The decisions that wait, as a field of a form offers them."""
    none = ("", _("None: I write who decided below"))
    return [none, *((one.key, one.label) for one in offered())]


def field() -> forms.ChoiceField:
    """The field of a form for the decision that an act carries out.

    Its choices are read when the form is made: ``form.fields[…].choices = choices()``.
    """
    return forms.ChoiceField(
        required=False,
        label=gettext_lazy("Decided in the meeting"),
        help_text=gettext_lazy(
            "Then you need not say who decided, when and in which case. Decisions stand here when "
            "the minutes are approved."
        ),
    )


def chosen(key: str) -> Offered | None:
    """The decision of that key; None where none is named.

    Raises:
        ValidationError: it is no decision that waits.
    """
    if not key:
        return None
    found = next((one for one in offered() if one.key == key), None)
    if found is None:
        raise ValidationError(
            {"decided_in": [_("This decision is carried out already, or was never made.")]}
        )
    return found


def carry_out(*, by: Actor, key: str, record: Model) -> None:
    """Tells that a decision was carried out, and in what."""
    for decisions in _brought() if key else ():
        decisions.carry_out(by, key, record)


def _brought() -> list[Decisions]:
    return [one.decisions for one in brought() if one.decisions is not None]


def require_told(given: Mapping[str, Any], *names: str) -> None:
    """What stands where no decision of a meeting is chosen: day and case, for what is older.

    Raises:
        ValidationError: one of them is missing, told at its field.
    """
    if given.get("decided_in"):
        return
    missing = [name for name in names if not given.get(name)]
    if missing:
        said = _("Choose the decision of a meeting above, or write this.")
        raise ValidationError({name: [said] for name in missing})
