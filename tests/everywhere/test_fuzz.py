"""Whatever is typed into any form, or asked of any address, as anybody, nothing falls over.

With the same seed the same is sent; ``SAMSPILL_FUZZ_SEED`` gives another. A test run goes to a part
of all addresses; ``SAMSPILL_TEST_ALL=1`` goes everywhere with everybody, which takes minutes.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django_scopes import scope

from samspill.accounts.models import User
from samspill.common.actors import program
from samspill.common.models import Partnership, today
from samspill.parties import actions as parties
from samspill.parties.models import Assignment, Party, Person
from tests.everywhere.fuzzing import tried
from tests.everywhere.open_pages import open_addresses
from tests.everywhere.signed_in import owed, work_paths

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("quiet")]
SEED = os.environ.get("SAMSPILL_FUZZ_SEED", "samspill")
ALL = "SAMSPILL_TEST_ALL" in os.environ
MOST = {"secretariat": 40, "visitor": 40}
FEWER = 12
OWN = [
    "", "logg-inn/", "passord/glemt/", "passord/endre/", "bekreft/", "okter/", "totrinn/app/",
    "nokler/", "tilkoblinger/", "invitasjon/x/",
]  # fmt: skip
VISITOR, OPERATOR = "visitor", "operator"
EVERYBODY = [VISITOR, OPERATOR, *Assignment.Kind.values]


@pytest.fixture(scope="module")
def data(load_once: Callable[..., None], once: Callable[..., Any]) -> None:
    load_once("eksempel")
    once(owed, "eksempel")


@pytest.fixture
def eksempel(data: None, settings: Any) -> Partnership:
    settings.SAMSPILL_WRITES_A_MINUTE = settings.SAMSPILL_SEARCHES_A_MINUTE = 10**6
    settings.SAMSPILL_VISITORS_WRITES_A_MINUTE = 10**6
    return Partnership.objects.get(slug="eksempel")


def browser_of(partnership: Partnership, who: str) -> Client:
    client = Client(raise_request_exception=False)
    if who == VISITOR:
        return client
    user = User.objects.create(
        email=f"{who}@example.no", name=who, is_operator=who == OPERATOR, has_seen_tour=True
    )
    with scope(partnership=partnership):
        party = Party.objects.municipalities().members_on(today())[0]
        about = party if who in Assignment.FOR_A_PARTY else None
        person = Person.objects.create(
            partnership=partnership, slug=f"fuzz-{who}", name=who, user=user, party=about
        )
        if who != OPERATOR:
            parties.give_role(by=program("test"), person=person, kind=who, party=about)
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


@pytest.mark.parametrize("who", EVERYBODY)
def test_nothing_that_is_sent_makes_a_page_fall_over(eksempel: Partnership, who: str) -> None:
    by = random.Random(f"{SEED} {who}")  # noqa: S311
    known = work_paths(eksempel)
    addresses = [f"/hf/eksempel/arbeid/{path}" for path in known]
    if who == VISITOR:
        addresses = open_addresses(["eksempel"])
    addresses += [f"/hf/eksempel/konto/{path}" for path in OWN]
    most = len(addresses) if ALL else MOST.get(who, FEWER)
    by.shuffle(addresses)
    asked = list(tried(who, browser_of(eksempel, who), addresses[:most], by))
    assert [one for one in asked if one.status >= 500] == []
    assert len(asked) >= 2 * most
    assert any(one.status == 200 for one in asked)
