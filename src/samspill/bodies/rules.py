"""Who may see and keep the facts about bodies."""

from django.utils.translation import gettext_lazy as _

from samspill.common.permissions import HoldingIn, Rule, everyone, secretariat

_label = _("the body's own secretary")


def _secretary(path: str) -> HoldingIn:
    return HoldingIn("body", ("secretary",), path, _label)


BODY = Rule(see=everyone, actions={"change": secretariat})
OF_A_BODY = Rule(see=everyone, actions={"change": secretariat | _secretary("body_id")})
"""Seats, offices, mandates and the calendar."""
TERM = Rule(see=everyone, actions={"change": secretariat | _secretary("seat__body_id")})
