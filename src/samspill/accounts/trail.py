"""What happens to people's sign-ins, in the audit trail: who, what and with what; never a secret.

These entries belong to no helsefellesskap, as a user may work in several.
"""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django_scopes import scopes_disabled

from samspill.accounts.models import User
from samspill.common.models import AuditEntry

By = User | str
PROGRAM = "samspill"

ADDED = {
    Authenticator.Type.TOTP: "add authenticator app",
    Authenticator.Type.WEBAUTHN: "add passkey",
    Authenticator.Type.RECOVERY_CODES: "new recovery codes",
}
REMOVED = {
    Authenticator.Type.TOTP: "remove authenticator app",
    Authenticator.Type.WEBAUTHN: "remove passkey",
    Authenticator.Type.RECOVERY_CODES: "remove recovery codes",
}


def note(action: str, about: str, *, by: By, **detail: object) -> None:
    """Writes one entry.

    Args:
        about: whose sign-in: an e-mail address.
        by: the user who does it, or the name of the account that ran a command.
        detail: what more is worth knowing; no password, code, key or session.
    """
    with scopes_disabled():
        AuditEntry.objects.create(
            partnership=None,
            by=str(by)[:200],
            user=by.pk if isinstance(by, User) else None,
            action=action,
            object=about,
            detail=detail,
        )


def note_own(action: str, user: User, **detail: object) -> None:
    """Writes what somebody does to their own sign-in; the program does what comes by no request."""
    note(action, user.email, by=user if context.request else PROGRAM, **detail)


def methods_of(request: HttpRequest, user: User) -> list[str]:
    """With what somebody has just signed in, such as ``["password", "totp"]``."""
    given = get_authentication_records(request, user)
    return [str(one.get("type") or one.get("provider") or one["method"]) for one in given]


def watch() -> None:
    """Has every authenticator and connection that comes or goes written down.

    By the models' own signals, which come within the transaction that the views stand in: allauth
    sends some of its own only after it.
    """
    post_save.connect(_added, sender=Authenticator, dispatch_uid="trail")
    post_delete.connect(_removed, sender=Authenticator, dispatch_uid="trail")
    post_save.connect(_connected, sender=SocialAccount, dispatch_uid="trail")
    post_delete.connect(_disconnected, sender=SocialAccount, dispatch_uid="trail")


def _added(sender: Any, instance: Authenticator, created: bool, **_: Any) -> None:
    if created:
        note_own(ADDED[instance.type], instance.user, **_name_of(instance))


def _removed(sender: Any, instance: Authenticator, **_: Any) -> None:
    is_renewed = (
        instance.type == Authenticator.Type.RECOVERY_CODES
        and Authenticator.objects.filter(user_id=instance.user_id).exists()
    )
    if not is_renewed:
        note_own(REMOVED[instance.type], instance.user, **_name_of(instance))


def _connected(sender: Any, instance: SocialAccount, created: bool, **_: Any) -> None:
    if created:
        note_own("connect organisation", instance.user, organisation=instance.provider)


def _disconnected(sender: Any, instance: SocialAccount, **_: Any) -> None:
    note_own("disconnect organisation", instance.user, organisation=instance.provider)


def _name_of(authenticator: Authenticator) -> dict[str, str]:
    is_passkey = authenticator.type == Authenticator.Type.WEBAUTHN
    return {"name": str(authenticator.wrap().name)} if is_passkey else {}
