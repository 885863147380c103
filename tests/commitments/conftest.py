"""A helsefellesskap with two municipalities and a body, and a process that asks something."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as conf
from django.test import Client
from django.utils import translation
from django_scopes import scope

from samspill.accounts.models import User
from samspill.bodies.models import Body, Office, Seat, Term
from samspill.commitments import processes
from samspill.commitments.actions import Owes, Wanted, open_commitment
from samspill.commitments.due import Due
from samspill.commitments.models import Commitment
from samspill.common.actors import Actor, program
from samspill.common.models import Partnership, today
from samspill.parties.models import Assignment, Party, Person
from tests.commitments.asking import ASKED, asking, thing

BY = program("test")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@dataclass
class World:
    """Who there is."""

    partnership: Partnership
    storvik: Party
    litlevik: Party
    council: Body
    people: dict[str, Person]

    def asks(self, title: str = "Do it", *owners: Owes, about: str = "", **more) -> Commitment:
        """Opens something, owed by Storvik when nobody else is named."""
        wanted = Wanted(
            process=ASKED,
            thing=thing(self.partnership, about or title),
            title=title,
            owners=owners or [Owes(party=self.storvik)],
            **more,
        )
        return open_commitment(by=BY, partnership=self.partnership, wanted=wanted)

    def person(self, name: str) -> Person:
        """Someone who can sign in and be reached."""
        email = f"{name.lower()}@example.no"
        user = User(email=email, name=name)
        user.set_password("elleve rolige hester")
        user.save()
        made = Person.objects.create(
            partnership=self.partnership, slug=name.lower(), name=name, user=user, email=email
        )
        self.people[name] = made
        return made

    def assigned(self, name: str, kind: str, party: Party | None = None) -> Person:
        person = self.people.get(name) or self.person(name)
        Assignment.objects.create(
            partnership=self.partnership, person=person, kind=kind, party=party
        )
        return person

    def seated(self, name: str, body: Body, office: str = "") -> Person:
        person = self.people.get(name) or self.person(name)
        seat = Seat.objects.create(
            partnership=self.partnership, body=body, slug=name.lower(), label=name
        )
        Term.objects.create(partnership=self.partnership, seat=seat, person=person)
        if office:
            Office.objects.create(partnership=self.partnership, body=body, kind=office, seat=seat)
        return person

    def due(self, days: int) -> Due:
        return Due.date(today() + datetime.timedelta(days=days))


@pytest.fixture
def process(db: None) -> Iterator[processes.Process]:
    """A process of the test's own: the ledger has never heard of it."""
    with asking(result_legend="maloppnaelse", work_legend="arbeid") as made:
        yield made


def make_world(partnership: Partnership) -> World:
    def party(slug: str) -> Party:
        return Party.objects.create(
            partnership=partnership, slug=slug, name=slug.title(), kind="municipality",
            sort_key=slug,
        )  # fmt: skip

    council = Body.objects.create(
        partnership=partnership, slug="asu", name="Samarbeidsutvalg", short_name="ASU"
    )
    return World(partnership, party("storvik"), party("litlevik"), council, {})


@pytest.fixture
def world(db: None, process: processes.Process) -> Iterator[World]:
    made = Partnership.objects.create(slug="prove", name="Prøve", short_name="Prøve")
    with scope(partnership=made), translation.override("en"):
        yield make_world(made)


@pytest.fixture
def secretary(world: World) -> Actor:
    from samspill.common.actors import Held

    return Actor("Siri", partnership=world.partnership.pk, roles=(Held("secretariat"),))


def acting(world: World, name: str) -> Actor:
    """A person with the roles held today."""
    from samspill.common.roles import actor_of

    return actor_of(world.people[name].user, world.partnership, today())


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def signed_in(world: World) -> Any:
    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(world.people[name].user, backend=conf.AUTHENTICATION_BACKENDS[0])
        client.cookies["sprak"] = "en"
        return client

    return sign_in
