"""The role that a user has by being one: running the installation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from samspill.accounts.models import User
from samspill.common.actors import Held
from samspill.common.permissions import OPERATOR
from samspill.common.roles import Found


def roles_of(user: User, rows: Sequence[Any]) -> Found:
    """The operator's role; it is not dated."""
    if not user.is_operator:
        return Found()
    return Found(roles=(Held(OPERATOR, label=_("The installation's operator")),))
