"""Removing personal data: when somebody asks, and by itself when its time is over."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samspill.accounts import actions as accounts
from samspill.common import actions, audit
from samspill.common.actors import Actor, program
from samspill.common.everywhere import everywhere
from samspill.common.models import today
from samspill.common.permissions import require
from samspill.parties import personal
from samspill.parties.elsewhere import partnerships_of
from samspill.parties.models import Person, Retention

Kind = Retention.Kind
NAMES = {Kind.NAME, Kind.SEAT_HOLDER}


@transaction.atomic
def erase(*, by: Actor, person: Person, kinds: Collection[str], reason: str = "") -> Person:
    """Removes personal data. Seats and roles stay, and say that somebody held them.

    Args:
        kinds: which kinds of :class:`Retention` to remove.

    Raises:
        NotAllowed: only the secretariat may, and the installation's own clearing up.
        ValidationError: the person has a role or a seat, or a body's record keeps the name.
    """
    require(by, "erase", person)
    people = Person.objects.select_related("partnership").select_for_update(of=("self",))
    person = people.get(pk=person.pk)
    last = personal.last_day(person)
    if last is None or last > today():
        raise ValidationError(
            _("%(person)s has a role or a seat. End it first.") % {"person": person}
        )
    keeps_name = personal.has_held_a_seat(person) and Kind.SEAT_HOLDER not in kinds
    if Kind.NAME in kinds and keeps_name:
        raise ValidationError(_("The record of a body keeps the name of who held a seat in it."))
    user = person.user if Kind.CONTACT in kinds else None
    if Kind.CONTACT in kinds:
        person.user = None
        person.email = person.phone = person.invited_email = person.gender = ""
    if NAMES & set(kinds):
        with translation.override(person.partnership.language):
            person.name = _("Removed person")
        person.slug, person.erased_on = f"slettet-{person.pk}", today()
    person.save()
    if user is not None and not partnerships_of(user.pk):
        accounts.erase_user(user=user, by=by.name)
    audit.record_change(
        by=by, action="erase", about=person, reason=reason, detail={"kinds": sorted(kinds)}
    )
    actions.touched(person)
    return person


def erase_what_is_over(date: datetime.date) -> int:
    """Removes everywhere the personal data whose time is over. Returns of how many people."""
    return everywhere(lambda _partnership: _erase_what_is_over_here(date))


def _erase_what_is_over_here(date: datetime.date) -> int:
    erased = 0
    people = Person.objects.select_related("user", "partnership").prefetch_related(
        "assignments", "terms"
    )
    for person in people.filter(is_invented=False).iterator(chunk_size=500):
        kinds = personal.due(person, date)
        if kinds:
            erase(by=program("retention"), person=person, kinds=kinds)
            erased += 1
    return erased
