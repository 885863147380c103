"""Personal data: what is held, why, and how long (personvernforordningen articles 5 and 15).

The record of a body keeps the name of who held a seat, as archive law asks; all else goes when
nobody needs it any longer. A helsefellesskap says otherwise in its :class:`Retention` rules.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.common.models import AuditEntry
from samspill.parties.models import Person, Retention

Kind = Retention.Kind
DEFAULTS: dict[str, int | None] = {Kind.CONTACT: 180, Kind.NAME: 365, Kind.SEAT_HOLDER: None}
REASONS: dict[str, str | Promise] = {
    Kind.CONTACT: _("So that others can reach the person, and the person can sign in."),
    Kind.NAME: _("So that what the person did in a role can be understood for a while after."),
    Kind.SEAT_HOLDER: _("Who sat in a body is part of its official record."),
}


@dataclass(frozen=True)
class Kept:
    """A kind of data about a person: what it is, why it is held, and until when."""

    kind: str
    label: str
    what: str
    why: str
    days: int | None
    until: datetime.date | None

    @property
    def can_go(self) -> bool:
        """Whether there is something of it that may be removed."""
        return bool(self.what) and self.days is not None


def rules_in_force() -> dict[str, tuple[int | None, str]]:
    """Days and reason for each kind: the helsefellesskap's own rule, else the usual one."""
    own = {rule.kind: rule for rule in Retention.objects.all()}
    return {
        kind: (own[kind].days, own[kind].reason or str(REASONS[kind]))
        if kind in own
        else (DEFAULTS[kind], str(REASONS[kind]))
        for kind in Kind.values
    }


def last_day(person: Person) -> datetime.date | None:
    """The last day with a role or a seat; None while there is one. Without any: the last change."""
    last_days = _last_days(person)
    if None in last_days:
        return None
    if last_days:
        return max(filter(None, last_days))
    entry = AuditEntry.objects.filter(model="parties.person", object_id=person.pk).first()
    return timezone.localdate(entry.at) if entry else timezone.localdate()


def is_active(person: Person) -> bool:
    """Whether there is a role or a seat without a last day."""
    return None in _last_days(person)


def _last_days(person: Person) -> list[datetime.date | None]:
    return [one.valid_to for one in [*person.assignments.all(), *person.terms.all()]]


def has_held_a_seat(person: Person) -> bool:
    """Whether the name is in the record of a body."""
    return bool(person.terms.all())


def kept_about(person: Person) -> list[Kept]:
    """Each kind of data that is held about a person, with why and until when."""
    rules = rules_in_force()
    last = last_day(person)
    name = Kind.SEAT_HOLDER if has_held_a_seat(person) else Kind.NAME
    contact = [person.email, person.phone, person.user.email if person.user else ""]
    contact.append(str(person.get_gender_display()))
    shown = {
        Kind.CONTACT: ", ".join(dict.fromkeys(filter(None, contact))),
        name: "" if person.erased_on else person.name,
    }
    return [
        Kept(
            kind=kind,
            label=str(Kind(kind).label),
            what=what,
            why=rules[kind][1],
            days=rules[kind][0],
            until=None if last is None or rules[kind][0] is None else _after(last, rules[kind][0]),
        )
        for kind, what in shown.items()
    ]


def _after(date: datetime.date, days: int | None) -> datetime.date:
    return date + datetime.timedelta(days=days or 0)


def due(person: Person, date: datetime.date) -> set[str]:
    """The kinds of data about a person whose time is over on a date."""
    found = kept_about(person)
    return {kept.kind for kept in found if kept.what and kept.until and kept.until < date}
