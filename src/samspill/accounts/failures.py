"""Failed sign-ins: when, with what, from where, and whom they concerned; never what was typed.

They are kept so that the account's owner can see that somebody else tried, and so that whoever
keeps people's roles can help. ``attempts.py`` counts apart from them: a right password makes it
forget, and these stay.

What is done is the same whether or not there is such an account, so that nothing tells who has
one: a name that is nobody's is kept as a digest alone. Being locked is no try; the log has it.
"""

from __future__ import annotations

import datetime
import logging

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from samspill.accounts.address import client_address
from samspill.accounts.attempts import digest_of
from samspill.accounts.models import FailedSignIn, User

KEPT = datetime.timedelta(days=90)
SHOWN = 5
Kind = FailedSignIn.Kind

log = logging.getLogger("samspill.accounts")


def note(kind: Kind, *, account: str, request: HttpRequest | None) -> None:
    """Writes down that somebody was not let in.

    Args:
        account: what was typed as the account, or the user's e-mail address.
        request: where it came from.
    """
    user = User.objects.with_email(account).first()
    FailedSignIn.objects.create(
        kind=kind,
        user=user,
        account=digest_of(account),
        address=client_address(request) if request else "",
    )
    tell(kind.value)


def tell(how: str) -> None:
    """Has the log say that a sign-in failed, and by what way."""
    log.warning("A sign-in failed: %s", how)


def latest(user: User) -> list[FailedSignIn]:
    """The last failed sign-ins to somebody's account, the newest first."""
    return list(kept_about(user)[:SHOWN])


def kept_about(user: User) -> QuerySet[FailedSignIn]:
    """All that are kept of somebody's account, the newest first."""
    found: QuerySet[FailedSignIn] = FailedSignIn.objects.filter(
        user=user, at__gte=timezone.now() - KEPT
    )
    return found


def forget_old(now: datetime.datetime) -> int:
    """Removes those that nobody has use for any longer; returns how many."""
    return FailedSignIn.objects.filter(at__lt=now - KEPT).delete()[0]
