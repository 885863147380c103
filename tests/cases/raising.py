"""Fixtures: a council and a network, the contact of a municipality, and what letters were sent."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from samspill.accounts.models import User
from samspill.bodies.models import Body, Seat, Term
from samspill.common.models import Partnership
from samspill.mail.models import Message
from samspill.parties.models import Party, Person
from tests.secretariat import signed_in

DAY = datetime.timedelta(days=1)
WORK = "/hf/prove/arbeid/saker/"


@pytest.fixture
def council(partnership: Partnership) -> Body:
    return Body.objects.create(
        partnership=partnership, slug="fagrad", name="Fagrådet", short_name="FR"
    )


@pytest.fixture
def network(partnership: Partnership) -> Body:
    """A network with a chair whom letters reach."""
    body = Body.objects.create(
        partnership=partnership, slug="nettverk", name="Nettverket", short_name="NV"
    )
    seat = Seat.objects.create(
        partnership=partnership, body=body, slug="leder", label="Leder", role="chair", order=1
    )
    person = Person.objects.create(
        partnership=partnership, slug="nina", name="Nina", email="nina@example.no"
    )
    Term.objects.create(partnership=partnership, seat=seat, person=person)
    return body


@pytest.fixture
def kari(partnership: Partnership, verdal: Party) -> Client:
    """The contact of Verdal."""
    return english(signed_in(partnership, "kari@example.no", "contact", verdal))


def english(user: User | None = None) -> Client:
    """A browser that reads English, signed in or not."""
    client = Client()
    if user is not None:
        client.force_login(user)
    client.cookies["sprak"] = "en"
    return client


def letters(key: str) -> list[Message]:
    return list(Message.objects.filter(key__startswith=key).order_by("pk"))
