"""An empty helsefellesskap, its secretariat, and their browser: fixtures for many rooms."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation
from django_scopes import scope

from samspill.accounts.models import User
from samspill.common.actors import Actor, program
from samspill.common.models import Partnership, today
from samspill.common.roles import actor_of
from samspill.parties import actions
from samspill.parties.models import Assignment, Party, Person


@pytest.fixture
def partnership(db: None) -> Iterator[Partnership]:
    """One with nothing in it, read in English so that messages are as in the code."""
    made = Partnership.objects.create(slug="prove", name="Prøve", short_name="Prøve")
    with scope(partnership=made), translation.override("en"):
        yield made


def signed_in(partnership: Partnership, email: str, kind: str, party: Party | None = None) -> User:
    """A user with one role."""
    user = User(email=email, name=email.split("@")[0].title())
    user.set_password("elleve rolige hester")
    user.save()
    by = program("test")
    person = actions.save_person(
        by=by, person=Person(partnership=partnership, name=user.name, user=user, email=email)
    )
    actions.give_role(by=by, person=person, kind=kind, party=party)
    return user


@pytest.fixture
def siri(partnership: Partnership) -> User:
    """The secretariat."""
    return signed_in(partnership, "siri@example.no", Assignment.Kind.SECRETARIAT)


@pytest.fixture
def secretary(siri: User, partnership: Partnership) -> Actor:
    return actor_of(siri, partnership, today())


@pytest.fixture
def browser(siri: User, client: Client) -> Client:
    """Siri's, in English."""
    client.force_login(siri)
    client.cookies["sprak"] = "en"
    return client
