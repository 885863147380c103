"""Invented people with one known password, so that everybody can try Samspill.

They are marked as invented. Nobody signs in as one of them unless ``SAMSPILL_DEMO`` is on, and
production refuses to start with that.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from samspill.accounts.actions import own_address
from samspill.accounts.models import User, normalized

PASSWORD = "samspill-demonstrasjon"  # noqa: S105 (known on purpose)


class NoDemonstration(Exception):
    """This installation is in earnest, or the address belongs to a real user."""


@transaction.atomic
def make_demo_users(people: Iterable[tuple[str, str, str]]) -> list[User]:
    """Makes each of them, or brings them back to how they are given; twice does no more than once.

    Args:
        people: e-mail address, name and language (blank, nb, nn or en) of each.

    Returns:
        The users, in the same order.

    Raises:
        NoDemonstration: ``SAMSPILL_DEMO`` is off, or a real user has one of the addresses.
    """
    if not settings.SAMSPILL_DEMO:
        raise NoDemonstration("SAMSPILL_DEMO is off")
    made = []
    for email, name, language in people:
        user = User.objects.with_email(email).first() or User(email=normalized(email), is_demo=True)
        if not user.is_demo:
            raise NoDemonstration(f"{user.email} is a real user")
        user.name, user.language, user.is_active = name, language, True
        if not user.check_password(PASSWORD):
            user.password = make_password(PASSWORD)
        user.save()
        own_address(user)
        made.append(user)
    return made
