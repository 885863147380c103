"""Invented people to try Samspill with, and never in earnest."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from django.test import Client

from samspill.accounts.commands import invite
from samspill.accounts.demonstration import PASSWORD, NoDemonstration, make_demo_users
from samspill.accounts.models import Invitation, User
from tests.accounts.conftest import posted
from tests.accounts.test_signing_in import sign_in

pytestmark = pytest.mark.django_db
PEOPLE = [("Leder@eksempel.no", "Live Leder", "nn"), ("sekretar@eksempel.no", "Sol Sekretær", "")]


def test_they_sign_in_with_the_known_password(client: Client) -> None:
    made = make_demo_users(PEOPLE)
    assert [(user.email, user.language, user.is_demo) for user in made] == [
        ("leder@eksempel.no", "nn", True),
        ("sekretar@eksempel.no", "", True),
    ]
    assert sign_in(client, "leder@eksempel.no", PASSWORD).headers["Location"] == "/konto/"


def test_twice_does_no_more_than_once_and_puts_right_what_was_changed() -> None:
    first = make_demo_users(PEOPLE)
    digests = [user.password for user in first]
    assert [user.password for user in make_demo_users(PEOPLE)] == digests
    User.objects.filter(pk=first[0].pk).update(name="Endret", is_active=False)
    again = make_demo_users(PEOPLE)
    assert [user.pk for user in again] == [user.pk for user in first]
    assert (again[0].name, again[0].is_active) == ("Live Leder", True)
    assert User.objects.count() == 2


def test_nobody_is_invented_in_earnest(settings) -> None:
    settings.SAMSPILL_DEMO = False
    with pytest.raises(NoDemonstration):
        make_demo_users(PEOPLE)
    assert not User.objects.exists()


def test_a_real_user_keeps_their_password(make_user) -> None:
    make_user("leder@eksempel.no")
    with pytest.raises(NoDemonstration, match="real user"):
        make_demo_users(PEOPLE)
    assert not User.objects.get().check_password(PASSWORD)


def test_the_first_operator_is_invited_by_a_command(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    arguments = ["Drift@example.no", "--name=Dag", "--site=https://s.example.no", "--operator"]
    with django_capture_on_commit_callbacks(execute=True):
        done = CliRunner().invoke(invite, arguments)
    assert done.exit_code == 0
    address = done.output.strip().removeprefix("https://s.example.no")
    assert address in posted()[0].body
    assert Invitation.objects.get().is_operator
    chosen = {"name": "Dag", "password1": "tolv muntre esler", "password2": "tolv muntre esler"}
    client.post(address, chosen)
    assert User.objects.get(is_operator=True).email == "drift@example.no"
    assert CliRunner().invoke(invite, arguments).exit_code == 2
