"""One user for each role that somebody may have in a helsefellesskap."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.conf import settings
from django.test import Client

from samspill.accounts.models import User
from samspill.bodies.models import Body, Office, Role, Seat, Term
from samspill.common.actors import Actor
from samspill.common.models import Partnership, today
from samspill.common.roles import actor_of
from samspill.parties import actions as parties
from samspill.parties.models import Assignment, Party, Person

ROLES = [*Assignment.Kind.values, "operator"]
SEATS = [Role.MEMBER, Role.SUBSTITUTE, Role.OBSERVER, Role.SECRETARY]
OFFICES = [Office.Kind.CHAIR, Office.Kind.DEPUTY_CHAIR]
CAST = [*ROLES, *SEATS, *OFFICES, "without a role"]


@dataclass(kw_only=True)
class Cast:
    """Everyone there is: ``body`` is where their seats are, ``party`` whom they act for."""

    partnership: Partnership
    party: Party | None
    body: Body | None
    users: dict[str, User] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def actor(self, role: str) -> Actor:
        return actor_of(self.users[role], self.partnership, today())

    def client(self, role: str, language: str = "en") -> Client:
        made = Client(raise_request_exception=False)
        made.force_login(self.users[role], backend=settings.AUTHENTICATION_BACKENDS[0])
        made.cookies["sprak"] = language
        return made

    def enter(self, by: Actor) -> None:
        """Gives each a user, a person and the role; without a body nobody has a seat."""
        for role in map(str, CAST):
            if self._can_be(role):
                self._enter_one(by, role)

    def _can_be(self, role: str) -> bool:
        if role in Assignment.FOR_A_PARTY:
            return self.party is not None
        return self.body is not None or role not in {*SEATS, *OFFICES}

    def _enter_one(self, by: Actor, role: str) -> None:
        called = role.replace("_", " ")
        email = f"{called.replace(' ', '-')}@{self.partnership.slug}.example"
        user = User(email=email, name=called)
        user.is_operator = role == "operator"
        user.save()
        self.users[role] = user
        person = Person(partnership=self.partnership, name=f"Rolle {called}", user=user)
        about = self.party if role in Assignment.FOR_A_PARTY else None
        if about is not None:
            person.party = about
        self.people[role] = parties.save_person(by=by, person=person)
        if role in Assignment.Kind.values:
            parties.give_role(by=by, person=person, kind=role, party=about)
        elif role in {*SEATS, *OFFICES}:
            seat = _seat_of_office(self, role) if role in OFFICES else _seat(self, role)
            Term.objects.on(today()).filter(seat=seat).delete()
            Term.objects.create(
                partnership=self.partnership, seat=seat, person=person, valid_from=today()
            )


def _seat(cast: Cast, role: str) -> Seat:
    assert cast.body is not None
    return Seat.objects.create(
        partnership=cast.partnership,
        body=cast.body,
        slug=f"rolle-{role}",
        label=f"Rolle {role}".replace("_", " "),
        role=role,
        order=900,
    )


def _seat_of_office(cast: Cast, kind: str) -> Seat:
    seat = _seat(cast, Role.MEMBER + kind)
    seat.role = Role.MEMBER
    seat.save()
    assert cast.body is not None
    for office in Office.objects.on(today()).filter(body=cast.body, kind=kind):
        if office.valid_from == today():
            office.delete()
            continue
        office.valid_to = today() - datetime.timedelta(days=1)
        office.save()
    Office.objects.create(
        partnership=cast.partnership, body=cast.body, seat=seat, kind=kind, valid_from=today()
    )
    return seat
