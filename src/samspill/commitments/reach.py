"""Who is reached for what is owed: the people behind parties, bodies and roles in bodies."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from samspill.bodies.holders import holders_of, holders_on, to_read
from samspill.bodies.models import Office, Role
from samspill.commitments import processes
from samspill.commitments.models import Commitment, CommitmentQuerySet, Escalation, ReminderChoice
from samspill.commitments.models.owners import OneWhoOwes
from samspill.commitments.rules import OF_A_BODY, OF_A_PARTY
from samspill.common.actors import Actor
from samspill.common.ready import together
from samspill.parties.models import Assignment, Person

REMINDED_OFFICES = (Office.Kind.CHAIR, Office.Kind.SECRETARY)


@dataclass
class Reached:
    """A person, and what the person answers for; ``is_silent`` who has said no to e-mail."""

    person: Person
    parties: set[int] = field(default_factory=set)
    bodies: set[int] = field(default_factory=set)
    roles: set[tuple[int, str]] = field(default_factory=set)
    everything: bool = False
    is_silent: bool = False

    @property
    def email(self) -> str:
        """Where mail goes."""
        return self.person.reached_at

    def answers_for(self, owner: OneWhoOwes) -> bool:
        """Whether the person answers for one who owes something."""
        return (
            owner.party_id in self.parties
            or (owner.body_id in self.bodies and not owner.role)
            or (owner.body_id or 0, owner.role) in self.roles
        )

    def owed(self) -> CommitmentQuerySet:
        """The open commitments that the person answers for and that are not achieved."""
        if self.everything:
            return Commitment.objects.open().unachieved()
        owed = Commitment.objects.open_owed_by(self.parties, self.bodies, self.roles)
        return owed.unachieved()


def of_actor(actor: Actor) -> tuple[frozenset[int], frozenset[int], set[tuple[int, str]]]:
    """Parties, bodies and roles that a signed-in person answers for."""
    roles = {
        (role.target, role.kind)
        for role in actor.roles
        if role.of == "body" and role.target is not None
    }
    return actor.targets("party", *OF_A_PARTY), actor.targets("body", *OF_A_BODY), roles


def asked_of(actor: Actor) -> CommitmentQuerySet:
    """The open commitments that a signed-in person answers for."""
    return Commitment.objects.open_owed_by(*of_actor(actor))


def first_asked_of(actor: Actor, most: int) -> CommitmentQuerySet:
    """Of those the ones that are due first, at most so many, in that order."""
    without = processes.asked_within()
    return Commitment.objects.first_owed_by(*of_actor(actor), most=most, without=without)


def late_and_soon(actor: Actor, date: datetime.date, days: int) -> QuerySet:
    """How many of those are late, as everywhere; and how many are due within so many days."""
    without = processes.asked_within()
    found: QuerySet = Commitment.objects.late_and_soon(
        *of_actor(actor), date=date, days=days, without=without
    )
    return found


def reminded_on(date: datetime.date) -> list[Reached]:
    """Everybody who is reminded of something: contact persons and reporters of parties, chairs
    and secretaries of bodies, and whoever holds a role that owes on its own."""
    found: dict[int, Reached] = {}
    never = ReminderChoice.objects.filter(pace=ReminderChoice.Pace.NEVER)
    read = together(
        assigned=_assignments(date, OF_A_PARTY),
        silent=never.values_list("person_id"),
        **_seats_to_read(date),
    )
    for assignment in read["assigned"]:
        if assignment.party_id is not None:
            _of(found, assignment.person).parties.add(assignment.party_id)
    for person, body, kind in _seated(read):
        reached = _of(found, person)
        reached.roles.add((body, kind))
        if kind in REMINDED_OFFICES:
            reached.bodies.add(body)
    for (person_pk,) in read["silent"]:
        if person_pk in found:
            found[person_pk].is_silent = True
    return [one for one in found.values() if one.email]


def escalated_on(rule: Escalation, date: datetime.date) -> list[Reached]:
    """Whom a rule of escalation tells, and of whose commitments."""
    found: dict[int, Reached] = {}
    if rule.to == Escalation.To.SECRETARIAT:
        for assignment in _assignments(date, ["secretariat"]):
            _of(found, assignment.person).everything = True
    elif rule.to == Escalation.To.CONTACT:
        for assignment in _assignments(date, ["contact"]):
            if assignment.party_id is not None:
                _of(found, assignment.person).parties.add(assignment.party_id)
    elif rule.to == Escalation.To.CHAIR:
        for person, body, kind in _seated(together(**_seats_to_read(date))):
            if kind == Office.Kind.CHAIR:
                _of(found, person).bodies.add(body)
    else:
        for person, seat in holders_on(date):
            if seat.body == rule.body_id and seat.role == Role.MEMBER and seat.party is not None:
                _of(found, person).parties.add(seat.party)
    return [one for one in found.values() if one.email]


def _of(found: dict[int, Reached], person: Person) -> Reached:
    return found.setdefault(person.pk, Reached(person))


def _assignments(date: datetime.date, kinds: Iterable[str]) -> QuerySet[Assignment]:
    held = Assignment.objects.on(date).filter(kind__in=list(kinds), person__erased_on=None)
    return held.select_related("person__user").order_by("pk")


def _seats_to_read(date: datetime.date) -> dict[str, QuerySet]:
    offices = Office.objects.on(date).values_list("seat_id", "kind")
    return {"offices": offices, "held": to_read(date)}


def _seated(read: Mapping[str, Iterable[Any]]) -> Iterator[tuple[Person, int, str]]:
    """Person, body and role, for every seat's own role and every office that goes with it."""
    offices: dict[int, list[str]] = {}
    for seat, kind in read["offices"]:
        offices.setdefault(seat, []).append(kind)
    for person, seat in holders_of(read["held"]):
        for kind in [seat.role, *offices.get(seat.pk, [])]:
            yield person, seat.body, kind
