"""What one decides for oneself: how to be reminded, and calendar addresses."""

from __future__ import annotations

import hashlib
import secrets

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.bodies.models import Body
from samspill.commitments.models import FeedAddress, ReminderChoice
from samspill.commitments.rules import OF_A_PARTY, SEATED
from samspill.common import actions, audit
from samspill.common.actors import Actor, program
from samspill.common.models import Partnership
from samspill.common.permissions import NotAllowed, require
from samspill.parties.models import Party, Person

SALT = "samspill.commitments.unsubscribe"
SECRET_BYTES = 24


def choice_of(person: Person) -> ReminderChoice:
    """How the person wants to be reminded; the usual way, not saved, when nothing is chosen."""
    found = ReminderChoice.objects.filter(person=person).first()
    return found or ReminderChoice(partnership_id=person.partnership_id, person=person)


@transaction.atomic
def choose_pace(
    *, by: Actor, person: Person, pace: str, optional_too: bool = True
) -> ReminderChoice:
    """Says how one wants to be reminded.

    Raises:
        NotAllowed: for oneself only.
        ValidationError: no such pace.
    """
    choice = choice_of(person)
    choice.pace, choice.optional_too = pace, optional_too
    return actions.save(by=by, record=choice)


def unsubscribe_token(person: Person) -> str:
    """What proves, without signing in, that a mail to this person is answered."""
    return signing.dumps(person.pk, salt=SALT)


def person_of_token(token: str) -> Person:
    """The person whose mail it was.

    Raises:
        signing.BadSignature: the token is none of ours.
        Person.DoesNotExist: of another helsefellesskap, or gone.
    """
    return Person.objects.get(pk=signing.loads(token, salt=SALT))


@transaction.atomic
def unsubscribe(*, person: Person, pace: str = ReminderChoice.Pace.NEVER) -> ReminderChoice:
    """Ends or thins out reminders by mail, from the mail itself. What is owed is owed all the same.

    Raises:
        ValidationError: no such pace.
    """
    choice = choice_of(person)
    before = audit.state_of(choice)
    choice.pace = pace
    choice.full_clean(exclude=["person"], validate_unique=False)
    choice.save()
    audit.record_change(
        by=program("mail"),
        action="unsubscribe",
        about=choice,
        before=before,
        after=audit.state_of(choice),
    )
    return choice


def digest_of(token: str) -> str:
    """What is kept of a secret address."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed_address(
    *,
    by: Actor,
    partnership: Partnership,
    party: Party | None = None,
    body: Body | None = None,
) -> tuple[FeedAddress, str]:
    """Makes a secret calendar address for oneself, a party or a body where one has a role.

    Returns:
        The record, and the secret, which is shown now and never again.

    Raises:
        NotAllowed: one has no role there.
        ValidationError: nobody is signed in as a person here.
    """
    if by.person is None:
        raise ValidationError(_("You are no person in this helsefellesskap."))
    token = secrets.token_urlsafe(SECRET_BYTES)
    address = FeedAddress(
        partnership=partnership,
        person_id=by.person,
        party=party,
        body=body,
        digest=digest_of(token),
    )
    require(by, "change", address)
    if not may_follow(by, party, body):
        raise NotAllowed(by, "change", address)
    address.save()
    audit.record_change(by=by, action="make calendar address", about=address)
    return address, token


def may_follow(actor: Actor, party: Party | None, body: Body | None) -> bool:
    """Whether the actor may have the calendar of the party or body; one's own always."""
    if party is not None:
        return actor.holds("secretariat") or party.pk in actor.targets("party", *OF_A_PARTY)
    if body is not None:
        return actor.holds("secretariat") or body.pk in actor.targets("body", *SEATED)
    return actor.person is not None


@transaction.atomic
def revoke_feed_address(*, by: Actor, address: FeedAddress) -> FeedAddress:
    """Ends a calendar address at once.

    Raises:
        NotAllowed: it is somebody else's.
    """
    require(by, "change", address)
    if address.revoked_at is None:
        address.revoked_at = timezone.now()
        address.save(update_fields=["revoked_at"])
        audit.record_change(by=by, action="revoke calendar address", about=address)
    return address
