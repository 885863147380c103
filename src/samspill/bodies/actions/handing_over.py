"""A leaver's seats and roles: listed, and handed over or ended in one go."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samspill.bodies.actions import seats
from samspill.bodies.models import Term
from samspill.common.actors import Actor
from samspill.common.models import today
from samspill.common.moments import in_full
from samspill.parties import actions as parties
from samspill.parties.models import Assignment, Person

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Holdings:
    """What a person holds after a day: seats and other roles."""

    terms: list[Term]
    roles: list[Assignment]

    @property
    def is_empty(self) -> bool:
        return not self.terms and not self.roles


def held_after(person: Person, day: datetime.date) -> Holdings:
    """Everything that the person would still hold after ``day``."""
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    terms = Term.objects.filter(lasting, person=person).select_related("seat__body", "partnership")
    roles = Assignment.objects.filter(lasting, person=person).select_related("party")
    return Holdings(list(terms), list(roles))


def _require_nothing_begun_since(held: Holdings, last_day: datetime.date) -> None:
    """A slip of the year must not take away that somebody sat there."""
    for term in held.terms:
        if term.valid_from and last_day < term.valid_from <= today():
            said = _("%(seat)s: the term began on %(date)s, after that day.")
            date = in_full(term.valid_from)
            raise ValidationError({"last_day": said % {"seat": term.seat.label, "date": date}})


@transaction.atomic
def hand_over(
    *,
    by: Actor,
    person: Person,
    last_day: datetime.date,
    terms_to: dict[int, Person | None],
    roles_to: dict[int, Person | None],
    titles: dict[int, str] | None = None,
    reason: str = "",
) -> int:
    """Ends everything that a leaver holds on a day, and gives each to the successor named for it.

    Args:
        by: who does it.
        person: who leaves.
        last_day: the leaver's last day.
        terms_to: term → who takes the seat; None leaves it vacant.
        roles_to: role → who takes it; None ends it only.
        titles: term → what the successor is called; it is not the leaver's title by itself.
        reason: why, for the audit trail.

    Returns:
        How many seats and roles were handed over or ended.

    Raises:
        NotAllowed: the actor may not end or give one of them; then nothing is done.
        ValidationError: a successor has the seat or role already, or the person has begun on a seat
            after that day; then nothing is done.
    """
    held = held_after(person, last_day)
    _require_nothing_begun_since(held, last_day)
    for term in held.terms:
        end, begins_later = term.valid_to, term.valid_from and term.valid_from > last_day
        successor = terms_to.get(term.pk)
        if begins_later:
            seats.withdraw(by=by, term=term, reason=reason)
        else:
            seats.end_term(by=by, term=term, last_day=last_day, reason=reason)
        if successor is not None:
            seats.appoint(
                by=by,
                seat=term.seat,
                person=successor,
                holder=(titles or {}).get(term.pk, ""),
                valid_from=term.valid_from if begins_later else last_day + ONE_DAY,
                valid_to=end,
            )
    for role in held.roles:
        end = role.valid_to
        last = max(last_day, role.valid_from) if role.valid_from else last_day
        taker = roles_to.get(role.pk)
        if taker is not None:
            parties.give_role(
                by=by,
                person=taker,
                kind=role.kind,
                party=role.party,
                valid_from=last + ONE_DAY,
                valid_to=end,
            )
        # Given first: the last one of the secretariat may end the role when another has it.
        parties.end_role(by=by, assignment=role, last_day=last, reason=reason)
    return len(held.terms) + len(held.roles)
