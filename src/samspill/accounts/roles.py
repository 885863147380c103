"""The role that a user has by being one: running the installation."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext_lazy as _

from samspill.accounts.models import User
from samspill.common.actors import Found, Held
from samspill.common.models import Partnership
from samspill.common.permissions import OPERATOR


def roles_of(user: User, partnership: Partnership, date: datetime.date) -> Found:
    """The operator's role; it is not dated."""
    if not user.is_operator:
        return Found()
    return Found(roles=(Held(OPERATOR, label=_("The installation's operator")),))
