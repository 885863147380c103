"""An organisation number from a sign-in is matched to its party, and gives nobody a role."""

from __future__ import annotations

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django_scopes import scope

from samspill.accounts.models import User
from samspill.common.models import AuditEntry, Partnership, today
from samspill.common.roles import actor_of
from samspill.parties.actions import link_invited
from samspill.parties.models import Assignment, Party, Person
from samspill.parties.signing_in import parties_of
from tests.secretariat import browser, partnership, siri  # noqa: F401 (fixtures)

pytestmark = pytest.mark.django_db
LEVANGER, VERDAL = "938587051", "938587418"


@pytest.fixture
def levanger(partnership: Partnership) -> Party:  # noqa: F811
    return Party.objects.create(
        partnership=partnership,
        slug="levanger",
        kind=Party.Kind.MUNICIPALITY,
        name="Levanger kommune",
        organisation_number=LEVANGER,
    )


@pytest.fixture
def ola(db: None) -> User:
    """Signs in by way of work, which says that he works for Levanger and for another."""
    user = User.objects.create(email="ola@example.no", name="Ola")
    kept = {"organisation_numbers": [LEVANGER, VERDAL]}
    SocialAccount.objects.create(user=user, provider="jobb", uid="ola-1", extra_data=kept)
    return user


def test_ones_own_page_shows_the_party_and_a_number_that_is_nobodys(
    client: Client,
    levanger: Party,
    ola: User,
) -> None:
    client.force_login(ola)
    client.cookies["sprak"] = "en"
    page = client.get("/hf/prove/konto/").content.decode()
    assert f'Levanger kommune <span class="meta">{LEVANGER}</span>' in page
    assert f'{VERDAL} <span class="meta">' in page


def test_who_signs_in_for_nobody_sees_nothing_of_it(client: Client, levanger: Party) -> None:
    client.force_login(User.objects.create(email="per@example.no", name="Per"))
    page = client.get("/hf/prove/konto/")
    assert page.context["organisations"] == []
    assert LEVANGER not in page.content.decode()


@pytest.mark.parametrize("tied", [True, False])
def test_the_secretariat_sees_it_when_giving_a_role(
    browser: Client,  # noqa: F811
    partnership: Partnership,  # noqa: F811
    levanger: Party,
    ola: User,
    tied: bool,
) -> None:
    given = {"user": ola} if tied else {"email": "ola@example.no"}
    person = Person.objects.create(partnership=partnership, slug="ola", name="Ola", **given)
    for place in ("", "rolle/"):
        page = browser.get(f"/hf/prove/arbeid/folk/{person.pk}/{place}")
        assert page.context["signs_in_for"] == [levanger]


def test_it_gives_no_role(
    client: Client,
    partnership: Partnership,  # noqa: F811
    levanger: Party,
    ola: User,
) -> None:
    client.force_login(ola)
    assert client.get("/hf/prove/arbeid/").status_code == 403
    assert actor_of(ola, partnership, today()).roles == ()
    assert not Assignment.objects.exists()
    assert not Person.objects.exists()


def test_an_address_alone_matches_nothing(
    partnership: Partnership,  # noqa: F811
    levanger: Party,
    ola: User,
) -> None:
    for email in ("", "per@example.no"):
        person = Person(partnership=partnership, name="Per", email=email, invited_email="")
        assert parties_of(person) == []


def test_only_parties_of_this_helsefellesskap_are_matched(
    partnership: Partnership,  # noqa: F811
    levanger: Party,
    ola: User,
) -> None:
    person = Person.objects.create(partnership=partnership, slug="ola", name="Ola", user=ola)
    other = Partnership.objects.create(slug="annet", name="Annet", short_name="Annet")
    with scope(partnership=other):
        assert parties_of(person) == []
    assert parties_of(person) == [levanger]


def test_a_sign_in_that_is_tied_to_an_invited_person_stands_in_the_audit_trail(
    partnership: Partnership,  # noqa: F811
    ola: User,
) -> None:
    person = Person.objects.create(
        partnership=partnership, slug="ola", name="Ola", invited_email=ola.email
    )
    assert link_invited(ola) == 1
    person.refresh_from_db()
    assert person.user == ola
    entry = AuditEntry.objects.get(action="link sign-in")
    assert entry.object_id == person.pk
    assert entry.after["user_id"] == ola.pk
    assert link_invited(ola) == 0
