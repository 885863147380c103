"""What is done to people and their roles, and to what a party keeps about itself."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from samspill.accounts import actions as accounts
from samspill.accounts.models import User
from samspill.common import actions, audit
from samspill.common.actors import Actor, program
from samspill.common.models import today
from samspill.common.norwegian import address_name
from samspill.common.permissions import require
from samspill.parties.models import Assignment, Party, Person


def free_slug(name: str) -> str:
    """A name for the address of a person that no other person here has."""
    base = address_name(name)[:70] or "person"
    taken = set(Person.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = next(n for n in range(1, len(taken) + 2) if _numbered(base, n) not in taken)
    return _numbered(base, number)


def _numbered(base: str, number: int) -> str:
    return base if number == 1 else f"{base}-{number}"


@transaction.atomic
def save_person(*, by: Actor, person: Person, version: str = "") -> Person:
    """Adds or changes a person; a new one gets a name for the address of its own.

    Raises:
        NotAllowed: the actor may not.
        ChangedMeanwhile: someone else has saved since.
        ValidationError: a value is wrong.
    """
    if not person.slug:
        person.slug = free_slug(person.name)
    return actions.save(by=by, record=person, version=version)


@transaction.atomic
def give_role(
    *,
    by: Actor,
    person: Person,
    kind: str,
    party: Party | None = None,
    valid_from: datetime.date | None = None,
    valid_to: datetime.date | None = None,
) -> Assignment:
    """Gives a person a role from a day on.

    Raises:
        NotAllowed: the actor may not.
        ValidationError: the role needs a party, or the person has it already.
    """
    assignment = Assignment(
        partnership_id=person.partnership_id,
        person=person,
        kind=kind,
        party=party if kind in Assignment.FOR_A_PARTY else None,
        valid_from=valid_from or today(),
        valid_to=valid_to,
    )
    return actions.save(by=by, record=assignment, action="give role")


@transaction.atomic
def end_role(
    *,
    by: Actor,
    assignment: Assignment,
    last_day: datetime.date,
    reason: str = "",
    version: str = "",
) -> Assignment:
    """Ends a role on its last day. Sessions need no ending: every page asks for roles anew.

    Raises:
        NotAllowed: the actor may not.
        ChangedMeanwhile: someone else has changed the role since.
        ValidationError: the last day is before the first, or nobody would be left who can give
            roles: the secretariat's last one hands over first.
    """
    if assignment.person_id == by.person and _is_last_secretariat(assignment, last_day):
        raise ValidationError(
            _("You are the last one of the secretariat. Give somebody else the role first.")
        )
    assignment.valid_to = last_day
    return actions.save(by=by, record=assignment, action="end", reason=reason, version=version)


def _is_last_secretariat(assignment: Assignment, last_day: datetime.date) -> bool:
    """Whether nobody else who can sign in has the role on the day after."""
    if assignment.kind != Assignment.Kind.SECRETARIAT:
        return False
    others = Assignment.objects.on(last_day + datetime.timedelta(days=1)).filter(
        kind=Assignment.Kind.SECRETARIAT, person__user__is_active=True
    )
    return not others.exclude(person=assignment.person_id).exists()


@transaction.atomic
def invite(*, by: Actor, person: Person, email: str, origin: str) -> bool:
    """Lets a person sign in: sends an invitation, or ties the person to a user that there is.

    Args:
        email: where the invitation goes; the person signs in with it.
        origin: where the site is, such as ``https://samspill.example.no``.

    Returns:
        Whether an invitation was sent; False when the address has a sign-in already.

    Raises:
        NotAllowed: only who may give roles may invite.
        ValidationError: the person has a sign-in, or the user is somebody else here.
    """
    blank = Assignment(partnership_id=person.partnership_id, person=person)
    require(by, "change", blank)
    if person.user_id:
        raise ValidationError(_("%(person)s has a sign-in already.") % {"person": person})
    before = audit.state_of(person)
    user = User.objects.with_email(email).first()
    if user is not None:
        other = Person.objects.filter(user=user).first()
        if other is not None:
            raise ValidationError(
                _("%(email)s is the sign-in of %(person)s.") % {"email": email, "person": other}
            )
        person.user, person.invited_email = user, ""
    else:
        person.invited_email = email.strip().lower()
        accounts.invite(
            email=email,
            name=person.name,
            origin=origin,
            by=by.name,
            language=person.partnership.language,
            partnership=person.partnership,
        )
    person.email = person.email or email
    person.save()
    audit.record_change(
        by=by, action="invite", about=person, before=before, after=audit.state_of(person)
    )
    actions.touched(person)
    return user is None


def link_invited(user: User) -> int:
    """Ties a user to the people who were invited at the user's address, wherever they are.

    Leaves an entry in the audit trail of each helsefellesskap: from then on the user acts there.
    """
    with scopes_disabled(), transaction.atomic():
        invited = Person.objects.filter(user=None, invited_email=user.email)
        taken = Person.objects.filter(user=user).values("partnership")
        found = list(invited.exclude(partnership__in=taken).select_for_update())
        for person in found:
            before = audit.state_of(person)
            person.user, person.invited_email = user, ""
            person.save(update_fields=["user", "invited_email"])
            audit.record_change(
                by=program("sign-in"),
                action="link sign-in",
                about=person,
                before=before,
                after=audit.state_of(person),
            )
    return len(found)


def held_about(person: Person) -> dict[str, Any]:
    """Everything in this app about a person (personvernforordningen article 15)."""
    roles = Assignment.objects.filter(person=person).select_related("party")
    return {
        "person": {
            "name": person.name,
            "email": person.email,
            "phone": person.phone,
            "gender": str(person.get_gender_display()),
        },
        "roles": [
            {
                "role": str(role.get_kind_display()),
                "party": str(role.party or ""),
                "from": role.valid_from,
                "to": role.valid_to,
            }
            for role in roles
        ],
    }
