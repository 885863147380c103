"""Whom a letter about what is owed reaches: told before it is sent."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from samspill.commitments import reach
from samspill.commitments.models import Commitment
from samspill.commitments.models.owners import OneWhoOwes
from samspill.parties.models import Person


@dataclass(frozen=True)
class Whom:
    """One who owes something, and the people behind it.

    Attributes:
        people: those who get a letter.
        silent: those who have said no to e-mail; they see it in their inbox.
    """

    owner: OneWhoOwes
    people: tuple[Person, ...] = ()
    silent: tuple[Person, ...] = ()

    @property
    def is_reached(self) -> bool:
        """Whether anybody is told of it, by e-mail or in the inbox of their choice."""
        return bool(self.people or self.silent)


def whom(owners: Iterable[OneWhoOwes], date: datetime.date) -> list[Whom]:
    """Each owner once, those nobody is reached for first; as many queries for many as for one."""
    reached = reach.reminded_on(date)
    once = {(one.party_id, one.body_id, one.role): one for one in owners}
    found = []
    for owner in once.values():
        behind = [one for one in reached if one.answers_for(owner)]
        found.append(
            Whom(
                owner,
                tuple(one.person for one in behind if not one.is_silent),
                tuple(one.person for one in behind if one.is_silent),
            )
        )
    return sorted(found, key=lambda one: (one.is_reached, str(one.owner).casefold()))


def whom_for(commitments: Iterable[Commitment], date: datetime.date) -> list[Whom]:
    """The same of all who owe them; reads prefetched ``owners``."""
    return whom((owner for one in commitments for owner in one.owners.all()), date)
