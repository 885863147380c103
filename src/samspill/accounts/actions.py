"""What is done to users and invitations: each in one transaction, with one line in the audit trail.

``by`` says who does it: a user, or the name of the account that ran a command.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Sequence

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from samspill.accounts import attempts, failures, idle, letters, limits
from samspill.accounts.models import (
    INVITATION_DAYS,
    FailedSignIn,
    Invitation,
    User,
    digest,
    invitation_ends,
    normalized,
)
from samspill.accounts.trail import By, note_own
from samspill.accounts.trail import note as _note
from samspill.common import house
from samspill.common.models import Partnership

KEY_BYTES = 32
INVITATION_IS_KEPT = datetime.timedelta(days=365)


class AlreadyUser(Exception):
    """The e-mail address belongs to somebody who has a sign-in."""


class InvitationNotOpen(Exception):
    """The invitation has been accepted or withdrawn, or is too old."""


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    origin: str,
    by: By,
    language: str = "",
    is_operator: bool = False,
    partnership: Partnership | None = None,
) -> str:
    """Sends an invitation by mail; an open one to the same address is withdrawn.

    Args:
        partnership: where the person is invited to, if to one: its secretariat sees a letter that
            was refused.
        origin: where the site is, such as ``https://samspill.example.no``.

    Returns:
        The address to accept at. It holds the key, which is kept nowhere.

    Raises:
        AlreadyUser: nobody needs to be invited.
    """
    email = normalized(email)
    if User.objects.with_email(email).exists():
        raise AlreadyUser(email)
    unused = Invitation.objects.filter(email=email, accepted_at=None, withdrawn_at=None)
    unused.update(withdrawn_at=timezone.now())
    key = secrets.token_urlsafe(KEY_BYTES)
    Invitation.objects.create(
        email=email,
        name=name.strip(),
        language=language,
        is_operator=is_operator,
        key_digest=digest(key),
        invited_by=str(by),
        expires_at=invitation_ends(),
    )
    _note("invite", email, by=by, is_operator=is_operator)
    address = origin.rstrip("/") + reverse("accounts_invitation", args=[key])
    _send_invitation(email, name, language, address, partnership)
    return address


@transaction.atomic
def accept_invitation(
    *, invitation: Invitation, by: By, name: str = "", password: str | None = None
) -> User:
    """Makes the invited person a user.

    Args:
        name: what they are called, when they correct it.
        password: None when they sign in another way.

    Raises:
        InvitationNotOpen: it can no longer be used.
        AlreadyUser: the address has become a user's meanwhile.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.is_open:
        raise InvitationNotOpen(invitation.email)
    if User.objects.with_email(invitation.email).exists():
        raise AlreadyUser(invitation.email)
    user = User(
        email=invitation.email,
        name=name.strip() or invitation.name,
        language=invitation.language,
        is_operator=invitation.is_operator,
    )
    user.set_password(password)
    user.save()
    own_address(user)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    _note("accept invitation", user.email, by=by, is_operator=user.is_operator)
    return user


@transaction.atomic
def disable_user(*, user: User, by: By) -> None:
    """Keeps somebody out, and ends all their sessions at once. Their traces stay."""
    ended = _end_sessions(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    _note("disable user", user.email, by=by, sessions=ended)


def leave_tour(*, user: User) -> None:
    """Notes that the user has seen the tour or does not want it; it is not offered again."""
    User.objects.filter(pk=user.pk).update(has_seen_tour=True)


@transaction.atomic
def erase_user(*, user: User, by: By) -> None:
    """Removes who a user was: nobody signs in as them again, and what they did stays done."""
    ended = _end_sessions(user)
    for related in (user.emailaddress_set, user.authenticator_set, user.socialaccount_set):  # type: ignore[attr-defined]
        related.all().delete()
    Invitation.objects.filter(email=user.email).delete()
    FailedSignIn.objects.filter(user=user).delete()
    house.forget(user.pk)
    user.is_active = user.is_operator = False
    user.email, user.name = f"slettet-{user.pk}@slettet.invalid", ""
    user.set_unusable_password()
    user.save()
    _note("erase user", f"{user.pk}", by=by, sessions=ended)


@transaction.atomic
def enable_user(*, user: User, by: By) -> None:
    """Lets somebody in again who was kept out; with what they signed in with before."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    _note("enable user", user.email, by=by)


@transaction.atomic
def end_sessions(*, user: User, by: By) -> None:
    """Signs somebody out everywhere at once."""
    _note("end sessions", user.email, by=by, sessions=_end_sessions(user))


@transaction.atomic
def forget_second_step(*, user: User, by: By) -> None:
    """Takes away app, passkeys and recovery codes of somebody who has lost them.

    Whoever does it has seen that it is them (docs/sign-in.md): with the password alone, or a new
    one by mail, the user signs in again and sets a second step up anew. Signed out everywhere.
    """
    user.authenticator_set.all().delete()  # type: ignore[attr-defined]
    _note("forget second step", user.email, by=by, sessions=_end_sessions(user))


@transaction.atomic
def set_password(*, user: User, password: str, by_mail: bool = False) -> None:
    """Gives somebody the password that they have chosen; it ends the sessions signed with the old.

    Args:
        by_mail: they proved who they are by a link in a mail, and not by the present password.
    """
    action = "change password" if user.has_usable_password() else "choose password"
    user.set_password(password)
    user.save()
    note_own("new password by mail" if by_mail else action, user)


@transaction.atomic
def end_other_sessions(*, user: User, sessions: Sequence[UserSession]) -> None:
    """Signs somebody out of these of their own sessions, at their own wish."""
    for session in sessions:
        session.end()
    if sessions:
        note_own("end other sessions", user, sessions=len(sessions))


@transaction.atomic
def rename_passkey(*, passkey: Authenticator, name: str) -> Authenticator:
    """Gives a passkey another name."""
    wrapped = passkey.wrap()
    before, wrapped.name = wrapped.name, name
    passkey.save(update_fields=["data"])
    if before != name:
        note_own("rename passkey", passkey.user, before=before, name=name)
    return passkey


@transaction.atomic
def forget_old_attempts(now: datetime.datetime) -> int:
    """Removes what is kept about signing in no longer than it is needed; to be run every day.

    Sessions that have ended, with the addresses they came from; wrong tries and used codes that no
    limit counts; failed sign-ins after 90 days; counts of writing and searching; invitations a
    year after they could last be used. Nothing of it is a change that somebody made, so the audit
    trail has no line of it.

    Returns:
        How many rows.
    """
    removed, _ = Session.objects.filter(expire_date__lt=now).delete()
    removed += idle.end_idle_sessions(now)
    live = Session.objects.values("session_key")
    removed += UserSession.objects.exclude(session_key__in=live).delete()[0]
    unusable = Invitation.objects.filter(expires_at__lt=now - INVITATION_IS_KEPT)
    removed += unusable.delete()[0]
    removed += failures.forget_old(now)
    return removed + attempts.prune(now) + limits.forget_old_uses(now)


def own_address(user: User) -> None:
    """Notes for allauth that the address is the user's own: they answered an invitation to it."""
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


def _end_sessions(user: User) -> int:
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    user.refresh_from_db(fields=["sessions_ended"])
    known = UserSession.objects.filter(user=user)
    keys = list(known.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    known.delete()
    return len(keys)


def _send_invitation(
    email: str, name: str, language: str, address: str, partnership: Partnership | None
) -> None:
    with translation.override(language or translation.get_language()):
        words = {"name": name, "address": address, "days": INVITATION_DAYS}
        letters.send(
            to=email,
            subject=render_to_string("accounts/email/invitation_subject.txt", words),
            text=render_to_string("accounts/email/invitation_message.txt", words),
            partnership=partnership,
        )
