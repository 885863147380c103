"""Keeping somebody out who can sign in, and letting them in again."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.accounts import actions as accounts
from samspill.accounts.models import User
from samspill.common import audit
from samspill.common.actors import Actor
from samspill.common.permissions import require
from samspill.parties.models import Person


@transaction.atomic
def close_sign_in(*, by: Actor, person: Person, reason: str = "") -> Person:
    """Keeps a person's user out of all of the installation, and ends their sessions at once.

    Raises:
        NotAllowed: only the operator may: a user can belong to several helsefellesskap.
        ValidationError: the person has no sign-in that is open, or it is the actor's own.
    """
    user = _user_of(by, person, is_open=True)
    if user.pk == by.user:
        raise ValidationError(_("You cannot close your own sign-in."))
    accounts.disable_user(user=user, by=by.name)
    audit.record_change(by=by, action="close sign-in", about=person, reason=reason)
    return person


@transaction.atomic
def open_sign_in(*, by: Actor, person: Person, reason: str = "") -> Person:
    """Lets a person's user in again, with what they signed in with before.

    Raises:
        NotAllowed: only the operator may.
        ValidationError: the person has no sign-in that is closed.
    """
    accounts.enable_user(user=_user_of(by, person, is_open=False), by=by.name)
    audit.record_change(by=by, action="open sign-in", about=person, reason=reason)
    return person


def _user_of(by: Actor, person: Person, *, is_open: bool) -> User:
    require(by, "close sign-in", person)
    user = User.objects.select_for_update().filter(pk=person.user_id or 0).first()
    if user is None or user.is_active != is_open:
        said = _("%(person)s has no open sign-in.") if is_open else _(
            "%(person)s has no sign-in that is closed."
        )  # fmt: skip
        raise ValidationError(said % {"person": person})
    return user
