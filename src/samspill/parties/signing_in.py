"""The parties that somebody signs in for: by organisation number, for people to read.

A number that an organisation vouched for at sign-in is matched to the party that has it. That
helps the secretariat to give the right role; it gives none by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from samspill.accounts import failures
from samspill.accounts.adapter import organisation_numbers
from samspill.accounts.models import FailedSignIn, User
from samspill.common.models import today
from samspill.parties.models import Party, Person


def names_of(partnership: Any, numbers: set[str]) -> Iterable[tuple[str, str]]:
    """Each of the numbers that a party of the helsefellesskap has today, with its name."""
    found = Party.objects.on(today()).filter(organisation_number__in=numbers)
    return list(found.values_list("organisation_number", "name"))


def parties_of(person: Person) -> list[Party]:
    """The parties that a person signs in for today.

    A person who is not tied to a user yet is looked for by the address of the invitation, or their
    own: that user has proved that the address is theirs.
    """
    user = person.user
    if user is None:
        email = person.invited_email or person.email
        user = User.objects.with_email(email).first() if email else None
    if user is None:
        return []
    numbers = organisation_numbers(user)
    return list(Party.objects.on(today()).filter(organisation_number__in=numbers))


def failed_sign_ins_of(person: Person | None) -> QuerySet[FailedSignIn]:
    """The last times when somebody was not let in to a person's account; none without one."""
    user = person.user if person else None
    return failures.kept_about(user)[: failures.SHOWN] if user else FailedSignIn.objects.none()
